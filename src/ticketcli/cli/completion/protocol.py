"""`ticket __complete KIND [BEGINNING [PORTAL]]`: what a shell cannot find in the cache by itself.

Prints lines of a value, and after a tab what it is. It reads this machine's files only, asks
nobody, and says nothing where something is wrong: a person is in the middle of typing. It imports
almost nothing, so that it ends in the time that Python needs to start.
"""

from __future__ import annotations

import os

from ticketcli.i18n import _, choose_language, set_language
from ticketcli.i18n.setting import add_language_setting
from ticketcli.i18n.system import list_system_languages
from ticketcli.system.folders import NOWHERE, folder

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

Answer = tuple[str, str]
"""A value, and what it is."""

LISTS = ("departments", "services", "extensions", "tickets")
"""What is kept for each account."""


def main(arguments: Sequence[str], env: Mapping[str, str], stdout: TextIO) -> None:
    """Print the answers to a question. With TICKET_DEBUG it also says what went wrong."""
    kind, beginning, portal = [*arguments, "", "", ""][:3]
    before = set_language(
        choose_language(
            add_language_setting(env, f"{folder('config', env)}/config.toml"), list_system_languages()
        )
    )
    if hasattr(stdout, "reconfigure"):
        stdout.reconfigure(errors="replace")  # a question mark instead of silence
    try:
        found = answers(kind, beginning, portal, env)
        stdout.write("".join([f"{value}\t{about}\n" if about else f"{value}\n" for value, about in found]))
        stdout.flush()
    except Exception:
        if env.get("TICKET_DEBUG"):
            raise
    finally:
        set_language(before)


def answers(kind: str, beginning: str, portal: str, env: Mapping[str, str]) -> Iterator[Answer]:
    """The values of a kind that begin so, in any case. Raises OSError and ValueError."""
    known = {"portals": _portals, "aliases": _aliases, "drafts": _drafts, "templates": _templates}
    if kind in known:
        found = known[kind](env)
    elif kind in LISTS:
        found = _kept(kind, portal, env)
    else:
        return
    key = beginning.casefold()
    for value, about in found:
        if value.casefold().startswith(key):
            yield value, about


def _portals(env: Mapping[str, str]) -> Iterator[Answer]:
    for name, url, _own, _active in _index(env):
        yield name, _("the practice portal") if url == NOWHERE else url


def _aliases(env: Mapping[str, str]) -> Iterator[Answer]:
    _index(env)  # written together
    return _lines(_file(env, "aliases"))


def _kept(kind: str, portal: str, env: Mapping[str, str]) -> Iterator[Answer]:
    own = _own_folder(portal or env.get("TICKET_PORTAL", ""), env)
    return _lines(_file(env, own, kind)) if own else iter(())


def _own_folder(wanted: str, env: Mapping[str, str]) -> str | None:
    """The folder of the portal that was chosen: by name, by the beginning of one name, or by address."""
    rows = _index(env)
    if not wanted:
        return next((own for _name, _url, own, active in rows if active == "active"), None)
    key = wanted.casefold()
    url = key.rstrip("/")
    for fitting in (
        [own for name, _url, own, _active in rows if name.casefold() == key],
        [own for _name, address, own, _active in rows if address == url],
        [own for name, _url, own, _active in rows if name.casefold().startswith(key)],
    ):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    if "://" not in wanted:
        return None
    from ticketcli.accounts.completion_cache import folder_name  # a portal that lives from the environment

    return folder_name(url, env.get("TICKET_USERNAME"))


def _index(env: Mapping[str, str]) -> list[list[str]]:
    """Rows of name, address, folder and "active" or "-", made anew where the settings have changed."""
    path, config = _file(env, "portals"), f"{folder('config', env)}/config.toml"
    if _age(path) is None or _age(path) != (_age(config) or 0):
        from ticketcli.cli.completion.index import write

        return write(env)
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to import
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [row for row in rows if len(row) == 4]


def _drafts(env: Mapping[str, str]) -> Iterator[Answer]:
    import json

    store = f"{folder('state', env)}/outbox"
    for id in sorted(os.listdir(store)):  # noqa: PTH208 - pathlib is slow to import
        try:
            with open(f"{store}/{id}/draft.json", encoding="utf-8") as file:  # noqa: PTH123
                kept = json.load(file)
            yield id, _short(_about(kept["state"], kept["draft"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _about(state: str, draft: dict[str, str]) -> str:
    text = draft["subject"] or draft["message"]
    shown = "" if draft["encrypt"] else text
    if draft["kind"] == "reply":
        shown = _("reply to {number}: {text}").format(number=draft["number"], text=shown)
    return f"[{_(state)}] {shown}"


def _templates(env: Mapping[str, str]) -> Iterator[Answer]:
    folder_of_all = f"{folder('config', env)}/templates"
    seen = {"default": _("the guide's headings")}
    for place, names in ((names[0], names[2]) for names in os.walk(folder_of_all)):
        department = "" if place == folder_of_all else os.path.basename(place)  # noqa: PTH119
        seen.update({name[:-4]: department for name in names if name.endswith(".txt")})
    for name, about in sorted(seen.items()):
        yield _short(name), _short(about)


def _file(env: Mapping[str, str], *names: str) -> str:
    return "/".join((folder("cache", env), "completion", *names))


def _lines(path: str) -> Iterator[Answer]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        for line in file:
            value, _tab, about = line.rstrip("\n").partition("\t")
            yield value, about


def _short(text: str) -> str:
    text = " ".join(text.split())[:200]
    if text.isascii() and text.isprintable():
        return text
    from ticketcli.model.text import clean_line

    return clean_line(text)


def _age(path: str) -> int | None:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return None
