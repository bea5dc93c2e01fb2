# Completes the words of ecocode in bash: source <(ecocode completion bash)
_ecocode() {
  local current=${COMP_WORDS[COMP_CWORD]} typed=${COMP_LINE:0:COMP_POINT} found line
  [[ $current == [=:] ]] && current=
  COMPREPLY=()
  found=$("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if (($? == 3)); then
    mapfile -t COMPREPLY < <(compgen -c -- "$current")
    return
  fi
  # To bash, a word ends at = and : (COMP_WORDBREAKS), so what stands before them is not part of a reply.
  typed=${typed##*[[:space:]]}
  local before=${typed%"$current"}
  while IFS=$'\t' read -r line _; do
    [[ -z $line ]] || COMPREPLY+=("${line#"$before"}")
  done <<<"$found"
}
complete -o default -F _ecocode ecocode
