# Completions of `ticket` for fish. The program itself says what may stand where the cursor is; it asks no
# portal. See https://fishshell.com/docs/current/completions.html

function __ticket_complete
    set -l words (commandline -opc)
    # A quotation mark that is still open is no part of the word.
    set -l word (commandline -ct | string unescape; or commandline -ct | string replace -r '^["\']' '')
    set -l lines (command $words[1] __complete $words[2..-1] "$word" 2>/dev/null)
    set -l directive (string replace : '' -- $lines[-1])
    set -e lines[-1]
    string match -q -r '^\d+$' -- "$directive"; or return
    if __ticket_has $directive 1
        return
    else if __ticket_has $directive 4
        string join \n -- $lines
        return
    end
    # Files: any of them, folders alone (16), or those with an ending (8).
    set -l option (string match -r -- '^--[a-z-]+=' "$word")
    for path in (__fish_complete_path (string replace -r -- '^--[a-z-]+=' '' "$word"))
        set -l name (string split -f 1 \t -- $path)
        set -l ending (string lower -- (string replace -r '.*\.' '' -- $name))
        if string match -q '*/' -- $name
            or begin
                not __ticket_has $directive 16
                and begin
                    not __ticket_has $directive 8
                    or contains -- $ending $lines
                end
            end
            echo "$option$name"
        end
    end
end

# Whether the bit $argv[2] is set in $argv[1].
function __ticket_has
    test (math "floor($argv[1] / $argv[2]) % 2") -eq 1
end

complete -c ticket -f -k -a '(__ticket_complete)'
