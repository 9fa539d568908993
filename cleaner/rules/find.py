"""Where a phrase stands in a block: as the whole of it, or around an anchor. All offsets count the normalised view."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from cleaner.rules.need import fulfilled, may_begin, may_end, starts
from cleaner.rules.phrase import Phrase
from cleaner.rules.slots import sure
from cleaner.rules.view import View

DECORATION = " \t.:!?…,;*+-|/\\>»«<→←↑↓►▶▸▼▲◄◀•·●○◦■□▪▫★☆✓✔✕✖×#_=~^&()[]{}\"'"
"""Characters around a block that are ornament to a phrase."""
_STOPS = (".", "!", "?")
_BEFORE, _AFTER = 320, 640
"""How far from its anchor a phrase may begin and end (characters)."""
_LOWER = "a-zß-öø-ÿ" + "".join(chr(c) for c in range(0x100, 0x530) if chr(c).islower())
_SENTENCE_END = re.compile(rf"[.!?…][\"')\]]{{0,3}}(?= [\"'(\[]{{0,3}}[^\W_{_LOWER}]|$)")


def core(folded: str) -> tuple[int, int]:
    """Return where the words of a block begin and end, without ornament."""
    left = len(folded) - len(folded.lstrip(DECORATION))
    return left, len(folded.rstrip(DECORATION))


def whole(phrase: Phrase, seen: View, inner: tuple[int, int]) -> re.Match[str] | None:
    """Match a closed phrase against the whole block; ornament around may belong to the phrase itself ("[Mehr: …]")."""
    start, end = inner
    text = seen.text
    if text[end : end + 1] == ":" and phrase.figured:
        return None  # a date with a colon heads what follows it
    if text[end : end + 1] in _STOPS and " " not in text[start:end] and not phrase.slots:
        return None  # one word that ends like a sentence ("Pause.") is a line of dialogue, not a label
    trimmed = len(seen.text.rstrip())
    lefts = [left for left in dict.fromkeys((start, 0)) if may_begin(phrase.leads, seen.folded, left)]
    rights = [right for right in dict.fromkeys((end, trimmed)) if may_end(phrase.tails, seen.folded, right)]
    if not lefts or not rights:
        return None
    for left, right in dict.fromkeys(((start, end), (0, trimmed), (start, trimmed), (0, end))):
        if left in lefts and right in rights and (found := phrase.match(seen.text, left, right, full=True)):
            return found
    return None


def possible(phrase: Phrase, folded: str, low: int = 0, high: int = sys.maxsize) -> bool:
    """Tell whether a stretch of the view holds the words and figures that no match of the phrase is without."""
    return fulfilled(phrase.needs, folded, low, high, digit=phrase.figured)


def around(phrase: Phrase, seen: View, at: int) -> tuple[int, int, Mapping[str, str]] | None:
    """Find the phrase around its anchor; extend it to the sentence where it is open. Offsets of the view."""
    text = seen.text
    found = _near(phrase, seen, at)
    if found is None or not (border(text, found.start()) and border(text, found.end())):
        return None
    start = _sentence_start(text, found.start()) if phrase.open_start else found.start()
    end = _sentence_end(text, found.end()) if phrase.open_end else found.end()
    if text.count('"', start, end) % 2:
        return None  # half of a quotation: somebody is quoted
    return start, end, slots(found)


def _near(phrase: Phrase, seen: View, at: int) -> re.Match[str] | None:
    """Return the first match in the window around an anchor that reaches beyond the anchor's start."""
    text, folded = seen.text, seen.folded
    low, high = max(0, at - _BEFORE), min(len(text), at + _AFTER)
    if high - low < len(text) and not possible(phrase, folded, low, high):
        return None
    if phrase.pieces[phrase.open_start][0] == "slot":
        begins = [low] if low == 0 else []
        begins += [m.end() + 1 for m in _SENTENCE_END.finditer(text, low, at)]
        return next((m for s in reversed(begins) if (m := phrase.match(text, s, high))), None)
    if phrase.leads:
        for start in starts(phrase.leads, folded, low, high):
            if (found := phrase.match(text, start, high)) and found.end() > at:
                return found
        return None
    position = low
    while found := phrase.pattern.search(text, position, high):
        if found.end() > at and sure(found):
            return found
        position = found.start() + 1
    return None


def border(text: str, at: int) -> bool:
    """Tell whether a word may begin or end here. 'InhaltAn' has a border inside: scrapers glue blocks."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (before.isalnum() and after.isalnum()) or (before.islower() and after.isupper())


def _sentence_start(text: str, at: int) -> int:
    ends = list(_SENTENCE_END.finditer(text, max(0, at - _BEFORE), at))
    last = ends[-1] if ends else None
    start = last.end() if last else max(0, at - _BEFORE) if at > _BEFORE else 0
    while start < at and text[start] == " ":
        start += 1
    return start


def _sentence_end(text: str, at: int) -> int:
    found = _SENTENCE_END.search(text, at, min(len(text), at + _AFTER))
    return found.end() if found else (len(text) if len(text) - at <= _AFTER else at)


def fragment(found: re.Match[str], seen: View, core: tuple[int, int]) -> bool:
    """Tell whether what follows a label and a colon is no headline: it begins small and ends with a full stop."""
    if "headline" not in found.re.groupindex or "." not in seen.text[core[1] :]:
        return False
    start = found.start("headline")
    return seen.text[start - 2 : start] == ": " and seen.text[start].islower()


def slots(found: re.Match[str]) -> Mapping[str, str]:
    """Return what stands in the slots of a match."""
    return {name: value for name, value in found.groupdict().items() if value}
