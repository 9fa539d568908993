"""A text and what is cut out of it -> a unified diff, exact and linear: the cuts are known and need not be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.article import Span

CONTEXT = 3
"""Unchanged lines shown around a change, as everywhere."""
_NO_END = "\\ No newline at end of file\n"


@dataclass(slots=True)
class _Change:
    """Lines [first, last) of the old text, and what stands there in the new one."""

    first: int
    last: int
    new: list[str]


def unified(text: str, cuts: Sequence[Span], path: str) -> Iterator[str]:
    """Yield the lines of the diff. Lines end at LF only, so that `patch` and `git apply` read them as they are."""
    lines = _lines(text)
    changes = list(_changes(text, lines, cuts))
    if not changes:
        return
    yield f"--- {path}\n"
    yield f"+++ {path}\n"
    shift = 0
    for hunk in _hunks(changes):
        low = max(0, hunk[0].first - CONTEXT)
        high = min(len(lines), hunk[-1].last + CONTEXT)
        body = list(_body(lines, hunk, low, high))
        gone = sum(change.last - change.first - len(change.new) for change in hunk)
        yield f"@@ -{_range(low, high - low)} +{_range(low - shift, high - low - gone)} @@\n"
        yield from body
        shift += gone


def _range(start: int, count: int) -> str:
    begin = start + 1 if count else start
    return str(begin) if count == 1 else f"{begin},{count}"


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.first - hunk[-1].last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _body(lines: Sequence[str], hunk: Sequence[_Change], low: int, high: int) -> Iterator[str]:
    at = low
    for change in hunk:
        yield from (_row(" ", line) for line in lines[at : change.first])
        yield from (_row("-", line) for line in lines[change.first : change.last])
        yield from (_row("+", line) for line in change.new)
        at = change.last
    yield from (_row(" ", line) for line in lines[at:high])


def _row(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else f"{sign}{line}\n{_NO_END}"


def _changes(text: str, lines: Sequence[str], cuts: Sequence[Span]) -> Iterator[_Change]:
    """Yield the runs of lines that cuts touch. A cut that takes a line break along without the whole line reaches into
    the next one."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    index = 0
    pending = list(cuts)
    while pending:
        start, end = pending[0]
        while starts[index + 1] <= start:
            index += 1
        first = last = index
        own: list[Span] = []
        while pending and (pending[0][0] < starts[last] or not own):
            start, end = pending.pop(0)
            own.append((start, end))
            while last < len(lines) and starts[last] < end:
                last += 1
            begins_inside = start > starts[first]
            if last < len(lines) and begins_inside and end == starts[last]:
                last += 1
        yield _Change(first, last, _lines(_left(text, starts[first], starts[last], own)))
        index = max(first, last - 1)


def _left(text: str, start: int, end: int, cuts: Sequence[Span]) -> str:
    out, at = "", start
    for low, high in cuts:
        out += text[at:low]
        at = high
    return out + text[at:end]


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    out = [f"{line}\n" for line in lines[:-1]]
    return [*out, lines[-1]] if lines[-1] else out
