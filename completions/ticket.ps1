# Completions of `ticket` for PowerShell 5.1 and later. The program itself says what may stand where the
# cursor is; it asks no portal.

Register-ArgumentCompleter -Native -CommandName ticket -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # The words before the one that the cursor is at, without their quotation marks.
    $words = @(foreach ($word in $commandAst.CommandElements) {
            if ($word.Extent.EndOffset -ge $cursorPosition) { break }
            if ($word -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $word.Value }
            else { $word.Extent.Text }
        })
    # What PowerShell hands to programs loses its empty words unless they are quoted.
    $begun = $wordToComplete.Trim("'", '"')
    $last = if ($begun -or $PSVersionTable.PSVersion -ge [version] '7.3') { $begun } else { '""' }
    $program, $before = $words
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $lines = @(& $program __complete @before $last 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if (-not $lines -or $lines[-1] -notmatch '^:(\d+)$') { return }
    $directive = [int] $Matches[1]
    $lines = @($lines | Select-Object -SkipLast 1)
    if ($directive -band 1) { return }

    if (-not ($directive -band 4)) {
        # Files: any of them, folders alone (16), or those with an ending (8).
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) | Where-Object {
            $ending = [IO.Path]::GetExtension($_.ListItemText).TrimStart('.')
            $fits = -not ($directive -band 8) -or $lines -contains $ending
            $_.ResultType -eq 'ProviderContainer' -or (-not ($directive -band 16) -and $fits)
        }
        return
    }
    foreach ($line in $lines) {
        $value, $about = $line -split "`t", 2
        if (-not $about) { $about = $value }
        # As one argument, whatever stands in it (about_Quoting_Rules).
        $text = $value
        if ($value -notmatch '^[\w./\\=,-]+$') {
            $text = "'" + ($value -replace "['\u2018\u2019\u201a\u201b]", '$0$0') + "'"
        }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
