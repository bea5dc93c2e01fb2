#compdef ecocode
# Completes the words of ecocode in zsh: source <(ecocode completion zsh)
_ecocode() {
  local -a offered
  local found line word description colon='\:'
  found=$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
  if (($? == 3)); then
    _command_names
    return
  fi
  for line in ${(f)found}; do
    word=${line%%$'\t'*} description=${line#*$'\t'}
    offered+=("${word//:/$colon}${description:+:$description}")
  done
  if ((${#offered})); then _describe 'ecocode' offered; else _files; fi
}
if (($+functions[compdef])); then compdef _ecocode ecocode; fi
