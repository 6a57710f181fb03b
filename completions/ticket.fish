# Completions of `ticket` for fish. Made from its commands: do not edit.
#
# Names come from files in the cache, one a line, with a tab and a description behind; the program
# is started only for what they do not hold (ticket __complete). Nothing here asks the network.

# The commands that may follow the command $argv[1].
function __ticket_commands
    switch $argv[1]
        case ''
            printf '%s\n' new list show reply watch wait close reopen download departments services api drafts template auth config alias completion diag sandbox help
        case 'drafts'
            printf '%s\n' list show edit send delete
        case 'template'
            printf '%s\n' add list show edit delete
        case 'auth'
            printf '%s\n' login status logout switch
        case 'config'
            printf '%s\n' get set unset list edit
        case 'alias'
            printf '%s\n' set list delete
        case 'completion'
            printf '%s\n' bash zsh fish powershell install
        case 'sandbox'
            printf '%s\n' serve reset
    end
end

# Whether the option $argv[2] takes a value at the command $argv[1].
function __ticket_takes
    switch "$argv[1]:$argv[2]"
        case '*:--portal'
            return 0
        case '*:--via'
            return 0
        case '*:--jq'
            return 0
        case '*:--template'
            return 0
        case 'new:--subject'
            return 0
        case 'new:-s'
            return 0
        case 'new:--message'
            return 0
        case 'new:-m'
            return 0
        case 'new:--cc'
            return 0
        case 'new:--impact'
            return 0
        case 'new:--contact'
            return 0
        case 'list:--search'
            return 0
        case 'list:-S'
            return 0
        case 'list:--updated'
            return 0
        case 'list:--created'
            return 0
        case 'list:--limit'
            return 0
        case 'list:-L'
            return 0
        case 'show:--last'
            return 0
        case 'show:-n'
            return 0
        case 'show:--since'
            return 0
        case 'reply:--message'
            return 0
        case 'reply:-m'
            return 0
        case 'watch:--exec'
            return 0
        case 'wait:--timeout'
            return 0
        case 'wait:--exec'
            return 0
        case 'api:--field'
            return 0
        case 'api:-f'
            return 0
        case 'template add:--message'
            return 0
        case 'template add:-m'
            return 0
        case 'auth login:--username'
            return 0
        case 'auth login:-u'
            return 0
        case 'auth login:--name'
            return 0
        case 'sandbox serve:--port'
            return 0
        case 'sandbox serve:--staff-after'
            return 0
        case ':--fields'
            return 0
        case 'new:--dept'
            return 0
        case 'new:--department'
            return 0
        case 'new:-d'
            return 0
        case 'list:--department'
            return 0
        case 'list:--dept'
            return 0
        case 'list:-d'
            return 0
        case 'template add:--department'
            return 0
        case 'template add:--dept'
            return 0
        case 'template add:-d'
            return 0
        case 'template show:--department'
            return 0
        case 'template show:--dept'
            return 0
        case 'template show:-d'
            return 0
        case 'template edit:--department'
            return 0
        case 'template edit:--dept'
            return 0
        case 'template edit:-d'
            return 0
        case 'template delete:--department'
            return 0
        case 'template delete:--dept'
            return 0
        case 'template delete:-d'
            return 0
        case 'new:--message-file'
            return 0
        case 'new:--from'
            return 0
        case 'reply:--message-file'
            return 0
        case 'template add:--message-file'
            return 0
        case 'auth login:--ca-file'
            return 0
        case 'new:--message-template'
            return 0
        case 'new:--service'
            return 0
        case 'new:--attach'
            return 0
        case 'new:-a'
            return 0
        case 'reply:--attach'
            return 0
        case 'reply:-a'
            return 0
        case 'new:--priority'
            return 0
        case 'new:--recover'
            return 0
        case 'reply:--recover'
            return 0
        case 'new:--fields'
            return 0
        case 'list:--state'
            return 0
        case 'list:-s'
            return 0
        case 'list:--awaiting'
            return 0
        case 'list:--columns'
            return 0
        case 'list:--sort'
            return 0
        case 'list:--fields'
            return 0
        case 'wait:--fields'
            return 0
        case 'show:--fields'
            return 0
        case 'reply:--fields'
            return 0
        case 'watch:--fields'
            return 0
        case 'wait:--for'
            return 0
        case 'close:--fields'
            return 0
        case 'reopen:--fields'
            return 0
        case 'download:--dir'
            return 0
        case 'download:-D'
            return 0
        case 'download:--fields'
            return 0
        case 'departments:--fields'
            return 0
        case 'services:--fields'
            return 0
        case 'api:--fields'
            return 0
        case 'drafts:--fields'
            return 0
        case 'template:--fields'
            return 0
        case 'auth:--fields'
            return 0
        case 'config:--fields'
            return 0
        case 'alias:--fields'
            return 0
        case 'completion:--fields'
            return 0
        case 'sandbox:--fields'
            return 0
        case 'drafts list:--fields'
            return 0
        case 'drafts show:--fields'
            return 0
        case 'drafts edit:--fields'
            return 0
        case 'drafts send:--fields'
            return 0
        case 'drafts delete:--fields'
            return 0
        case 'template add:--fields'
            return 0
        case 'template list:--fields'
            return 0
        case 'template show:--fields'
            return 0
        case 'template edit:--fields'
            return 0
        case 'template delete:--fields'
            return 0
        case 'auth login:--fields'
            return 0
        case 'auth status:--fields'
            return 0
        case 'auth logout:--fields'
            return 0
        case 'auth switch:--fields'
            return 0
        case 'config get:--fields'
            return 0
        case 'config set:--fields'
            return 0
        case 'config unset:--fields'
            return 0
        case 'config list:--fields'
            return 0
        case 'config edit:--fields'
            return 0
        case 'alias set:--fields'
            return 0
        case 'alias list:--fields'
            return 0
        case 'alias delete:--fields'
            return 0
        case 'completion bash:--fields'
            return 0
        case 'completion zsh:--fields'
            return 0
        case 'completion fish:--fields'
            return 0
        case 'completion powershell:--fields'
            return 0
        case 'completion install:--fields'
            return 0
        case 'diag:--fields'
            return 0
        case 'sandbox serve:--fields'
            return 0
        case 'sandbox reset:--fields'
            return 0
        case 'help:--fields'
            return 0
    end
    return 1
