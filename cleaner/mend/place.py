"""Offsets of a file -> lines and columns, as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right

from cleaner.article import Span

_BREAK = re.compile(r"\r\n|\n|\r")


class Places:
    """Where the lines of a text begin; found when it is first asked, since most files have no finding."""

    def __init__(self, text: str, *, records: bool = False) -> None:
        self._text = text
        self._records = records
        self._starts: list[int] = []

    def of(self, span: Span) -> tuple[int, int, int, int]:
        """Return line, column, last line and the column behind the last character."""
        if not self._starts:
            breaks = re.finditer("\n", self._text) if self._records else _BREAK.finditer(self._text)
            self._starts = [0, *(found.end() for found in breaks)]
        line, column = self._at(span[0])
        last, behind = self._at(max(span[1] - 1, span[0]))
        return line, column, last, behind + 1

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
