# Which language the person at this shell reads: what TICKET_LANG says, else the setting, else the
# locale. The choice that the program makes, for bash and zsh, without starting it.

# Sets `language` to the one that a name such as ja_JP.UTF-8 stands for, if it is spoken.
_ticket_spoken() {
    case $1 in
    [Jj][Aa] | [Jj][Aa][-_.@]*) language=ja ;;
    [Zz][Hh] | [Zz][Hh][.@]* | [Zz][Hh][-_][Hh][Aa][Nn][Tt]*) language=zh_TW ;;
    [Zz][Hh][-_][Tt][Ww] | [Zz][Hh][-_][Tt][Ww][.@]*) language=zh_TW ;;
    [Zz][Hh][-_][Hh][Kk] | [Zz][Hh][-_][Hh][Kk][.@]*) language=zh_TW ;;
    [Zz][Hh][-_][Mm][Oo] | [Zz][Hh][-_][Mm][Oo][.@]*) language=zh_TW ;;
    [Ee][Nn] | [Ee][Nn][-_.@]* | [Cc] | [Cc].* | POSIX | POSIX.*) language=en ;;
    *) return 1 ;;
    esac
}

# Sets `said` to the setting.
_ticket_setting() {
    local config=$HOME/.config line='' table=''
    case $XDG_CONFIG_HOME in /*) config=$XDG_CONFIG_HOME ;; esac
    case $OSTYPE in darwin*) config="$HOME/Library/Application Support" ;; esac
    config=${TICKET_CONFIG_DIR:-$config/ticket}/config.toml
    [ -r "$config" ] || return 0
    while IFS= read -r line || [ "$line" ]; do
        case $line in
        \[*) table=$line ;;
        language=* | language\ *=*)
            case $table in
            \[settings\]*)
                said=${line#*[\"\']}
                said=${said%%[\"\']*}
                ;;
            esac
            ;;
        esac
    done <"$config"
}

# Sets `language`.
_ticket_language() {
    local said=$TICKET_LANG locale=${LC_ALL:-${LC_MESSAGES:-$LANG}} names=''
    [ "$said" ] || _ticket_setting
    _ticket_spoken "$said" && return
    case $locale in
    '' | C | C.* | POSIX | POSIX.*) ;;
    *) names=$LANGUAGE ;;
    esac
    names=$names:$locale:
    while [ "$names" ]; do
        _ticket_spoken "${names%%:*}" && return
        names=${names#*:}
    done
    language=en
}
