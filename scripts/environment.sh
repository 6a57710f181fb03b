# Read by the scripts beside this file: finds Python, and makes virtual environments from a lock.
# shellcheck shell=sh

PYTHON_CANDIDATES=${PYTHON:-python3 python3.13 python3.12 python3.11 python3.10}

# Say lines, where they do not mix with answers.
say() {
    printf '%s\n' "$@" >&2
}

# Print the path of a Python that fits; where there is none, say what to install, and fail.
find_python() {
    without_venv=
    for candidate in $PYTHON_CANDIDATES; do
        "$candidate" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' \
            >/dev/null 2>&1 || continue
        if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
        without_venv=${without_venv:-$candidate}
    done
    if [ -n "$without_venv" ]; then
        say "$without_venv cannot make virtual environments: its venv module is missing."
        say "On Debian and Ubuntu: apt-get install python3-venv"
    else
        say "Python 3.10, 3.11, 3.12 or 3.13 is needed, and was not found. Tried: $PYTHON_CANDIDATES"
        say "If it has another name or place: PYTHON=/path/to/python3 $0"
    fi
    return 1
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
    rm -f "$1/made-from"
    "$1/bin/python" -c '' 2>/dev/null || rm -rf "$1"
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
