"""Lay out the text of a message: wrapped, long quotations folded, bounded in length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ticketcli.i18n import _
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean
from ticketcli.model.ticket import Message
from ticketcli.output.blocks import Block, Box, Code, Rule, Text
from ticketcli.output.blocks import parse_blocks as blocks_of
from ticketcli.output.colour import Line, Part
from ticketcli.output.links import split_links
from ticketcli.output.widths import split_line, wrap_text

MOST = 100_000
"""So many characters of one body are laid out: more than anybody reads on a screen."""

_QUOTED = 8  # lines of a quotation that are shown
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:original message|forwarded message|元のメッセージ|原始邮件|原始郵件|原始訊息)\s*-{2,}\s*",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-z!/][^<>]{0,2000}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)


def draw_body(message: Message, width: int, *, links: bool) -> Iterator[Line]:
    """Draw the text of a message, no line wider than `width` cells but for addresses."""
    html = message.body_html
    if html is not None and _TAG.search(_BREAK.sub("", html[:MOST])):
        left_out = len(html) - MOST
        shown = html[:MOST] if left_out <= 0 else html[: max(html.rfind("<", 0, MOST), MOST // 2)]
        lines = _squeeze_lines(_draw_box(blocks_of(shown, links=links), width))
    else:
        text = clean(message.body).strip("\n")
        left_out = len(text) - MOST
        lines = draw_plain(text[:MOST] or _("(no text)"), width, links=links)
    yield from fold_quotations(lines, width)
    if left_out > 0:
        yield []
        yield [(_("[about {size} more; --raw shows all]").format(size=format_size(left_out)), "dim")]


def draw_plain(text: str, width: int, *, links: bool) -> Iterator[Line]:
    """Draw plain text, wrapped, its bare addresses as links."""
    for line in wrap_text(text, width):
        yield list(split_links(line, "", links=links))


def fold_quotations(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Fold each long quotation into one line: lines that begin with “>”, and an original message."""
    quoted: list[Line] = []
    original = False
    for line in lines:
        text = "".join(part for part, _ in line)
        original = original or _ORIGINAL.fullmatch(text) is not None
        if original or text.lstrip().startswith(">"):
            quoted.append(line)
            continue
        yield from _fold_quotation(quoted, width)
        quoted = []
        yield line
    yield from _fold_quotation(quoted, width)


def _fold_quotation(quoted: list[Line], width: int) -> Iterator[Line]:
    if len(quoted) <= _QUOTED:
        yield from quoted
    else:
        text = _("[{count} quoted lines; --raw shows them]").format(count=len(quoted))
        yield from ([(line, "dim")] for line in wrap_text(text, width))


def _squeeze_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without empty ones at the beginning, at the end, and behind an empty one."""
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


def _draw_box(box: Box, width: int) -> Iterator[Line]:
    """Draw the blocks in a box, with an empty line between those that want one."""
    before: Block | None = None
    for block in box.blocks:
        lines = list(_draw_block(block, width))
        if not lines:
            continue
        if before is not None and not (_is_tight(before) and _is_tight(block)):
            yield []
        yield from lines
        before = block


def _is_tight(block: Block) -> bool:
    if isinstance(block, Text):
        return block.tight
    return isinstance(block, Box) and block.kind in ("item", "list")


def _draw_block(block: Block, width: int) -> Iterator[Line]:
    if isinstance(block, Text):
        yield from _draw_heading(block, width) if block.level else wrap_parts(block.parts, width)
    elif isinstance(block, Code):
        for text in wrap_text(block.text, max(10, width - 4)):
            yield [("    ", ""), (text, "cyan")] if text else []
    elif isinstance(block, Rule):
        yield [("-" * min(20, width), "dim")]
    elif block.kind == "quote":
        for line in _draw_box(block, max(10, width - 2)):
            yield [("> ", "dim"), *line] if line else [(">", "dim")]
    elif block.kind == "list":
        yield from _draw_list(block, width)
    elif block.kind == "table":
        from ticketcli.output.grid import draw_grid

        yield from draw_grid(block, width, _draw_box)
    else:
        yield from _draw_box(block, width)


def _draw_heading(text: Text, width: int) -> Iterator[Line]:
    # What is bold is also underlined by a line, for eyes and terminals that see no bold.
    from rich.cells import cell_len

    longest = 0
    for line in wrap_parts([(part, style if "\n" in style else "bold") for part, style in text.parts], width):
        longest = max(longest, sum(cell_len(part) for part, _ in line))
        yield line
    if text.level <= 2:
        yield [(("=" if text.level == 1 else "-") * min(longest, width), "dim")]


def _draw_list(box: Box, width: int) -> Iterator[Line]:
    for block in box.blocks:
        if not isinstance(block, Box) or block.kind != "item":
            yield from _draw_block(block, width)
            continue
        mark = f"{block.mark} "
        for number, line in enumerate(_draw_box(block, max(10, width - len(mark)))):
            if line or number == 0:
                yield [(mark if number == 0 else " " * len(mark), ""), *line]
            else:
                yield []


def wrap_parts(parts: Iterable[Part], width: int) -> Iterator[Line]:
    """Wrap styled words into lines, in a time that grows with their length only."""
    runs = [(clean(text).replace("\t", " "), style) for text, style in parts]
    text = "".join(run for run, _ in runs)
    ends: list[int] = []
    for run, _style in runs:
        ends.append((ends[-1] if ends else 0) + len(run))
    at = len(text) - len(text.lstrip("\n"))
    run_at = 0
    for line in text.strip("\n").split("\n"):
        for begin, end in split_line(line, max(2, width)):
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
