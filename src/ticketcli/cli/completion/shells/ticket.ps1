# Completions of `ticket` for PowerShell 5.1 and later. Made from its commands: do not edit.
#
# Names come from the program's cache on this machine (ticket __complete). Nothing here asks the network.

@TABLES@

Register-ArgumentCompleter -Native -CommandName ticket -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # A value as one argument, whatever stands in it; quoted as PowerShell reads it (about_Quoting_Rules).
    function Format-TicketWord([string] $value) {
        if ($value -match '^[\w./\\-]+$') { return $value }
        "'" + ($value -replace "['\u2018\u2019\u201a\u201b]", '$0$0') + "'"
    }

    # The words before the one that the cursor is at, without their quotation marks.
    $words = @(foreach ($word in $commandAst.CommandElements) {
            if ($word.Extent.EndOffset -ge $cursorPosition) { break }
            if ($word -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $word.Value }
            else { $word.Extent.Text }
        })
    $program = $words[0]
    $path = ''
    $option = ''
    $portal = [string] $env:TICKET_PORTAL
    $count = 0
    foreach ($word in ($words | Select-Object -Skip 1)) {
        if ($option) {
            if ($option -ceq '--portal') { $portal = $word }
            $option = ''
        } elseif ($word -cmatch '^--portal=(.*)$') {
            $portal = $Matches[1]
        } elseif ($word -clike '-*') {
            if ($TicketValues["${path}:$word"] -or $TicketValues["*:$word"]) { $option = $word }
        } elseif (($TicketCommands[$path].commands -replace "`t.*") -ccontains $word) {
            $path = "$path $word".Trim()
        } else {
            $count++
        }
    }

    $begun = $wordToComplete.Trim("'", '"')
    $before = ''
    if (-not $option -and $begun -cmatch '^(--[\w-]+)=(.*)$') {
        $option = $Matches[1]
        $before = "$option="
        $begun = $Matches[2]
    }

    $at = $TicketCommands[$path]
    $value = $null
    $lines = @()
    if ($option) {
        $value = $TicketValues["${path}:$option"]
        if (-not $value) { $value = $TicketValues["*:$option"] }
    } elseif ($begun -clike '-*') {
        $lines = $at.options + $TicketOptions
    } elseif ($at.commands) {
        $lines = $at.commands
        if (-not $path) { $value = @{ kind = 'aliases' } }
    } elseif ($count -lt $at.arguments -or $at.many) {
        $value = $TicketValues["${path}:$([Math]::Min($count + 1, $at.arguments))"]
    }

    if ($value.kind -in 'files', 'folders', 'attachable') {
        $endings = @()
        if ($value.kind -eq 'attachable' -and $words -cnotcontains '--zip') {
            $endings = @(& $program __complete extensions '' $portal 2>$null)
            if (-not $endings) { $endings = @('.jpg', '.gif', '.zip', '.png', '.pdf') }
            if ($endings -contains '.jpg') { $endings += '.jpeg' }
        }
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) | Where-Object {
            $ending = [IO.Path]::GetExtension($_.ListItemText)
            $fits = -not $endings -or $endings -contains $ending
            $_.ResultType -eq 'ProviderContainer' -or ($value.kind -ne 'folders' -and $fits)
        }
        return
    }

    if ($value.words) {
        if ($value.several -and $begun -match '^(.*,)([^,]*)$') {
            $before += $Matches[1]
            $begun = $Matches[2]
        }
        $lines += $value.words
    } elseif ($value.kind -and $value.kind -ne 'text') {
        $lines += @(& $program __complete $value.kind $begun $portal 2>$null)
    }
    foreach ($line in $lines) {
        $name, $about = $line -split "`t", 2
        if (-not $name.StartsWith($begun, [StringComparison]::CurrentCultureIgnoreCase)) { continue }
        if (-not $about) { $about = $name }
        $text = Format-TicketWord "$before$name"
        [System.Management.Automation.CompletionResult]::new($text, $name, 'ParameterValue', $about)
    }
}
