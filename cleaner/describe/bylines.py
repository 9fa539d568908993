"""Author lines of the visible page, for pages that declare no author: the last and least certain source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from cleaner.describe.page import pieces_of, text_of

_CANDIDATES = (
    ".//body//@class[contains(.,'uthor') or contains(.,'yline') or contains(.,'utor') or contains(.,'riter')"
    " or contains(.,'uteur')]/.. | .//body//@id[contains(.,'uthor') or contains(.,'yline')]/.."
)
_SAID = (
    ".//text()[contains(.,'Von') or contains(.,'By') or contains(.,'Par') or contains(.,'Por')]"
    "[string-length(.) < 100]/parent::*"
)
_LINE = re.compile(r"(?:Von|By|Par|Por)(?: ?: ?| )\S", re.IGNORECASE)
_NOT_BY = re.compile(
    r"(?:Redaktion|Foto|Photo|Image|Bild|Quelle|Source|Sendung|Review|Edit|Fact)[\w-]{0,20} ?(?::|by\b|von\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"author|byline|autor(?:en|in)?(?:$|[-_ ])|auteur|autore|writer", re.IGNORECASE)
_OTHER = re.compile(
    r"comment|related|teaser|sidebar|recommend|popular|trending|most-?read|newsletter|carousel|promo|next|more-|"
    r"latest|card|caption|credit|image|photo|avatar|twitter|tweet|quote|widget|kommentar|menu|footer|podcast",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({"footer", "nav", "aside", "form", "figure", "figcaption", "blockquote"})
_MOST = 40
_NEAR = 5
"""Levels from a line up to something that holds the headline too; teasers with an author are further away."""
_LONGEST = 200
"""Characters of an author line at most; longer ones are boxes with a biography, or the whole article."""


def bylines(tree: Any) -> Iterator[list[str]]:
    """Yield the text pieces of each author line (elements whose class or id says so), in page order."""
    for element in tree.xpath(_CANDIDATES)[:_MOST]:
        if _NAMED.search(_marks(element)) and not _elsewhere(element):
            pieces = list(pieces_of(element))
            if 0 < sum(map(len, pieces)) <= _LONGEST and not _NOT_BY.match(" ".join(pieces)):
                yield pieces


def said(tree: Any) -> Iterator[str]:
    """Yield the lines near the headline that say `By …` or `Von …` and nothing else, whatever their class."""
    around: list[Any] = []
    tops: list[Any] = []
    for h1 in list(tree.iter("h1"))[:3]:
        above = [a for a in islice(h1.iterancestors(), _NEAR) if a.tag not in ("body", "html")]
        tops += [a for a in above[-1:] if a not in tops]
        around += above
    for element in (e for top in tops for e in top.xpath(_SAID)[:_MOST]):
        near = any(a in around for a in islice(element.iterancestors(), _NEAR))
        line = text_of(element) if near and not _elsewhere(element) else ""
        if len(line) <= _LONGEST and _LINE.match(line):
            yield line


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _elsewhere(element: Any) -> bool:
    """Tell whether an element stands in a comment, a teaser, a picture or the frame of the page."""
    if _OTHER.search(_marks(element)):
        return True
    for parent in element.iterancestors():
        if parent.tag in ("article", "main", "body"):
            return False
        if parent.tag in _OUTSIDE or _OTHER.search(_marks(parent)):
            return True
    return False
