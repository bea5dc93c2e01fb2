# Completes the words of ecocode in fish: ecocode completion fish | source
function __ecocode_complete
    set -l typed (commandline -opc) (commandline -ct)
    command $typed[1] complete -- $typed[2..-1] 2>/dev/null
end
complete -c ecocode -a '(__ecocode_complete)'
