"""Plain text -> blocks, in the four states that scrapers leave behind.

blank: paragraphs parted by blank lines; lined: one block a line; wrapped: paragraphs broken at a column; glued: no
borders left. Blocks keep their place in the text; nothing is changed but that the lines of a wrapped paragraph are
joined by one space (their ranges stay in `Block.spans`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleaner.article import Block, Document, Layout, Span
from cleaner.errors import TooLarge
from cleaner.options import Options
from cleaner.rules.view import INVISIBLE

_INVISIBLE = "".join(INVISIBLE) + " \t\u00a0"
_WRAP_WIDTHS = range(28, 121)
"""Columns at which people and mail programs wrap; longer lines are paragraphs."""
_WRAP_SHARE = 0.9
_GLUED_CHARS = 1_500
"""A single line of this length is an article without borders, not a paragraph: the longest of 257 pages has 1,400."""
_HEADING_CHARS = 140
_MARKER = re.compile(r"(?:[-*•‣▪–] |\d{1,2}[.)] )\S")
_MARKDOWN_HEADING = re.compile(r"(#{1,6}) \S")
_HEAD = 600
"""An author's line stands under the headline or the lead, within so many characters."""
_AUTHOR = re.compile(
    r"(?:a cura di|di|de|da|par|por|von|af|av|by|door) [^\W\d_a-z][\w.'’-]{1,24}"
    r"(?: (?:(?:von|van|de|der|di|da|del|della|la|le|dos) ){0,2}[^\W\d_a-z][\w.'’-]{1,24}){1,3}\Z"
)
"""An author's line in small letters ("di Mario Rossi"), which does not go on with the headline above it."""
_TORN = 30
"""A line of so many characters may be torn out of a paragraph; shorter ones are labels and list items."""
_CLOSING_QUOTES = "\"'”“’‘»«"
_WORDS = """
    und oder der die das den dem des ein eine einen einem einer eines zum zur im am vom beim ins ans sein seine seinen
    seiner ihr ihre ihren ihrer dieser diese dieses als wie dass ob wenn weil nicht ist sind wird
    the a an of to and or is was are were with from that
"""
_GOING_ON = frozenset(_WORDS.split())
_STOPS = frozenset(".!?…:;\"'”“»«)]")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def split(document: Document, options: Options) -> Layout:
    """Cut a text into blocks. Raises TooLarge above options.max_blocks."""
    paragraphs = list(_paragraphs(document.text))
    width = _wrap_width(paragraphs)
    blocks = [_block(document.text, lines) for lines in _joined(paragraphs, width)]
    if len(blocks) > options.max_blocks:
        raise TooLarge(
            f"{len(blocks)} blocks, the limit is {options.max_blocks}", hint="split the file, or raise max-blocks"
        )
    return Layout(document.text, kinds(blocks), state=_state(paragraphs, width))


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Yield runs of lines without a blank line or a form feed between them; lines are stripped at their ends."""
    run: list[_Line] = []
    at, gap = 0, False
    same = text.replace("\r\n", " \n").replace("\r", "\n").replace("\v", "\n")  # offsets stay as they are
    for row in same.split("\n"):
        for k, raw in enumerate(row.split("\f") if "\f" in row else (row,)):
            line = raw.strip()
            gap = gap or k > 0
            if line and (line[0].isalnum() or line.strip(_INVISIBLE)):
                if run and gap:
                    yield run
                    run = []
                start = at + len(raw) - len(raw.lstrip())
                run.append(_Line(start, start + len(line), line))
                gap = False
            elif k == 0:
                gap = True
            at += len(raw) + 1
    if run:
        yield run


def _wrap_width(paragraphs: Sequence[Sequence[_Line]]) -> int:
    """Return the column at which the text is hard-wrapped, 0 if it is not.

    In wrapped text the next line's first word would not have fitted into the line before it; in a list of lines it
    would.
    """
    inner = [(a, b) for lines in paragraphs for a, b in itertools.pairwise(lines)]
    width = max((len(a.text) for a, _ in inner), default=0)
    if len(inner) < 2 or width not in _WRAP_WIDTHS:
        return 0
    if sum(len(line.text) > width for lines in paragraphs for line in lines) >= len(inner):
        return 0  # a few short lines that look wrapped, among paragraphs that are not
    full = sum(_overflows(a, b, width) for a, b in inner)
    ends = sum(not _overflows(a, b, width) and _finished(a) for a, b in inner)
    return width if full >= 2 and full >= _WRAP_SHARE * (len(inner) - ends) and full > ends else 0


def _overflows(line: _Line, after: _Line, width: int) -> bool:
    return len(line.text) + 1 + len(after.text.split(None, 1)[0]) > width


def _finished(line: _Line) -> bool:
    return line.text[-1] in _STOPS


def _joined(paragraphs: Sequence[Sequence[_Line]], width: int) -> Iterator[list[_Line]]:
    for lines in paragraphs:
        block = [lines[0]]
        for before, line in itertools.pairwise(lines):
            if _continues(before, line, width):
                block.append(line)
            else:
                yield block
                block = [line]
        yield block


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Tell whether a line break is only a wrap: at the column, or in the middle of a sentence."""
    long = len(before.text) >= _TORN
    wrapped = width > 0 and _overflows(before, line, width)
    if not wrapped and not (long or len(line.text) >= _TORN):
        return False
    if not (wrapped or (line.text[0].islower() and not _finished(before)) or (long and _torn(before.text))):
        return False
    if not wrapped and line.start <= _HEAD and len(before.text) <= _HEADING_CHARS and _AUTHOR.match(line.text):
        return False
    return not (_MARKER.match(line.text) or _MARKDOWN_HEADING.match(before.text))


