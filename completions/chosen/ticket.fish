# Completions of `ticket` for fish, in the language of the person at it: loads the script that has them.
# Which one: what TICKET_LANG says, else the setting, else the locale, as the program chooses it.

# The language that a name such as ja_JP.UTF-8 stands for, if it is spoken.
function __ticket_spoken
    set -l name (string replace -r -- '[.@].*' '' "$argv[1]" | string replace -a -- - _ | string lower)
    switch "$name"
        case ja 'ja_*'
            echo ja
        case zh zh_tw zh_hk zh_mo 'zh_hant*'
            echo zh_TW
        case en 'en_*' c posix
            echo en
        case '*'
            return 1
    end
end

function __ticket_setting
    set -l config ~/.config
    string match -q '/*' -- $XDG_CONFIG_HOME; and set config $XDG_CONFIG_HOME
    test -d /System/Library; and set config ~/Library/'Application Support'
    set config $config/ticket
    test -n "$TICKET_CONFIG_DIR"; and set config $TICKET_CONFIG_DIR
    test -r $config/config.toml; or return
    set -l table
    while read -l line
        if string match -q '[*' -- $line
            set table $line
        else if string match -q '[settings]*' -- $table
            string replace -f -r -- '^language\s*=\s*["\']([^"\']*).*' '$1' $line
        end
    end <$config/config.toml
end

function __ticket_language
    set -l said $TICKET_LANG
    test -n "$said"; or set said (__ticket_setting)
    __ticket_spoken "$said"; and return
    set -l locale
    for name in $LC_ALL $LC_MESSAGES $LANG
        test -n "$name"; and set locale $name; and break
    end
    set -l names $locale
    string match -q -r '^(C|POSIX)?(\..*)?$' -- "$locale"; or set names (string split : -- "$LANGUAGE") $locale
    for name in $names
        __ticket_spoken $name; and return
    end
    echo en
end

set -l folder (string replace -r '/[^/]*$' '' -- (builtin realpath (status filename)))/../../ticket/completions
set -l language (__ticket_language)
functions -e __ticket_spoken __ticket_setting __ticket_language
if not test -r $folder/ticket.fish # this file was taken elsewhere alone
    command ticket completion fish | source
else if test $language = en
    source $folder/ticket.fish
else
    source $folder/$language/ticket.fish
end
