"""Labels in a text without borders: phrases for whole blocks, wherever they stand.

A scanner asks whether a block *is* a phrase. Where the borders of blocks were lost there is only one block, and the
question becomes where in it a phrase stands that could have been one. This module answers that, and nothing more:
whether it was one is for the judge of rows to decide (`trim.row`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from cleaner.rules.compiled import Entry
from cleaner.rules.find import around, border, slots
from cleaner.rules.match import Match
from cleaner.rules.tongue import OPENERS
from cleaner.rules.view import View, view

_FIGURES = re.compile(r"(?<!\w)(?:[^\W\d_]{2,14}[.,]{0,2} ){0,2}\d")
"""Where a date or a time may begin: at a digit, or at a day's and a month's name before it."""
_SPACE = re.compile(" ")
_WORD = re.compile(r"\w")
_STOPS = ".!?…"
_REACH = 320
"""So far (characters) a phrase may go on behind its beginning."""
_LONGEST = 100
"""Longest label (characters) whose end is looked for."""
_SMALL = re.compile(
    r"(?<!\S)(?!(?:von|van|de|der|den|da|di|du|la|le|zu|al|bin|dpa|epd|taz|und|and|et|y|e|en|og|och|via)\b)[a-zà-öø-ÿ]{2}"
)
"""A word that stands in no name and in no agency's credit."""
_SHUT = frozenset({"n", "time", "date", "host", "handle", "email"})
"""Slots whose end is sure, because nothing else has their shape."""
_UNCASED = (("\u0590", "\u0dff"), ("\u3040", "\u30ff"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3"))
"""Letters of scripts without capitals: behind a label in Latin letters something else begins with them."""
_NAMES = ("name", "names", "outlet", "provider")


class Anchored(Protocol):
    """What is asked of a scanner: the phrases whose anchor stands in a view, and where; and those of mere figures."""

    def anchored(self, seen: View) -> Iterator[tuple[Entry, int]]: ...

    def figured(self) -> Iterator[Entry]: ...


def labels(scanner: Anchored, text: str) -> list[Match]:
    """Return the phrases for whole blocks that stand in a text, by place, longer ones first; they may overlap.

    Only phrases that say by themselves where they end: with a literal, a figure, a host, or a name before a word that
    begins a sentence. Time and space are linear in the length of the text.
    """
    seen = view(text)
    found: dict[tuple[str, str | None, int, int], Match] = {}
    for entry, start, end, said in _found(scanner, seen):
        while start < end and seen.text[start] == " ":
            start += 1
        key = entry.rule.id, entry.part, start, end
        if key not in found:
            found[key] = Match(entry.rule, entry.part, *seen.original(start, end), said)
    return sorted(found.values(), key=lambda m: (m.start, -m.end))


def _found(scanner: Anchored, seen: View) -> Iterator[tuple[Entry, int, int, dict[str, str]]]:
    for entry, at in scanner.anchored(seen):
        if entry.phrase.endless or entry.rule.scope != "block":
            continue
        found = _begun(entry, seen, at) if entry.phrase.anchored else around(entry.phrase, seen, at)
        if found is not None:
            start, end, said = found
            if not _WORD.search(seen.text, start, end):
                continue  # a sign parts words as often as blocks
            shut = _shut(entry, seen, start, end)
            if shut:
                yield entry, start, shut, dict(said)
    figures = [*scanner.figured()]
    for place in _FIGURES.finditer(seen.text):
        for start in _words(place):
            for entry in figures:
                match = entry.phrase.match(seen.text, start, min(len(seen.text), start + 120))
                if match and border(seen.text, match.end()):
                    yield entry, start, match.end(), dict(slots(match))


def _begun(entry: Entry, seen: View, at: int) -> tuple[int, int, Mapping[str, str]] | None:
    """Match a phrase that begins with its anchor: no other place needs to be tried."""
    match = entry.phrase.match(seen.text, at, min(len(seen.text), at + _REACH))
    return (at, match.end(), slots(match)) if match and border(seen.text, match.end()) else None


def _words(place: re.Match[str]) -> Iterator[int]:
    yield place.start()
    yield from (place.start() + m.end() for m in re.finditer(" ", place.group()))


def _shut(entry: Entry, seen: View, start: int, end: int) -> int:
    """Return where the phrase ends for sure, 0 if it does not tell. A name or a house ends before a word that begins a
    sentence, if it is nothing but words with a capital, codes and signs."""
    kind, text = entry.phrase.pieces[-1]
    if kind != "slot" or text in _SHUT:
        return end
    if text not in _NAMES:
        return 0
    for space in _SPACE.finditer(seen.text, start + 1, min(len(seen.text), start + _LONGEST)):
        at = space.start()
        if at - start > 2 and seen.text[at - 1] in _STOPS and not begins(seen.text, at + 1):
            continue
        if begins(seen.text, at + 1) and (found := entry.phrase.match(seen.text, start, at, full=True)):
            last = found.group(found.lastgroup) if found.lastgroup else ""
            return at if _SMALL.search(last) is None else 0
    return 0


def begins(text: str, at: int) -> bool:
    """Tell whether a sentence clearly begins here: with a word that ends no name ("Die", "The", "En") and begins one,
    or with a quotation; or the text ends."""
    if at >= len(text) or text[at] in "„“«»–" or any(low <= text[at] <= high for low, high in _UNCASED):
        return True
    end = text.find(" ", at, at + 16)
    return end > at and text[at:end] in OPENERS
