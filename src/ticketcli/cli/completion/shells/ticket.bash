# Completions of `ticket` for bash. Made from its commands: do not edit.
#
# Names come from files in the cache, one a line, with a tab and a description behind; the program
# is started only for what they do not hold (ticket __complete). Nothing here asks the network.

@TABLES@

# The word $1 as the program would get it, in `plain`; `quote` is one that is still open in it,
# and `lead` what stands before that.
_ticket_unquote() {
    local rest=$1 char
    plain='' quote='' lead=''
    while [[ $rest ]]; do
        char=${rest:0:1} rest=${rest:1}
        case $quote$char in
        \\ | '"\')
            if [[ $quote && $rest != [\"\$\`\\]* ]]; then plain+=$char; fi
            plain+=${rest:0:1} rest=${rest:1}
            ;;
        \' | \") quote=$char lead=$plain ;;
        \'\' | \"\") quote='' ;;
        *) plain+=$char ;;
        esac
    done
}

# The command line up to the cursor, in `words`: as typed, not broken at "=" and ":" as bash does it.
_ticket_split() {
    local line=${COMP_LINE:0:COMP_POINT} word i
    words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $i == 0 || $line == [[:blank:]]* ]]; then
            line=${line#"${line%%[![:blank:]]*}"}
            words+=('')
        fi
        if [[ $i == "$COMP_CWORD" ]]; then word=$line; fi
        words[${#words[@]} - 1]+=$word
        line=${line#"$word"}
    done
}

# The file that holds the list $1, for the portal in use, in `file`; none where only the program knows it.
_ticket_file() {
    local config=~/.config/ticket cache=~/.cache/ticket wanted=${portal:-$TICKET_PORTAL} name url own active
    file=''
    [[ $program == ticket && $OSTYPE == linux* ]] || return
    [[ $XDG_CONFIG_HOME == /* ]] && config=$XDG_CONFIG_HOME/ticket
    [[ $XDG_CACHE_HOME == /* ]] && cache=$XDG_CACHE_HOME/ticket
    config=${TICKET_CONFIG_DIR:-$config}/config.toml cache=${TICKET_CACHE_DIR:-$cache}/completion
    # The index has the time of the settings that it was made from.
    [[ -r $cache/portals && ! $cache/portals -nt $config && ! $config -nt $cache/portals ]] || return
    if [[ $1 == portals || $1 == aliases ]]; then
        file=$cache/$1
        return
    fi
    while IFS=$'\t' read -r name url own active; do
        if [[ ($wanted && ($name == "$wanted" || $url == "$wanted")) || (! $wanted && $active == active) ]]; then
            file=$cache/$own/$1
            [[ -r $file ]] || file=/dev/null
            return
        fi
    done <"$cache/portals"
}

# Offer the lines of standard input that begin with `plain`. There may be thousands, so they are read
# at once, and looked at one by one only where that is needed. What a line calls "-" is $1.
_ticket_offer() {
    local lines line value about
    # bash 3 has no mapfile, which is quicker.
    mapfile -t lines 2>/dev/null || IFS=$'\n' read -r -d '' -a lines
    if [[ $COMP_TYPE != 63 ]]; then
        lines=("${lines[@]%%$'\t'*}")
        for value in "${lines[@]}"; do
            [[ $value && $value == "$plain"* ]] && found+=("$value")
        done
        return
    fi
    for line in "${lines[@]}"; do
        [[ $line && $line == "$plain"* ]] || continue
        value=${line%%$'\t'*}
        found+=("$value")
        [[ $COMP_TYPE == 63 ]] || continue
        about=${line#"$value"} about=${about#$'\t'} about=${about%%$'\t'*}
        [[ $1 && $about == - ]] && about=$1
        _ticket_show "$value${about:+  ($about)}"
    done
}

# Have a line listed, cut to the width of the terminal. A character of three bytes takes two cells of it.
_ticket_show() {
    local text=${1:0:columns} bytes over=1
    while ((over > 0 && ${#text} > columns / 2)); do
        _ticket_bytes "$text"
        over=$(((${#text} + bytes) / 2 - columns))
        ((over > 0)) && text=${text:0:${#text} - (over + 1) / 2}
    done
    shown+=("$text")
}

_ticket_bytes() {
    local LC_ALL=C
    bytes=${#1}
}

# Offer values of a kind, out of `list` where they are always the same.
_ticket_kind() {
    local file practice=''
    [[ $1 == portals ]] && practice=@PRACTICE@
    case $1 in
    words) _ticket_offer <<<"$list" ;;
    several)
        local before='' rest
        [[ $plain == *,* ]] && before=${plain%,*},
        plain=${plain#"$before"}
        rest=$(while read -r value; do [[ ,$before == *",$value,"* ]] || echo "$value"; done <<<"$list")
        _ticket_offer <<<"$rest"
        found=("${found[@]/#/$before}")
        compopt -o nospace 2>/dev/null
        ;;
    files | folders | attachable) _ticket_paths "$1" ;;
    departments | services | tickets | extensions | portals | aliases)
        _ticket_file "$1"
        if [[ $file ]]; then
            _ticket_offer "$practice" <"$file"
        else
            _ticket_offer < <(command "$program" __complete "$1" "$plain" "$portal" 2>/dev/null)
        fi
        ;;
    text) ;;
    *) _ticket_offer < <(command "$program" __complete "$1" "$plain" 2>/dev/null) ;;
    esac
}

# Offer files: any, folders only, or those of a kind that the portal takes.
_ticket_paths() {
    local path wanted=$plain
    compopt -o filenames 2>/dev/null
    while IFS= read -r path; do found+=("$path"); done < <(compgen -d -- "$wanted")
    [[ $1 == folders ]] && return
    if [[ $1 == attachable && " ${words[*]} " != *' --zip '* ]]; then
        plain=''
        local folders=("${found[@]}") endings=' .jpg .gif .zip .png .pdf '
        found=()
        _ticket_kind extensions
        ((${#found[@]})) && endings=" ${found[*]} "
        [[ $endings == *' .jpg '* ]] && endings+='.jpeg '
        found=("${folders[@]}")
        while IFS= read -r path; do
            [[ $path == *.* && $endings == *" .${path##*.} "* ]] && found+=("$path")
        done < <(compgen -f -- "$wanted")
    else
        while IFS= read -r path; do found+=("$path"); done < <(compgen -f -- "$wanted")
    fi
    plain=$wanted shown=() files=1
}

# COMPREPLY from `found`, quoted as the word was begun, without what readline leaves standing.
_ticket_reply() {
    local value text typed=${words[${#words[@]} - 1]} piece=${COMP_WORDS[COMP_CWORD]} skip
    if [[ $COMP_TYPE == 63 && ${#shown[@]} -gt 1 ]]; then
        COMPREPLY=("${shown[@]}")
        return
    fi
    piece=${piece:0:${#typed}}
    [[ $piece == [=:] ]] && piece=''
    skip=$((${#typed} - ${#piece}))
    local IFS=_
    if [[ ! $files && ! $quote && ! $before && $skip == 0 && "${found[*]}" != *[!A-Za-z0-9_-]* ]]; then
        COMPREPLY=("${found[@]}") # none of them needs to be quoted
        return
    fi
    for value in "${found[@]}"; do
        if [[ $files ]]; then
            text=$value
            [[ $quote ]] || text=${value:$((skip > ${#before} ? skip - ${#before} : 0))}
        elif [[ $quote == "'" ]]; then
            value=${value:${#lead}}
            text=${value//\'/\'\\\'\'}
        elif [[ $quote == '"' ]]; then
            value=${value:${#lead}}
            text=${value//\\/\\\\} text=${text//\"/\\\"} text=${text//\$/\\\$} text=${text//\`/\\\`}
        else
            text=$value
            [[ $value == *[!A-Za-z0-9_-]* ]] && printf -v text %q "$value"
            text=$before$text text=${text:skip}
        fi
        COMPREPLY+=("$text")
    done
}

_ticket() {
    local words plain quote lead program=$1 path='' portal='' option='' count=0 only_arguments='' i files=''
    local commands options arguments many kind='' list='' found shown before='' cased='' columns
    columns=$((${COLUMNS:-80} - 2))
    found=() shown=() COMPREPLY=()
    [[ $program == '~'/* ]] && program=$HOME${program:1}
    _ticket_split
    _ticket_command ''
    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        _ticket_unquote "${words[i]}"
        if [[ $option ]]; then
            [[ $option == --portal ]] && portal=$plain
            option=''
        elif [[ $only_arguments ]]; then
            count=$((count + 1))
        elif [[ $plain == -- ]]; then
            only_arguments=1
        elif [[ $plain == --*=* ]]; then
            [[ $plain == --portal=* ]] && portal=${plain#*=}
        elif [[ $plain == -* ]]; then
            _ticket_value "$path" "$plain"
            [[ $kind ]] && option=$plain
        elif [[ $'\n'$commands == *$'\n'"$plain"$'\t'* ]]; then
            path=${path:+$path }$plain
            _ticket_command "$path"
        else
            count=$((count + 1))
        fi
    done
    _ticket_unquote "${words[${#words[@]} - 1]}"
    if [[ ! $option && ! $only_arguments && $plain == --*=* ]]; then
        option=${plain%%=*} before=${plain%%=*}=
        plain=${plain#*=} lead=${lead#"$before"}
    fi
    if [[ $option ]]; then
        _ticket_value "$path" "$option"
    elif [[ $plain == -* && ! $only_arguments ]]; then
        kind=words list=$options
    elif [[ $commands ]]; then
        kind=words list=$commands
    else
        i=$((count < arguments ? count + 1 : arguments))
        if ((count < arguments)) || [[ $many ]]; then _ticket_value "$path" "$i"; fi
    fi
    # Names may be typed in any case; options and commands were told apart above.
    shopt -q nocasematch || cased=1
    shopt -s nocasematch
    _ticket_kind "${kind:-text}"
    [[ $path || $option || ! $commands ]] || _ticket_kind aliases
    _ticket_reply
    [[ ! $cased ]] || shopt -u nocasematch
}

complete -o nosort -F _ticket ticket 2>/dev/null || complete -F _ticket ticket
