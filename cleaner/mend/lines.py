"""What goes with a piece that is cut: the line break of a whole line, the blank lines of a paragraph, the space before
a tag. Everything else stays byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.article import Span

_BREAK = re.compile(r"\r\n|[\n\r\f\v]")


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    """End of its content; the line break lies between `end` and `after`."""
    after: int


def cuts(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Return what is cut out of a text for pieces (sorted, apart) that go: each with the white space that is its own.

    A whole line goes with its line break. Where blank lines stand on both sides, those on one side go too, the fewer
    ones, so that a paragraph in the middle leaves one gap and no two; at the end of the text it is those before it.
    """
    seen = _Seen(text)
    return _joined([_widened(seen, piece) for piece in _joined_pieces(seen, pieces)])


class _Seen:
    """A text with its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        self._starts = [line.start for line in self.lines]

    def at(self, offset: int) -> int:
        """Return the index of the line in which a character stands."""
        return bisect_right(self._starts, offset) - 1

    def begins(self, start: int) -> bool:
        """Tell whether only white space stands before a place on its line."""
        return not self.text[self.lines[self.at(start)].start : start].strip()

    def ends(self, end: int) -> bool:
        """Tell whether only white space follows on the line."""
        return not self.text[end : self.lines[self.at(end - 1)].end].strip()

    def blank(self, index: int) -> bool:
        """Tell whether a line is blank."""
        return not self.text[self.lines[index].start : self.lines[index].end].strip()


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for found in _BREAK.finditer(text):
        lines.append(_Line(at, found.start(), found.end()))
        at = found.end()
    if at < len(text) or not lines:
        lines.append(_Line(at, len(text), len(text)))
    return lines


def _joined_pieces(seen: _Seen, pieces: Sequence[Span]) -> list[Span]:
    """Join pieces that leave as one: neighbours on a line, and whole lines with nothing but blank ones between."""
    out: list[Span] = []
    for piece in sorted(pieces):
        start, end = _trimmed(seen.text, piece)
        if start >= end:
            continue
        before = out[-1] if out else None
        if before and not seen.text[before[1] : start].strip() and _one(seen, before, (start, end)):
            out[-1] = (before[0], max(piece[1], before[1]))
        else:
            out.append(piece)
    return out


def _one(seen: _Seen, before: Span, behind: Span) -> bool:
    start, end = _trimmed(seen.text, before)
    if seen.at(end - 1) == seen.at(behind[0]):
        return True
    return seen.begins(start) and seen.begins(behind[0]) and seen.ends(behind[1])


def _widened(seen: _Seen, piece: Span) -> Span:
    start, end = _trimmed(seen.text, piece)
    begins, ends = seen.begins(start), seen.ends(end)
    if begins and ends:
        return _whole(seen, seen.at(start), seen.at(end - 1))
    if ends:  # the space before a tag is the tag's; the one behind it may be a line break of Markdown
        while seen.text[start - 1].isspace():
            start -= 1
        return start, end
    return (start, _spaces(seen.text, end, seen.lines[seen.at(end - 1)].end)) if begins else piece


def _trimmed(text: str, piece: Span) -> Span:
    start, end = piece
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _whole(seen: _Seen, first: int, last: int) -> Span:
    """Return the range of whole lines, with the blank lines of one side."""
    lines, above, below = seen.lines, first, last + 1
    while above and seen.blank(above - 1):
        above -= 1
    while below < len(lines) and seen.blank(below):
        below += 1
    top, bottom = above == 0, below == len(lines)
    if bottom and not top:  # the text ends as it ended before
        if lines[last].after == lines[last].end:
            return lines[above - 1].end, lines[last].end
        return lines[above].start, lines[last].after
    if top or below - last - 1 <= first - above:
        return lines[first].start, lines[below - 1].after
    return lines[above].start, lines[last].after


def _joined(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