def _torn(text: str) -> bool:
    """Tell whether a line stops where no sentence, heading or item can: behind an article, a conjunction or a comma."""
    if text[-1] == ",":
        return text[-2:-1] not in _CLOSING_QUOTES
    return text.rpartition(" ")[2] in _GOING_ON


def _block(text: str, lines: Sequence[_Line]) -> Block:
    spans: tuple[Span, ...] = tuple((line.start, line.end) for line in lines)
    return Block(" ".join(line.text for line in lines), spans)


def kinds(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with their kinds as the text alone tells them. Done anew when blocks go or change."""
    told = [(block, *_kind(block.text, last=i == len(blocks) - 1)) for i, block in enumerate(blocks)]
    return tuple(
        block if (block.kind, block.level) == (kind, level) else replace(block, kind=kind, level=level)
        for block, kind, level in told
    )


def _kind(text: str, *, last: bool) -> tuple[str, int | None]:
    if not text[:1].isalpha():
        if found := _MARKDOWN_HEADING.match(text):
            return "heading", len(found.group(1))
        if text.startswith("> "):
            return "quote", None
        if _MARKER.match(text):
            return "list_item", None
    heading = len(text) <= _HEADING_CHARS and not last and _titled(text)
    return ("heading", None) if heading else ("paragraph", None)


def _titled(text: str) -> bool:
    """Tell whether a short line stands like a heading: a capital or a digit first, and no full stop, comma or colon
    last."""
    head, tail = text.lstrip("\"'„“”»«‚‘’¿¡("), text.rstrip("\"'”“»«’‘")
    return (
        bool(head)
        and (head[0].isupper() or head[0].isdigit() or not head[0].isascii())
        and tail[-1:] not in ".,;:…"
        and " " in text
    )


def _state(paragraphs: Sequence[Sequence[_Line]], width: int) -> str:
    if width:
        return "wrapped"
    lines = [line for run in paragraphs for line in run]
    if len(lines) <= 2 and max((len(line.text) for line in lines), default=0) >= _GLUED_CHARS:
        return "glued"
    return "lined" if len(paragraphs) < max(2, len(lines) // 4) else "blank"
