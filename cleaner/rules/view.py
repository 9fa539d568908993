"""The normalised view: what phrases are compared with, and the way back to the original offsets.

Same letters for the eye become the same letters for the matcher: kinds of quotes, dashes and spaces are unified, soft
hyphens and zero-width characters are skipped, runs of spaces count as one, decomposed accents are composed. Case is
kept in `text` and folded in `folded`; both have the same length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″〝〞＂"), '"') | dict.fromkeys(map(ord, "‘’‚‛‹›`´′＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－⸺⸻"), "-")
_SPACES = dict.fromkeys(map(ord, "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"), " ")
_SPACES |= dict.fromkeys(range(0x2000, 0x200B), " ")
_SKIPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), "")
_UNIFIED = {chr(code): sign for table in (_QUOTES, _DASHES, _SPACES) for code, sign in table.items()}
SEPARATOR = "\x00"
"""Parts texts that are looked at together: no phrase holds it, and no text that is shown."""
INVISIBLE = frozenset(map(chr, _SKIPPED))
"""Characters that are kept in the text and that no phrase sees."""
_PLAIN = "".join(chr(c) for c in range(0x20, 0x100) if chr(c).isprintable() and chr(c) not in _UNIFIED)
_ODD = re.compile("[^" + re.escape(_PLAIN) + "]")
"""What may change in a view; ASCII and the letters of Western Europe never do (one table of 256 bits is fast)."""
_REMEMBERED, _MEMORABLE = 2_000, 400
"""So many views of texts up to so many characters are remembered: several judges ask for the same ones."""
_RUN = re.compile("[^ " + "".join(sorted(INVISIBLE)) + "]+| +")


class View(NamedTuple):
    """A text as phrases see it. `offsets` maps each character of `text` (and its end) to the original; None: the
    same."""

    text: str
    folded: str
    offsets: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original that a range of the view stands for."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], (self.offsets[end - 1] + 1 if end > start else self.offsets[start])


_seen: dict[str, View] = {}


def view(text: str) -> View:
    """Return the normalised view of a text; linear, and free of copies where nothing needs to change."""
    found = _seen.get(text)
    if found is None:
        same, whole = _unified(text)
        found = View(same, fold(same), None) if whole else _mapped(same)
        if len(text) <= _MEMORABLE:
            _remember({text: found})
    return found


def views(texts: Sequence[str]) -> list[View]:
    """Return the views of several texts, made in one go where none of them loses a character."""
    same, whole = _unified(SEPARATOR.join(texts))
    if whole:
        parts, folded = same.split(SEPARATOR), fold(same).split(SEPARATOR)
        if len(parts) == len(texts):  # else one of them holds the sign that parts them
            found = [View(one, low, None) for one, low in zip(parts, folded, strict=True)]
            _remember({text: one for text, one in zip(texts, found, strict=True) if len(text) <= _MEMORABLE})
            return found
    return [view(text) for text in texts]


def _remember(views: Mapping[str, View]) -> None:
    if len(_seen) >= _REMEMBERED:
        _seen.clear()
    _seen.update(views)


def _unified(text: str) -> tuple[str, bool]:
    """Return the text with its signs unified, and whether that is all there is to do."""
    odd = set(_ODD.findall(text))
    same = text
    for sign in odd & _UNIFIED.keys():
        same = same.replace(sign, _UNIFIED[sign])
    return same, "  " not in same and odd.isdisjoint(INVISIBLE) and (odd <= _UNIFIED.keys() or _composed(same))


def _composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def _mapped(text: str) -> View:
    """Return the view of a text that loses characters: run by run, and sign by sign only where accents are apart."""
    out: list[str] = []
    offsets: list[int] = []
    for run in _RUN.finditer(text):
        start, end = run.span()
        if text[start] == " ":
            if out and out[-1] == " ":
                continue
            end = start + 1
        out.append(text[start:end])
        offsets.extend(range(start, end))
    joined = "".join(out)
    if not _composed(joined):
        return _combined(text)
    return View(joined, fold(joined), (*offsets, len(text)))


def _combined(text: str) -> View:
    """Compose accents that stand behind their letter; everything else as in `_mapped`."""
    out: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(text):
        if char in INVISIBLE or (char == " " and out and out[-1] == " "):
            continue
        if unicodedata.combining(char) and out:
            composed = unicodedata.normalize("NFC", out[-1] + char)
            if len(composed) == 1:
                out[-1] = composed
                continue
        out.append(char)
        offsets.append(i)
    offsets.append(len(text))
    joined = "".join(out)
    return View(joined, fold(joined), tuple(offsets))


def fold(text: str) -> str:
    """Lower a text without changing its length. The Turkish pairs İ/i and I/ı are one letter here: capitals that a
    page prints, or that a style sheet of another language made, do not tell which of them was meant."""
    low = text.replace("İ", "i").lower().replace("ı", "i")
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def normal(text: str) -> str:
    """Return the folded view of a phrase or short text, spaces trimmed."""
    return view(text).folded.strip()
