# Completions of `ticket` for bash. The program itself says what may stand where the cursor is; it asks no
# portal. See https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html

_ticket() {
    local program=$1 line plain='' directive=0 values=() extension path
    COMPREPLY=()
    [[ $program == '~'/* ]] && program=$HOME${program:1}
    while IFS= read -r line; do values+=("$line"); done < <(
        COMP_LINE=${COMP_LINE:0:COMP_POINT} COMP_TYPE=$COMP_TYPE COMP_WORDBREAKS=$COMP_WORDBREAKS \
            COLUMNS=$COLUMNS command "$program" __complete --bash 2>/dev/null
    )
    ((${#values[@]})) || return
    line=${values[${#values[@]} - 1]}
    unset "values[${#values[@]} - 1]"
    plain=${line#*$'\t'} line=${line%%$'\t'*} directive=${line#:}
    ((directive & 2)) && compopt -o nospace 2>/dev/null
    if ((directive & 1)); then
        return
    elif ((directive & 4)); then
        COMPREPLY=("${values[@]}")
        return
    fi
    # Files: any of them, folders alone (16), or those with an ending (8); readline puts the marks in.
    compopt -o filenames 2>/dev/null
    [[ $plain == --*=* ]] && plain=${plain#*=}
    while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen -d -- "$plain")
    ((directive & 16)) && return
    while IFS= read -r path; do
        [[ -d $path ]] && continue
        extension=$(printf %s "${path##*.}" | tr '[:upper:]' '[:lower:]')
        if ((!(directive & 8))) || [[ " ${values[*]} " == *" $extension "* ]]; then
            COMPREPLY+=("$path")
        fi
    done < <(compgen -f -- "$plain")
}

complete -o nosort -F _ticket ticket 2>/dev/null || complete -F _ticket ticket
