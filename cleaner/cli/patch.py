"""Diffs on stdout: plain, or in colour on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from cleaner.cli.report import colours, counted, say
from cleaner.cli.stream import emit
from cleaner.finding import Outcome

_STYLES = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}


def show_diffs(outcomes: Iterable[Outcome]) -> None:
    """Write the diffs of files one after another; what has findings and cannot be rewritten is named on stderr."""
    emit(_painted(outcomes))


def _painted(outcomes: Iterable[Outcome]) -> Iterator[bytes]:
    colour = colours(sys.stdout)
    for outcome in outcomes:
        if outcome.counted and not outcome.diff:
            say(f"{outcome.path}: {counted(len(outcome.counted), 'finding')} and no diff: fix does not rewrite HTML")
        head = True
        for row in outcome.diff:
            yield (_paint(row, head=head) if colour else row).encode("utf-8", "backslashreplace")
            head = head and not row.startswith("+++")


def _paint(row: str, *, head: bool) -> str:
    styles = _STYLES if head else {key: style for key, style in _STYLES.items() if len(key) < 3}
    style = next((style for key, style in styles.items() if row.startswith(key)), None)
    line = row.rstrip("\r\n")
    return row if style is None else f"\033[{style}m{line}\033[0m{row[len(line) :]}"
