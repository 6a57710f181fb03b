"""The text of a message as lines of a screen: laid out, quoted mail folded, nothing endless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ticketcli.i18n import _
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean
from ticketcli.model.ticket import Message
from ticketcli.output.blocks import Block, Box, Code, Rule, Text
from ticketcli.output.blocks import blocks as blocks_of
from ticketcli.output.colour import Line, Part
from ticketcli.output.links import in_text
from ticketcli.output.widths import slices, wrap

MOST = 100_000
"""So many characters of one body are laid out: more than anybody reads on a screen."""

_QUOTED = 8  # lines of a quotation that are shown
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:original message|forwarded message|元のメッセージ|原始邮件|原始郵件|原始訊息)\s*-{2,}\s*",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-z!/][^<>]{0,2000}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)


def body(message: Message, width: int, *, links: bool) -> Iterator[Line]:
    """What a message says, no line wider than `width` cells but for addresses."""
    html = message.body_html
    if html is not None and _TAG.search(_BREAK.sub("", html[:MOST])):
        left_out = len(html) - MOST
        shown = html[:MOST] if left_out <= 0 else html[: max(html.rfind("<", 0, MOST), MOST // 2)]
        lines = _squeezed(_drawn(blocks_of(shown, links=links), width))
    else:
        text = clean(message.body).strip("\n")
        left_out = len(text) - MOST
        lines = plain(text[:MOST] or _("(no text)"), width, links=links)
    yield from fold(lines)
    if left_out > 0:
        yield []
        yield [(_("[about {size} more, --raw shows all]").format(size=format_size(left_out)), "dim")]


def plain(text: str, width: int, *, links: bool) -> Iterator[Line]:
    """Plain text, wrapped, its bare addresses as links."""
    for line in wrap(text, width):
        yield list(in_text(line, "", links=links))


def fold(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with each long quotation in one: lines that begin with “>”, and an original message."""
    quoted: list[Line] = []
    original = False
    for line in lines:
        text = "".join(part for part, _ in line)
        original = original or _ORIGINAL.fullmatch(text) is not None
        if original or text.lstrip().startswith(">"):
            quoted.append(line)
            continue
        yield from _folded(quoted)
        quoted = []
        yield line
    yield from _folded(quoted)


def _folded(quoted: list[Line]) -> Iterator[Line]:
    if len(quoted) <= _QUOTED:
        yield from quoted
    else:
        yield [(_("[{count} quoted lines, --raw shows them]").format(count=len(quoted)), "dim")]


def _squeezed(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without empty ones at the beginning, at the end, and behind an empty one."""
    waiting = False
    begun = False
    for line in lines:
        if not any(text.strip() for text, _style in line):
            waiting = begun
            continue
        if waiting:
            yield []
        waiting, begun = False, True
        yield line


def _drawn(box: Box, width: int) -> Iterator[Line]:
    """The blocks in a box, with an empty line between those that want one."""
    before: Block | None = None
    for block in box.blocks:
        lines = list(_block(block, width))
        if not lines:
            continue
        if before is not None and not (_tight(before) and _tight(block)):
            yield []
        yield from lines
        before = block


def _tight(block: Block) -> bool:
    if isinstance(block, Text):
        return block.tight
    return isinstance(block, Box) and block.kind in ("item", "list")


def _block(block: Block, width: int) -> Iterator[Line]:
    if isinstance(block, Text):
        yield from _heading(block, width) if block.level else flow(block.parts, width)
    elif isinstance(block, Code):
        for text in wrap(block.text, max(10, width - 4)):
            yield [("    ", ""), (text, "cyan")] if text else []
    elif isinstance(block, Rule):
        yield [("-" * min(20, width), "dim")]
    elif block.kind == "quote":
        for line in _drawn(block, max(10, width - 2)):
            yield [("> ", "dim"), *line] if line else [(">", "dim")]
    elif block.kind == "list":
        yield from _list(block, width)
    elif block.kind == "table":
        from ticketcli.output.grid import grid

        yield from grid(block, width, _drawn)
    else:
        yield from _drawn(block, width)


def _heading(text: Text, width: int) -> Iterator[Line]:
    # What is bold is also underlined by a line, for eyes and terminals that see no bold.
    from rich.cells import cell_len

    longest = 0
    for line in flow([(part, style if "\n" in style else "bold") for part, style in text.parts], width):
        longest = max(longest, sum(cell_len(part) for part, _ in line))
        yield line
    if text.level <= 2:
        yield [(("=" if text.level == 1 else "-") * min(longest, width), "dim")]


def _list(box: Box, width: int) -> Iterator[Line]:
    for block in box.blocks:
        if not isinstance(block, Box) or block.kind != "item":
            yield from _block(block, width)
            continue
        mark = "- " if block.number is None else f"{block.number}. "
        for number, line in enumerate(_drawn(block, max(10, width - len(mark)))):
            if line or number == 0:
                yield [(mark if number == 0 else " " * len(mark), ""), *line]
            else:
                yield []


def flow(parts: Iterable[Part], width: int) -> Iterator[Line]:
    """Styled words in lines; the time taken grows with their length only."""
    runs = [(clean(text).replace("\t", " "), style) for text, style in parts]
    text = "".join(run for run, _ in runs)
    ends: list[int] = []
    for run, _style in runs:
        ends.append((ends[-1] if ends else 0) + len(run))
    at = len(text) - len(text.lstrip("\n"))
    run_at = 0
    for line in text.strip("\n").split("\n"):
        for begin, end in slices(line, max(2, width)):
            stop = at + begin + len(line[begin:end].rstrip())
            drawn: list[Part] = []
            place = at + begin
            while place < stop:
                while ends[run_at] <= place:
                    run_at += 1
                until = min(ends[run_at], stop)
                drawn.append((text[place:until], runs[run_at][1]))
                place = until
            yield drawn
        at += len(line) + 1
