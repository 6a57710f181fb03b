"""Something done in a process of its own, which the system ends where it takes too much time or memory.

`python bounded.py SECONDS MEGABYTES` does what WORK has under each name that comes on stdin, and answers with
the exit code of the process that did it. That one begins where this one is, with all that it needs read. The
limits are of processor time and of address space; and wide: they tell seconds from hours.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

N = 100_000


def render(html: str) -> str:
    from ticketcli.html.to_text import extract_body

    return extract_body(html)[0]


def read(html: str) -> None:
    """All that is ever read in a page of the client area."""
    from tests.fuzz.targets import forms, pages

    data = html.encode()
    pages(data)
    forms(data)


def decode(text: str) -> None:
    from tests.fuzz.targets import json_answers

    json_answers(text.encode())


def nested_again(count: int) -> str:
    """Elements that seem to be closed, by what a parser takes for no end tag."""
    return "<div><!--</div>--><i title='</div>'></span>" * count


def rows(count: int) -> str:
    row = '<tr><td><a href="/tickets/view/{}/">Subject</a></td><td>Open</td></tr>'
    return f"<table>{''.join(row.format(at) for at in range(count))}</table>"


def decode_all_depths() -> None:
    for name in ("error", "status", "tickets", "ticket", "page", "body", "cc"):
        for depth in (45, 60, 300, 900, 990, 998):
            decode(f'{{"{name}":{"[" * depth}{"]" * depth}}}')


WORK: dict[str, Callable[[], object]] = {
    "10 MB on one line": lambda: render("x" * 10**7),
    "10 MB on one line, in HTML": lambda: render("<b>" + "x " * (5 * 10**6)),
    "10 MB of entities": lambda: render("<p>" + "&#x1b;" * 10**6),
    "200,000 tags in each other": lambda: render("<div>" * 200_000 + "x"),
    "200,000 quotes in each other": lambda: render("<blockquote>" * 200_000 + "x"),
    "lists in each other": lambda: render("<ul><li>x" * 30_000),
    "tables in each other": lambda: render("<table><tr><td>x" * 30_000),
    "tags that only seem closed": lambda: render(nested_again(30_000) + "x"),
    "styles that never close": lambda: render(
        "<p>" + "".join(f"<font color={at}>" for at in range(300)) + "</p>" + "<div>x</div>" * 20_000
    ),
    "a long link that never closes": lambda: render(
        f"<p><a href='http://x/{'y' * 10**6}'></p>" + "<div>x</div>" * 20_000
    ),
    "1,000,000 attributes": lambda: render("<p " + " ".join(f"a{at}=1" for at in range(10**6)) + ">x</p>"),
    "a million unfinished tags": lambda: render("<a b='" * 10**6),
    "a million unfinished comments": lambda: render("<p>" + "<!-- <![CDATA[" * 10**6),
    "a million opening brackets": lambda: render("<p>" + "<" * 10**6),
    "100,000 options": lambda: read(
        f"<form><select name=dept_id>{''.join(f'<option value={at}>d' for at in range(N))}</select></form>"
    ),
    "10,000 departments to choose by a button": lambda: read(
        f"<form>{''.join(f'<input type=radio name=dept_id value={at}>' for at in range(10_000))}</form>"
    ),
    "10,000 fields in one element": lambda: read(
        f"<form><div>{''.join(f'<input name=a{at}>' for at in range(10_000))}</div></form>"
    ),
    "20,000 labels of one field": lambda: read(
        "<label for=x>of this</label>" * 20_000 + "<form><input id=x></form>"
    ),
    "100,000 line ends before a field": lambda: read(f"<form>{'<br>' * N}<input name=a></form>"),
    "10,000 forms": lambda: read("<form><input name=a></form>" * 10_000),
    "3,000 tickets on a page": lambda: read(rows(3000)),
    "20,000 tickets in one row": lambda: read(
        f"<table><tr><td>{''.join(f'<a href=/tickets/view/{at}/>s</a>' for at in range(20_000))}</table>"
    ),
    "20,000 pictures that are letters": lambda: read(
        f"<table><tr><td><a href=/tickets/view/1/>{'<i class=icon>ab</i>' * 20_000}</a></table>"
    ),
    "20,000 notices": lambda: read("".join(f"<p class=alert>{at} x</p>" for at in range(20_000))),
    "3,000 messages": lambda: read(
        "<h1>#123456 x</h1>" + "".join(f"<div class=comment><p id=r{at}>x</p></div>" for at in range(3000))
    ),
    "5,000 messages of several parts": lambda: read(
        "<h1>#123456 x</h1>"
        + "".join(
            f"<div class=comment><b class=sender>A</b><i class=a></i><i class=b></i><i class=c></i>"
            f"<p id=r{at}>x</p><small class=comment-date>2026-06-09 10:00</small></div>"
            for at in range(5000)
        )
    ),
    "20,000 messages in one": lambda: read(
        "<h1>#123456 x</h1><div class=comment>" + "".join(f"<p id=r{at}>x</p>" for at in range(20_000))
    ),
    "messages in each other": lambda: read(
        "<h1>#123456 x</h1>" + "".join(f"<div id=r{at}>" for at in range(N)) + "x" * 10**6
    ),
    "dates looked for in each other": lambda: read(
        "<h1>#123456 x</h1><div class=comment><p id=r1>x</p>" + "<div>" * N + "x" * 10**6
    ),
    "JSON 100,000 deep": lambda: decode('{"error":' + "[" * N + "]" * N + "}"),
    "JSON as deep as Python goes": decode_all_depths,
    "JSON with no end of beginnings": lambda: decode("<b>Warning</b>" + "[\n" * 10**6),
    "numbers of a million digits": lambda: decode(f'{{"tickets":[{{"id":{"9" * 10**6},"flags":1e999999}}]}}'),
    "10 MB of text in JSON": lambda: decode(json.dumps({"error": ["<b>" + "x " * (5 * 10**6)]})),
}


def main(seconds: int, megabytes: int) -> None:
    """Do one work after the other, each within the limits."""
    for module in ("tests.fuzz.targets", "ticketcli.html.to_text"):
        import_module(module)  # read once for all

    for line in sys.stdin:
        if (child := os.fork()) == 0:
            code = 1
            try:
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
                resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
                WORK[line.rstrip("\n")]()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
