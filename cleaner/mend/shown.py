"""What of a passage is shown to the rules: all but front matter, code fences and the markers of cleaner itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.article import Span
from cleaner.mend.markers import Marker, markers

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_HEADS = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class Shown:
    """The text that rules read, the ranges of the passage it consists of, and the markers between them."""

    text: str
    spans: tuple[Span, ...]
    markers: tuple[Marker, ...] = ()

    def places(self, start: int, end: int) -> Iterator[Span]:
        """Yield the ranges of the passage that a range of the shown text stands for."""
        if len(self.spans) == 1:
            offset = self.spans[0][0]
            yield start + offset, end + offset
            return
        at = 0
        for low, high in self.spans:
            first, last = max(start, at), min(end, at + high - low)
            if first < last:
                yield low + first - at, low + last - at
            at += high - low


def shown(text: str, form: str) -> Shown:
    """Return what rules may read of a passage. Raises OptionError for a marker that names something unknown."""
    hidden: list[Span] = []
    if form == "markdown":
        hidden += _breaks_stay(text, _front(text))
        for fence in _fences(text, _front(text)[1]):
            hidden += _breaks_stay(text, fence)
    found: tuple[Marker, ...] = ()
    if form != "field" and "cleaner:" in text:
        found = tuple(markers(text, form, hidden))
        hidden += [(marker.start, marker.end) for marker in found]
    spans = tuple(_without(len(text), sorted(hidden)))
    return Shown("".join(text[low:high] for low, high in spans) if hidden else text, spans, found)


def _without(length: int, hidden: Sequence[Span]) -> Iterator[Span]:
    at = 0
    for start, end in hidden:
        if at < start:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _breaks_stay(text: str, region: Span) -> Iterator[Span]:
    """Yield the contents of a region's lines: its line breaks still part what stands around it."""
    for found in re.finditer(r"[^\r\n]+", text[slice(*region)]):
        yield region[0] + found.start(), region[0] + found.end()


def _front(text: str) -> Span:
    """Return the range of the front matter, an empty one without any: it begins on the first line and must close."""
    lines = _LINE.finditer(text)
    first = next(lines, None)
    closers = _HEADS.get(first.group().rstrip()) if first else None
    for line in lines if closers else ():
        if line.group().rstrip() in (closers or ()):
            return 0, line.end()
        if line.end() == len(text):
            break
    return 0, 0


def _fences(text: str, start: int) -> Iterator[Span]:
    """Yield the fenced code blocks; one that never closes goes to the end, as it does for a reader of Markdown."""
    if "```" not in text and "~~~" not in text:
        return
    opened, mark = -1, ""
    at = start
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None
        found = _FENCE.match(line.group().rstrip("\r\n"))
        if found and opened < 0 and not (found[1][0] == "`" and "`" in found[2]):
            opened, mark = at, found[1]
        elif found and opened >= 0 and found[1].startswith(mark) and not found[2].strip():
            yield opened, line.end()
            opened = -1
        at = line.end()
    if opened >= 0:
        yield opened, len(text)