end

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
                        string replace -r '\t-$' \t'the practice portal'
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
complete -c ticket -l portal -x -k -a '(__ticket_list portals)' -d 'The portal to use (or TICKET_PORTAL), or “sandbox”.'
complete -c ticket -l via -x -k -a 'api web' -d 'Use only the portal\'s API, or only its web pages.'
complete -c ticket -l json -d 'Answer in JSON.'
complete -c ticket -l jq -x -d 'Answer with what jq makes of the JSON.'
complete -c ticket -l template -x -d 'Answer with a text such as “{number}: {subject}”.'
complete -c ticket -l no-input -d 'Never ask; fail where something is missing.'
complete -c ticket -l verbose -d 'Tell the progress of long transfers in logs.'
complete -c ticket -l debug -d 'Show each request and full errors, secrets blanked.'
complete -c ticket -l help -d 'Show this message and exit.'
complete -c ticket -n '__ticket_at "" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "" 1' -k -a help -d 'Explain a topic, or a command.'
complete -c ticket -n '__ticket_at "" 1' -k -a sandbox -d 'The embedded practice portal: a stand-in for a real one, for a first try and for tests.'
complete -c ticket -n '__ticket_at "" 1' -k -a diag -d 'Tell what a support request needs to know: versions, folders, settings, portals.'
complete -c ticket -n '__ticket_at "" 1' -k -a completion -d 'Let your shell complete commands, options, and the names and numbers that the portal showed you.'
complete -c ticket -n '__ticket_at "" 1' -k -a alias -d 'Your own names for longer commands: set, list, delete.'
complete -c ticket -n '__ticket_at "" 1' -k -a config -d 'Your settings: get, set, unset, list, edit.'
complete -c ticket -n '__ticket_at "" 1' -k -a auth -d 'Sign in and out, and see what a portal offers.'
complete -c ticket -n '__ticket_at "" 1' -k -a template -d 'Texts to start messages from: add, list, show, edit, delete.'
complete -c ticket -n '__ticket_at "" 1' -k -a drafts -d 'What was typed and is not confirmed: list, show, edit, send, delete.'
complete -c ticket -n '__ticket_at "" 1' -k -a api -d 'Make any call of the portal\'s API, signed in, and print the JSON as it comes.'
complete -c ticket -n '__ticket_at "" 1' -k -a services -d 'List the services of your account, which a ticket can be about.'
complete -c ticket -n '__ticket_at "" 1' -k -a departments -d 'List the departments that take tickets.'
complete -c ticket -n '__ticket_at "" 1' -k -a download -d 'Save a ticket\'s attachments: all, or those named.'
complete -c ticket -n '__ticket_at "" 1' -k -a reopen -d 'Reopen closed tickets. One that is open already stays so.'
complete -c ticket -n '__ticket_at "" 1' -k -a close -d 'Close tickets. One that is closed already stays so.'
complete -c ticket -n '__ticket_at "" 1' -k -a wait -d 'Wait until a ticket is answered or closed.'
complete -c ticket -n '__ticket_at "" 1' -k -a watch -d 'Show new messages of tickets as they come, until all of them are closed, or Ctrl-C.'
complete -c ticket -n '__ticket_at "" 1' -k -a reply -d 'Answer a ticket.'
complete -c ticket -n '__ticket_at "" 1' -k -a show -d 'Show a ticket with its conversation.'
complete -c ticket -n '__ticket_at "" 1' -k -a list -d 'List your tickets, newest first.'
complete -c ticket -n '__ticket_at "" 1' -k -a new -d 'Open a ticket.'
complete -c ticket -n '__ticket_at ""' -l version -d 'Print the version and exit.'
complete -c ticket -n '__ticket_at ""' -l fields -x -k -a '(__ticket_several awaiting_me awaiting_staff unsent help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "new"' -l dept -l department -s d -x -k -a '(__ticket_list departments)' -d 'Department: name, unique prefix or id.'
complete -c ticket -n '__ticket_at "new"' -l subject -s s -x -d 'Subject.'
complete -c ticket -n '__ticket_at "new"' -l message -s m -x -d 'Message.'
complete -c ticket -n '__ticket_at "new"' -l message-file -r -F -d 'Read the message from a file; - is stdin.'
complete -c ticket -n '__ticket_at "new"' -l editor -s e -d 'Write the message in the editor.'
complete -c ticket -n '__ticket_at "new"' -l message-template -x -k -a '(__ticket_list templates)' -d 'Start the message from this: see ticket template.'
complete -c ticket -n '__ticket_at "new"' -l service -x -k -a '(__ticket_list services)' -d 'Related service: name, unique prefix or id.'
complete -c ticket -n '__ticket_at "new"' -l cc -x -d 'Also notify; again or with commas for several.'
complete -c ticket -n '__ticket_at "new"' -l attach -s a -x -a '(__ticket_attachable)' -d 'Attach a file or what a pattern matches.'
complete -c ticket -n '__ticket_at "new"' -l attach-clipboard -d 'Attach the picture in the clipboard.'
complete -c ticket -n '__ticket_at "new"' -l zip -d 'Zip folders, and files of a kind the portal does not take.'
complete -c ticket -n '__ticket_at "new"' -l encrypt -d 'Have the portal keep it encrypted.'
complete -c ticket -n '__ticket_at "new"' -l urgent -d 'Put [URGENT] before the subject.'
complete -c ticket -n '__ticket_at "new"' -l impact -x -d 'With --urgent: what is affected.'
complete -c ticket -n '__ticket_at "new"' -l contact -x -d 'With --urgent: how to reach you.'
complete -c ticket -n '__ticket_at "new"' -l priority -x -k -a 'low medium high' -d 'Priority, where the department takes one.'
complete -c ticket -n '__ticket_at "new"' -l dry-run -d 'Check everything, send nothing.'
complete -c ticket -n '__ticket_at "new"' -l yes -s y -d 'Ask only for what must be there; send without a review.'
complete -c ticket -n '__ticket_at "new"' -l recover -x -k -a '(__ticket_list drafts)' -d 'Take up a draft that was kept.'
complete -c ticket -n '__ticket_at "new"' -l from -r -F -d 'Read tickets from YAML, JSON, JSON Lines or Markdown; - is stdin.'
complete -c ticket -n '__ticket_at "new"' -l again -d 'With --from: create also what was created from it before.'
complete -c ticket -n '__ticket_at "new"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices dry_run portal message encrypt attachments entry line outcome draft error exit help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "list"' -l state -s s -x -k -a 'open closed all' -d 'Open means: everything that is not closed. Or a status by its name.'
complete -c ticket -n '__ticket_at "list"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'Only this department\'s tickets.'
complete -c ticket -n '__ticket_at "list"' -l search -s S -x -d 'Only tickets with this text in the subject.'
complete -c ticket -n '__ticket_at "list"' -l awaiting -x -k -a 'me staff' -d 'Only tickets in which you, or the staff, have to write next.'
complete -c ticket -n '__ticket_at "list"' -l updated -x -d 'Only those changed then: -7d, 2026-11-01, 2026-11-01..2026-11-10.'
complete -c ticket -n '__ticket_at "list"' -l created -x -d 'Only those opened then.'
complete -c ticket -n '__ticket_at "list"' -l columns -x -k -a '(__ticket_several number subject status department updated created priority service cc encrypted awaiting unread url)' -d 'The columns to show, in this order.'
complete -c ticket -n '__ticket_at "list"' -l sort -x -k -a 'number subject status department updated created priority service cc encrypted awaiting unread url number:desc subject:desc status:desc department:desc updated:desc created:desc priority:desc service:desc cc:desc encrypted:desc awaiting:desc unread:desc url:desc' -d 'Sort by a column, such as updated or created.'
complete -c ticket -n '__ticket_at "list"' -l limit -s L -x -d 'How many to list at most (30).'
complete -c ticket -n '__ticket_at "list"' -l all -s a -d 'List them all, however many there are.'
complete -c ticket -n '__ticket_at "list"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "show"' -l web -s w -d 'Show it in the browser instead.'
complete -c ticket -n '__ticket_at "show"' -l last -s n -x -d 'Only the last N messages.'
complete -c ticket -n '__ticket_at "show"' -l since -x -d 'Only messages since then: -2d, -3h, 2026-11-01.'
complete -c ticket -n '__ticket_at "show"' -l raw -d 'Messages as the portal has them: quotations and HTML whole.'
complete -c ticket -n '__ticket_at "show"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages opened help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "show" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "reply"' -l message -s m -x -d 'Message.'
complete -c ticket -n '__ticket_at "reply"' -l message-file -r -F -d 'Read the message from a file; - is stdin.'
complete -c ticket -n '__ticket_at "reply"' -l editor -s e -d 'Write the message in the editor.'
complete -c ticket -n '__ticket_at "reply"' -l attach -s a -x -a '(__ticket_attachable)' -d 'Attach a file or what a pattern matches.'
complete -c ticket -n '__ticket_at "reply"' -l attach-clipboard -d 'Attach the picture in the clipboard.'
complete -c ticket -n '__ticket_at "reply"' -l zip -d 'Zip folders, and files of a kind the portal does not take.'
complete -c ticket -n '__ticket_at "reply"' -l encrypt -d 'Have the portal keep it encrypted.'
complete -c ticket -n '__ticket_at "reply"' -l close -d 'Close the ticket afterwards.'
complete -c ticket -n '__ticket_at "reply"' -l reopen -d 'Reopen the ticket first if it is closed.'
complete -c ticket -n '__ticket_at "reply"' -l dry-run -d 'Check everything, send nothing.'
complete -c ticket -n '__ticket_at "reply"' -l yes -s y -d 'Ask only for what must be there; send without a review.'
complete -c ticket -n '__ticket_at "reply"' -l recover -x -k -a '(__ticket_list drafts)' -d 'Take up a draft that was kept.'
complete -c ticket -n '__ticket_at "reply"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices dry_run portal message encrypt close attachments help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "reply" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "watch"' -l exec -x -d 'Run this, with the message as JSON on its standard input.'
complete -c ticket -n '__ticket_at "watch"' -l notify -d 'Raise a notice on the desktop as well.'
complete -c ticket -n '__ticket_at "watch"' -l fields -x -k -a '(__ticket_several number url subject status id author staff time body body_html encrypted attachments help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "watch" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "wait"' -l for -x -k -a 'answered closed reply' -d 'The staff wrote last; or it is closed; or the staff writes from now on.'
complete -c ticket -n '__ticket_at "wait"' -l timeout -x -d 'Give up after that long, such as 90s, 15m or 2h.'
complete -c ticket -n '__ticket_at "wait"' -l exec -x -d 'Run this, with the message as JSON on its standard input.'
complete -c ticket -n '__ticket_at "wait"' -l notify -d 'Raise a notice on the desktop as well.'
complete -c ticket -n '__ticket_at "wait"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "wait" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "close"' -l fields -x -k -a '(__ticket_several number closed already error exit help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "close" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "reopen"' -l fields -x -k -a '(__ticket_several number closed already error exit help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "reopen" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "download"' -l dir -s D -x -a '(__fish_complete_directories)' -d 'The folder to save in; it is made if there is none.'
complete -c ticket -n '__ticket_at "download"' -l force -s f -d 'Replace files that exist.'
complete -c ticket -n '__ticket_at "download"' -l fields -x -k -a '(__ticket_several id name path size error exit help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "download" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "departments"' -l fields -x -k -a '(__ticket_several id name description priorities help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "services"' -l fields -x -k -a '(__ticket_several id name domain status category help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "api"' -l field -s f -x -d 'A value to send; again for several.'
complete -c ticket -n '__ticket_at "api"' -l paginate -d 'Go through all pages; each is printed as it comes.'
complete -c ticket -n '__ticket_at "api"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a delete -d 'Delete drafts for good. Nothing at the portal changes.'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a send -d 'Send a draft as it is.'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a edit -d 'Change a draft\'s message in your editor.'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a show -d 'Show a draft, whole.'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a list -d 'List the drafts, oldest first.'
complete -c ticket -n '__ticket_at "drafts"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "drafts list"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "drafts show"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created department message service cc priority encrypt urgent impact contact attachments close help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "drafts show" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts edit"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created department message service cc priority encrypt urgent impact contact attachments close help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "drafts edit" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts send"' -l yes -s y -d 'Send also where it may have arrived already.'
complete -c ticket -n '__ticket_at "drafts send"' -l zip -d 'Zip folders, and files of a kind the portal does not take.'
complete -c ticket -n '__ticket_at "drafts send"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "drafts send" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts delete"' -l yes -s y -d 'Delete without asking.'
complete -c ticket -n '__ticket_at "drafts delete"' -l fields -x -k -a '(__ticket_several id deleted error exit help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "drafts delete" 1 more' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "template" 1' -k -a delete -d 'Delete a template.'
complete -c ticket -n '__ticket_at "template" 1' -k -a edit -d 'Change a template in your editor.'
complete -c ticket -n '__ticket_at "template" 1' -k -a show -d 'Print a template.'
complete -c ticket -n '__ticket_at "template" 1' -k -a list -d 'List the templates.'
complete -c ticket -n '__ticket_at "template" 1' -k -a add -d 'Add a template. Without a text, it is written in the editor.'
complete -c ticket -n '__ticket_at "template"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "template add"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'For this department only.'
complete -c ticket -n '__ticket_at "template add"' -l message -s m -x -d 'The text.'
complete -c ticket -n '__ticket_at "template add"' -l message-file -r -F -d 'Read the text from a file; - is stdin.'
complete -c ticket -n '__ticket_at "template add"' -l fields -x -k -a '(__ticket_several name department text path help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "template add" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template list"' -l fields -x -k -a '(__ticket_several name department text path help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "template show"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'For this department only.'
complete -c ticket -n '__ticket_at "template show"' -l fields -x -k -a '(__ticket_several name department text path help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "template show" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template edit"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'For this department only.'
complete -c ticket -n '__ticket_at "template edit"' -l fields -x -k -a '(__ticket_several name department text path help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "template edit" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template delete"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'For this department only.'
complete -c ticket -n '__ticket_at "template delete"' -l yes -s y -d 'Do not ask.'
complete -c ticket -n '__ticket_at "template delete"' -l fields -x -k -a '(__ticket_several name department text path help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "template delete" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "auth" 1' -k -a switch -d 'Choose the portal that commands use.'
complete -c ticket -n '__ticket_at "auth" 1' -k -a logout -d 'Sign out of a portal, and remove its secrets from this machine.'
complete -c ticket -n '__ticket_at "auth" 1' -k -a status -d 'Show each portal: who is signed in, whether that still works, and what it offers.'
complete -c ticket -n '__ticket_at "auth" 1' -k -a login -d 'Sign in to a portal, and remember it.'
complete -c ticket -n '__ticket_at "auth"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "auth login"' -l username -s u -x -d 'The account\'s e-mail address.'
complete -c ticket -n '__ticket_at "auth login"' -l password-stdin -d 'Read the password from standard input.'
complete -c ticket -n '__ticket_at "auth login"' -l token-stdin -d 'Read a personal access token from standard input.'
complete -c ticket -n '__ticket_at "auth login"' -l insecure-storage -d 'Keep secrets in a file (mode 0600), where there is no keyring.'
complete -c ticket -n '__ticket_at "auth login"' -l name -x -d 'What to call this portal here.'
complete -c ticket -n '__ticket_at "auth login"' -l ca-file -r -F -d 'Certificates (PEM) to trust for this portal.'
complete -c ticket -n '__ticket_at "auth login"' -l fields -x -k -a '(__ticket_several name url active username storage secrets works error identity offers help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "auth login" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "auth status"' -l offline -d 'Show what is known, without asking any portal.'
complete -c ticket -n '__ticket_at "auth status"' -l fields -x -k -a '(__ticket_several name url active username storage secrets works error identity offers help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "auth logout"' -l fields -x -k -a '(__ticket_several name url session_ended help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "auth logout" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "auth switch"' -l fields -x -k -a '(__ticket_several name url help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "auth switch" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "config" 1' -k -a edit -d 'Change config.toml in your editor. What cannot be read is not put in its place.'
complete -c ticket -n '__ticket_at "config" 1' -k -a list -d 'List all settings, what they are, and what they are for.'
complete -c ticket -n '__ticket_at "config" 1' -k -a unset -d 'Have a setting\'s default hold again.'
complete -c ticket -n '__ticket_at "config" 1' -k -a set -d 'Change a setting.'
complete -c ticket -n '__ticket_at "config" 1' -k -a get -d 'Print what a setting is, or its default; nothing where it has none.'
complete -c ticket -n '__ticket_at "config"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "config get"' -l fields -x -k -a '(__ticket_several key value help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'limit' -d 'How many tickets “ticket list” lists at most.'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'language' -d 'The language to speak: en, ja or zh_TW; else your locale\'s.'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'background' -d 'The terminal\'s background: light or dark, to choose colours by.'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'accessible' -d 'Plain numbered questions, and nothing that moves: for screen readers.'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'pager' -d 'The pager for long answers; goes before PAGER. “cat”: none.'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'editor' -d 'The editor for messages; goes before VISUAL and EDITOR.'
complete -c ticket -n '__ticket_at "config set"' -l fields -x -k -a '(__ticket_several key value help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'limit' -d 'How many tickets “ticket list” lists at most.'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'language' -d 'The language to speak: en, ja or zh_TW; else your locale\'s.'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'background' -d 'The terminal\'s background: light or dark, to choose colours by.'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'accessible' -d 'Plain numbered questions, and nothing that moves: for screen readers.'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'pager' -d 'The pager for long answers; goes before PAGER. “cat”: none.'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'editor' -d 'The editor for messages; goes before VISUAL and EDITOR.'
complete -c ticket -n '__ticket_at "config unset"' -l fields -x -k -a '(__ticket_several key value help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'limit' -d 'How many tickets “ticket list” lists at most.'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'language' -d 'The language to speak: en, ja or zh_TW; else your locale\'s.'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'background' -d 'The terminal\'s background: light or dark, to choose colours by.'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'accessible' -d 'Plain numbered questions, and nothing that moves: for screen readers.'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'pager' -d 'The pager for long answers; goes before PAGER. “cat”: none.'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'editor' -d 'The editor for messages; goes before VISUAL and EDITOR.'
complete -c ticket -n '__ticket_at "config list"' -l fields -x -k -a '(__ticket_several key value from about help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "config edit"' -l fields -x -k -a '(__ticket_several path changed help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "alias" 1' -k -a delete -d 'Drop an alias.'
complete -c ticket -n '__ticket_at "alias" 1' -k -a list -d 'List the aliases and what they stand for.'
complete -c ticket -n '__ticket_at "alias" 1' -k -a set -d 'Give a command line a name.'
complete -c ticket -n '__ticket_at "alias"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "alias set"' -l fields -x -k -a '(__ticket_several name expansion replaced help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "alias set" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "alias list"' -l fields -x -k -a '(__ticket_several name expansion help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "alias delete"' -l fields -x -k -a '(__ticket_several name expansion help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "alias delete" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "completion" 1' -k -a install -d 'Write the script where your shell looks for it, and say what else it needs, if anything.'
complete -c ticket -n '__ticket_at "completion" 1' -k -a powershell -d 'Print the script for PowerShell.'
complete -c ticket -n '__ticket_at "completion" 1' -k -a fish -d 'Print the script for fish.'
complete -c ticket -n '__ticket_at "completion" 1' -k -a zsh -d 'Print the script for zsh.'
complete -c ticket -n '__ticket_at "completion" 1' -k -a bash -d 'Print the script for bash.'
complete -c ticket -n '__ticket_at "completion"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "completion bash"' -l fields -x -k -a '(__ticket_several shell script help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "completion zsh"' -l fields -x -k -a '(__ticket_several shell script help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "completion fish"' -l fields -x -k -a '(__ticket_several shell script help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "completion powershell"' -l fields -x -k -a '(__ticket_several shell script help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "completion install"' -l fields -x -k -a '(__ticket_several shell path changed lines help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'powershell'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'fish'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'zsh'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'bash'
complete -c ticket -n '__ticket_at "diag"' -l fields -x -k -a '(__ticket_several program terminal environment folders settings keyring drafts portals help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "sandbox" 1' -k -a reset -d 'Forget all tickets of the practice portal.'
complete -c ticket -n '__ticket_at "sandbox" 1' -k -a serve -d 'Keep the practice portal running, for a browser and for other programs.'
complete -c ticket -n '__ticket_at "sandbox"' -l fields -x -k -a '(__ticket_several help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "sandbox serve"' -l port -x -d 'Port to serve on.'
complete -c ticket -n '__ticket_at "sandbox serve"' -l staff-after -x -d 'How long the staff takes to answer a ticket.'
complete -c ticket -n '__ticket_at "sandbox serve"' -l fields -x -k -a '(__ticket_several url username password help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "sandbox reset"' -l yes -s y -d 'Do not ask.'
complete -c ticket -n '__ticket_at "sandbox reset"' -l fields -x -k -a '(__ticket_several reset help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "help"' -l man -d 'Print the manual page of ticket, or of a command.'
complete -c ticket -n '__ticket_at "help"' -l fields -x -k -a '(__ticket_several topic text help)' -d 'Answer in JSON with only these fields; “help” lists them.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'help' -d 'Explain a topic, such as exit-codes.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'sandbox' -d 'The embedded practice portal.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'diag' -d 'Tell what a support request needs to know, without secrets.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'completion' -d 'Let your shell complete commands, names and numbers.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'alias' -d 'Your own names for longer commands: set, list, delete.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'config' -d 'Your settings: get, set, unset, list, edit.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'auth' -d 'Sign in and out, and see what a portal offers.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'template' -d 'Texts to start messages from: add, list, show, edit, delete.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'drafts' -d 'What was typed and is not confirmed: list, show, edit, send, delete.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'api' -d 'Make any call of the portal\'s API, signed in.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'services' -d 'List the services of your account.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'departments' -d 'List the departments that take tickets.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'download' -d 'Save a ticket\'s attachments.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'reopen' -d 'Reopen closed tickets.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'close' -d 'Close tickets.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'wait' -d 'Wait until a ticket is answered or closed.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'watch' -d 'Show new messages of tickets as they come.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'reply' -d 'Answer a ticket.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'show' -d 'Show a ticket with its whole conversation.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'list' -d 'List your tickets.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'new' -d 'Open a ticket.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'sandbox' -d 'The practice portal, which needs no account.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'accessibility' -d 'For screen readers, narrow windows, and terminals without colour.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'formatting' -d 'Answers for scripts: JSON, parts of it, and texts made from it.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'doors' -d 'How the portal is reached: its API and its web pages.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'attachments' -d 'Which files can be attached, and how.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'environment' -d 'Environment variables that are read.'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'exit-codes' -d 'What the number means that a command ends with.'
