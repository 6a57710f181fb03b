# Read by the scripts beside this file: finds Python, and makes virtual environments from a lock.
# shellcheck shell=sh

PYTHON_CANDIDATES=${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python3.10}

# Say lines, where they do not mix with answers.
say() {
    printf '%s\n' "$@" >&2
}

# Say lines, and end.
fail() {
    say "$@"
    exit 1
}

# how_to_install PACKAGE [DNF-PACKAGE [BREW-PACKAGE]]: print the command, for the package manager that is here.
how_to_install() {
    sudo=
    [ "$(id -u)" = 0 ] || sudo="sudo "
    if command -v apt-get >/dev/null; then
        echo "${sudo}apt-get install $1"
    elif command -v dnf >/dev/null; then
        echo "${sudo}dnf install ${2:-$1}"
    elif command -v brew >/dev/null; then
        echo "brew install ${3:-${2:-$1}}"
    else
        echo "apt-get install $1, dnf install ${2:-$1}, or brew install ${3:-${2:-$1}}"
    fi
}

# need PROGRAM PACKAGE [DNF-PACKAGE [BREW-PACKAGE]]: end where a program is missing, with the command that installs it.
need() {
    program=$1
    shift
    command -v "$program" >/dev/null || fail "$program is needed, and was not found: $(how_to_install "$@")"
}

# is_python CANDIDATE CONDITION: whether it starts and its version is so.
is_python() {
    "$1" -c "import sys; sys.exit(not $2)" >/dev/null 2>&1
}

# Print the path of a Python that fits, one that the tests know before a newer one; where there is none, say what
# to install, and fail.
find_python() {
    newer=
    without_venv=
    for candidate in $PYTHON_CANDIDATES; do
        is_python "$candidate" "sys.version_info[:2] >= (3, 10)" || continue
        if ! "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            without_venv=${without_venv:-$candidate}
        elif is_python "$candidate" "sys.version_info[:2] <= (3, 14)"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        else
            newer=${newer:-$candidate}
        fi
    done
    if [ -n "$newer" ]; then
        say "$("$newer" --version) is newer than those ticket was tested with, 3.10 to 3.14. Trying it."
        "$newer" -c 'import sys; print(sys.executable)'
    elif [ -n "$without_venv" ]; then
        package=$without_venv-venv
        case $package in */*) package=python3-venv ;; esac
        say "$without_venv cannot make virtual environments: $(how_to_install "$package" python3 python3)"
        return 1
    else
        say "Python 3.10 or newer is needed, and was not found: $(how_to_install "python3 python3-venv" python3 python3)"
        return 1
    fi
}

# environment FOLDER LOCK [alone]: a virtual environment with what the lock says and, unless alone, with
# this project, linked to its source. It is kept while the lock, pyproject.toml and its place stay the same.
environment() {
    mark="$PWD/$1 $(cat "$2" pyproject.toml | cksum)"
    if [ "$(cat "$1/made-from" 2>/dev/null)" = "$mark" ] && "$1/bin/python" -c '' 2>/dev/null; then
        return
    fi
    python=$(find_python) || return 1
    say "Installing into $1, with $("$python" --version) at $python"
    rm -rf "$1"
    quietly "$python" -m venv "$1" || return 1
    # The lock names all that is needed. A pip that resolves asks the index about extras, and finds what came since.
    install "$1" --no-deps --require-hashes --requirement "$2" || return 1
    quietly "$1/bin/python" -m pip check --disable-pip-version-check || return 1
    if [ "${3:-}" != alone ]; then
        install "$1" --no-deps --no-build-isolation --editable . || return 1
        "$1/bin/python" -m compileall -q src # as pip does with what it copies: a start need not
    fi
    printf '%s\n' "$mark" >"$1/made-from"
}

# install FOLDER WHAT...: pip, of that environment. Nothing is built but this project.
install() {
    into=$1
    shift
    PIP_USER=0 quietly "$into/bin/python" -m pip install --disable-pip-version-check \
        --only-binary :all: "$@"
}

# Run a command, and show what it said only where it fails.
quietly() {
    if ! said=$("$@" 2>&1); then
        say "$said"
        say "This failed: $*"
        return 1
    fi
}
