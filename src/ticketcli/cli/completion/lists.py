"""List what differs between users: tickets and names read before, drafts, templates, portals."""

from __future__ import annotations

import os

from ticketcli.i18n import _
from ticketcli.system.folders import NOWHERE, find_folder

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Answer = tuple[str, str]
"""A value, and what it is."""

LISTS = ("departments", "services", "extensions", "tickets")
"""What is kept for each account."""


def list_values(kind: str, portal: str, env: Mapping[str, str]) -> Iterator[Answer]:
    """Yield the values of a kind and what each is, at a portal; "" is the usual one.

    Raises OSError and ValueError where a file is damaged.
    """
    known = {
        "portals": _list_portals,
        "aliases": _list_aliases,
        "drafts": _list_drafts,
        "templates": _list_templates,
    }
    if kind in known:
        return known[kind](env)
    return _list_cached(kind, portal, env) if kind in LISTS else iter(())


def _list_portals(env: Mapping[str, str]) -> Iterator[Answer]:
    for name, url, _own, _active in _read_index(env):
        yield name, _("the practice portal") if url == NOWHERE else url


def _list_aliases(env: Mapping[str, str]) -> Iterator[Answer]:
    _read_index(env)  # written together
    return _read_lines(_read_file(env, "aliases"))


def _list_cached(kind: str, portal: str, env: Mapping[str, str]) -> Iterator[Answer]:
    own = _find_folder(portal or env.get("TICKET_PORTAL", ""), env)
    path = _read_file(env, own or "", kind)
    return _read_lines(path) if own and _get_age(path) is not None else iter(())


def _find_folder(wanted: str, env: Mapping[str, str]) -> str | None:
    """Find the folder of the portal that was chosen: by name, by the beginning of one name, or by address."""
    rows = _read_index(env)
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
    from ticketcli.accounts.completion_cache import (
        make_folder_name,  # a portal that lives from the environment
    )

    return make_folder_name(url, env.get("TICKET_USERNAME"))


def _read_index(env: Mapping[str, str]) -> list[list[str]]:
    """Read rows of name, address, folder and "active" or "-", made anew where the settings have changed."""
    path, config = _read_file(env, "portals"), f"{find_folder('config', env)}/config.toml"
    if _get_age(path) is None or _get_age(path) != (_get_age(config) or 0):
        from ticketcli.cli.completion.portal_index import write

        return write(env)
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to import
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [row for row in rows if len(row) == 4]


def _list_drafts(env: Mapping[str, str]) -> Iterator[Answer]:
    import json

    store = f"{find_folder('state', env)}/outbox"
    if _get_age(store) is None:
        return
    for id in sorted(os.listdir(store)):  # noqa: PTH208 - pathlib is slow to import
        try:
            with open(f"{store}/{id}/draft.json", encoding="utf-8") as file:  # noqa: PTH123
                stored = json.load(file)
            yield id, _shorten(_describe_draft(stored["state"], stored["draft"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _describe_draft(state: str, draft: dict[str, str]) -> str:
    text = draft["subject"] or draft["message"]
    shown = "" if draft["encrypt"] else text
    if draft["kind"] == "reply":
        shown = _("reply to {number}: {text}").format(number=draft["number"], text=shown)
    return f"[{_(state)}] {shown}"


def _list_templates(env: Mapping[str, str]) -> Iterator[Answer]:
    folder_of_all = f"{find_folder('config', env)}/templates"
    seen = {"default": _("the guide's headings")}
    for place, names in ((names[0], names[2]) for names in os.walk(folder_of_all)):
        department = "" if place == folder_of_all else os.path.basename(place)  # noqa: PTH119
        seen.update({name[:-4]: department for name in names if name.endswith(".txt")})
    for name, about in sorted(seen.items()):
        yield _shorten(name), _shorten(about)


def _read_file(env: Mapping[str, str], *names: str) -> str:
    return "/".join((find_folder("cache", env), "completion", *names))


def _read_lines(path: str) -> Iterator[Answer]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        for line in file:
            value, _tab, about = line.rstrip("\n").partition("\t")
            yield value, about


def _shorten(text: str) -> str:
    text = " ".join(text.split())[:200]
    if text.isascii() and text.isprintable():
        return text
    from ticketcli.model.text import clean_line

    return clean_line(text)


def _get_age(path: str) -> int | None:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return None
