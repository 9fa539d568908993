"""Strings as they stand in markup, made plain: entities resolved, white space collapsed, NFC."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
_WORD = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_LONGEST = 20_000
"""Characters of one field that are looked at; the longest description among 920 real pages has 5,000."""


def plain(value: object) -> str:
    """Return a string as a reader sees it, or "" for anything that is no string.

    Entities are resolved twice, because JSON inside HTML is often escaped by two writers (`&amp;#8216;`). Soft hyphens,
    zero-width spaces and direction marks go; joiners stay, since Persian and Indic scripts need them.
    """
    if not isinstance(value, str):
        return ""
    text = value[:_LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    text = _SPACE.sub(" ", text.translate(_INVISIBLE)).strip()
    return unicodedata.normalize("NFC", text)


def prose(value: str) -> str:
    """Return the text of a long field (an `articleBody`) without HTML tags, entities resolved, paragraphs kept."""
    text = html.unescape(value) if "&" in value else value
    text = _TAG.sub("\n", text) if "<" in text else text
    lines = (_SPACE.sub(" ", line).strip() for line in text.splitlines())
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def words(text: str) -> list[str]:
    """Return the words of a text without case and punctuation, for comparing headlines and names."""
    return [word.casefold() for word in _WORD.findall(text)]


def squash(text: str) -> str:
    """Return letters and digits only, without case: `Harbour Times` and `harbour-times` become the same."""
    return "".join(words(text)).replace("_", "")


def strings(value: object) -> Iterator[str]:
    """Yield the plain strings of a JSON value that may be a string, a list, or an object with a name or value."""
    if isinstance(value, list):
        for item in value:
            yield from strings(item)
        return
    if isinstance(value, dict):
        value = next((value[k] for k in ("name", "@value", "url", "@id") if isinstance(value.get(k), str)), None)
    text = plain(value)
    if text:
        yield text


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return values in order, each once (compared without case and punctuation)."""
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(squash(value) or value, value)
    return tuple(seen.values())
