# Completes the words of ecocode in PowerShell: ecocode completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ecocode -ScriptBlock {
    param($current, $ast, $position)
    $typed = @($ast.CommandElements | Where-Object { $_.Extent.StartOffset -lt $position } | ForEach-Object { $_.ToString() })
    $rest = @($typed | Select-Object -Skip 1)
    if ($current -eq '') { $rest += '' }
    & $typed[0] complete -- @rest 2>$null | ForEach-Object {
        $word, $description = $_ -split "`t", 2
        if (-not $description) { $description = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $description)
    }
}
