# Completions of `ticket` for bash, in the language of the person at it: loads the script that has them.

_ticket_load() {
    local file=${BASH_SOURCE[0]} target folder language
    while [[ -L $file ]]; do
        target=$(readlink "$file")
        [[ $target == /* ]] || target=${file%/*}/$target
        file=$target
    done
    folder=${file%/*}/../../ticket/completions
    if [[ ! -r $folder/chosen/language.sh ]]; then # it was taken elsewhere alone
        eval "$(command ticket completion bash)"
        return
    fi
    . "$folder/chosen/language.sh"
    _ticket_language
    [[ $language == en ]] && language=.
    . "$folder/$language/ticket.bash"
}

_ticket_load
unset -f _ticket_load _ticket_language _ticket_setting _ticket_spoken
