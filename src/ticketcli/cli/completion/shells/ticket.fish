# Completions of `ticket` for fish. Made from its commands: do not edit.
#
# Names come from files in the cache, one a line, with a tab and a description behind; the program
# is started only for what they do not hold (ticket __complete). Nothing here asks the network.

@TABLES@

# Where the command line stands: $__ticket_path, the commands so far; $__ticket_count, the arguments
# behind them; $__ticket_portal, the portal in use.
function __ticket_walk
    set -l typed (commandline -pc)
    test "$typed" = "$__ticket_walked"; and return
    set -g __ticket_walked $typed
    set -g __ticket_path
    set -g __ticket_count 0
    set -g __ticket_portal $TICKET_PORTAL
    set -l option
    for word in (commandline -opc)[2..-1]
        if test -n "$option"
            test $option = --portal; and set __ticket_portal $word
            set option
        else if string match -q -- '--portal=*' $word
            set __ticket_portal (string replace -- --portal= '' $word)
        else if string match -q -- '-*' $word
            __ticket_takes "$__ticket_path" $word; and set option $word
        else if contains -- $word (__ticket_commands "$__ticket_path")
            set -a __ticket_path $word
        else
            set __ticket_count (math $__ticket_count + 1)
        end
    end
end

# Whether the command line stands at the command $argv[1]; and, with $argv[2] or $argv[3], at that
# argument or any later one.
function __ticket_at
    __ticket_walk
    test "$__ticket_path" = "$argv[1]"; or return
    test (count $argv) -lt 2; and return
    test $__ticket_count -eq (math $argv[2] - 1); and return
    test (count $argv) -eq 3 -a $__ticket_count -ge (math $argv[2] - 1)
end

function __ticket_print
    read -z -l text <$argv[1]; and printf %s $text
end

# The lines of a list: from its file where that can be found here, else from the program.
function __ticket_list
    __ticket_walk
    set -l program (commandline -opc)[1]
    set -l config ~/.config/ticket
    set -l cache ~/.cache/ticket
    if test "$program" = ticket -a -d /proc/self; and not contains $argv[1] drafts templates
        string match -q '/*' -- $XDG_CONFIG_HOME; and set config $XDG_CONFIG_HOME/ticket
        string match -q '/*' -- $XDG_CACHE_HOME; and set cache $XDG_CACHE_HOME/ticket
        test -n "$TICKET_CONFIG_DIR"; and set config $TICKET_CONFIG_DIR
        test -n "$TICKET_CACHE_DIR"; and set cache $TICKET_CACHE_DIR
        set config $config/config.toml
        set cache $cache/completion
        # The index has the time of the settings that it was made from.
        if test -r $cache/portals
            and not test $cache/portals -nt $config
            and not test $config -nt $cache/portals
            switch $argv[1]
                case aliases
                    __ticket_print $cache/aliases
                    return
                case portals
                    # The practice portal has no address.
                    __ticket_print $cache/portals | string replace -r '\t[^\t]*\t[^\t]*$' '' |
                        string replace -r '\t-$' \t@PRACTICE@
                    return
            end
            set -l wanted (string lower -- "$__ticket_portal")
            while read -l -d \t name url own active
                if test -n "$wanted"
                    contains -- $wanted (string lower -- $name) $url; or continue
                else
                    test "$active" = active; or continue
                end
                test -r $cache/$own/$argv[1]; and __ticket_print $cache/$own/$argv[1]
                return
            end <$cache/portals
        end
    end
    command $program __complete $argv[1] '' "$__ticket_portal" 2>/dev/null
end

# Files of a kind that the portal takes, and folders; any file, where they are to be zipped.
function __ticket_attachable
    set -l word (commandline -ct | string replace -r -- '^--?[a-z]+=' '')
    set -l endings (__ticket_list extensions)
    test -n "$endings"; or set endings .jpg .gif .zip .png .pdf
    contains .jpg $endings; and set -a endings .jpeg
    set -l zipped 0
    contains -- --zip (commandline -opc); and set zipped 1
    for path in (__fish_complete_path "$word")
        set -l name (string split -f 1 \t -- $path)
        if test $zipped = 1; or string match -q '*/' -- $name
            echo $name
        else
            for ending in $endings
                string match -q -i -- "*$ending" $name; and echo $name; and break
            end
        end
    end
end

# Words of a list with commas between them; those that stand there are not offered again.
function __ticket_several
    set -l word (commandline -ct | string replace -r -- '^--?[a-z]+=' '')
    set -l before (string match -r -- '.*,' $word)
    set -l used (string split , -- $word)
    for value in $argv
        contains -- $value $used; or echo $before$value
    end
end

complete -c ticket -f
@COMPLETE@
