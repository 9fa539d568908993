"""A passage: one text in a file that is cleaned by itself, and where its characters stand in the file.

A text or Markdown file is one passage; a JSONL file has one a line, whose characters may be written as escapes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.article import Span

Run = tuple[int, int, int]
"""Offset in the passage, offset in the file, and how many characters of the file stand for each of the passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`runs` are empty where passage and file are the same text; `form` is text, markdown or field."""

    text: str
    form: str = "text"
    runs: tuple[Run, ...] = ()

    def places(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the ranges of the file that ranges of the passage stand for, neighbours joined."""
        if not self.runs:
            yield from spans
            return
        starts = [run[0] for run in self.runs]
        for start, end in spans:
            low = high = -1
            index = bisect_right(starts, start) - 1
            while start < end:
                at, place, width = self.runs[index]
                stop = min(end, starts[index + 1] if index + 1 < len(starts) else len(self.text))
                first, last = place + (start - at) * width, place + (stop - at) * width
                if first != high:
                    if low >= 0:
                        yield low, high
                    low = first
                high = last
                start, index = stop, index + 1
            if low >= 0:
                yield low, high


class Draft:
    """A text from which stretches are taken out, round by round, and the way back to where they stood."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self.kept: list[Span] = [(0, len(text))]

    def origin(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield the ranges of the original that ranges of the present text stand for."""
        if len(self.kept) == 1 and self.kept[0] == (0, len(self.original)):
            yield from spans
            return
        at = 0
        for low, high in self.kept:
            for start, end in spans:
                first, last = max(start, at), min(end, at + high - low)
                if first < last:
                    yield low + first - at, low + last - at
            at += high - low

    def cut(self, spans: Sequence[Span]) -> None:
        """Take ranges (sorted, apart) of the present text out."""
        gone = sorted(self.origin(spans))
        kept: list[Span] = []
        for low, high in self.kept:
            for start, end in gone:
                if end <= low or start >= high:
                    continue
                if low < start:
                    kept.append((low, start))
                low = end
            if low < high:
                kept.append((low, high))
        self.kept = kept
        self.text = "".join(self.original[low:high] for low, high in kept)

    def gaps(self) -> list[Span]:
        """Return the ranges of the original that are gone."""
        gone: list[Span] = []
        at = 0
        for low, high in [*self.kept, (len(self.original), len(self.original))]:
            if at < low:
                gone.append((at, low))
            at = high
        return gone
