"""Blocks that are nothing but an agency credit: "(dpa/tki)", "mit dpa", "Quelle: sid/dpa", "© dpa-infocom, dpa:…"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cleaner.article import Block, Verdict
from cleaner.rules.agencies import Credits
from cleaner.rules.credit_line import MAX_LINE, line_credits, source_line, standalone

PROSE = 80
"""Shortest block (characters) that counts as prose."""
HEAD = 4
"""A weak credit may stand before the fourth block of that length: headline, lead and captions can precede it."""

_LISTED = frozenset({"list_item", "table", "heading"})
_CODES = re.compile(r"(?:[A-ZÄÖÜ]{2,4} )?\([a-zäöü]{2,4}(?:[/,] ?[a-zäöü]{2,4}){0,3}\)\Z")
_LABEL = re.compile(r"(?:Nachrichtenagentur|News agency|Agence de presse|Agencia de noticias)\Z", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:\w{2,10} )?(?:Quellen?|Sources?|Fuentes?|Fonti?|Fonte|Bron|Kilde|Källa|Źródło|Zdroj)\s?[:•]", re.IGNORECASE
)

Found = tuple[str, dict[str, Any]]


def agency_lines(blocks: Sequence[Block], language: str | None) -> Iterator[Verdict]:
    """Yield a verdict for each block that is nothing but an agency credit.

    Inside the body a list item, cell or heading is never one. A bare code with other meanings ("AP") or "Agenturen"
    counts at the head and the tail of the article only; two letters other than AP never do alone. Author codes
    ("(tki)") and source lines ("Quelle: example.de") count right after the last sentence only.
    """
    prose = [
        i for i, block in enumerate(blocks) if len(block.text) >= PROSE and not _short_credit(block.text, language)
    ]
    first, last = (prose[:HEAD][-1], prose[-1]) if prose else (len(blocks), -1)
    ends = {i + 1 for i in prose}
    said = -2
    for index, block in enumerate(blocks):
        if not 2 <= len(block.text) <= MAX_LINE or block.kind == "title":
            continue
        found = _credit(block, language, apart=index < first or index > last)
        if found is None and (index > last or index in ends):
            found = _house(block.text.strip())
        if found is None and index == said + 1 and _LABEL.match(block.text.strip()):
            found = "agency/line", {}
        if found is not None:
            said = index
            yield Verdict(index, "agency", found[0], "rules", detail=found[1])


def _short_credit(text: str, language: str | None) -> bool:
    return len(text) <= MAX_LINE and standalone(text, language) is not None


def _credit(block: Block, language: str | None, *, apart: bool) -> Found | None:
    text = block.text.strip()
    found = line_credits(text, language)
    detail = standalone(text, language)
    if detail is None or (not apart and block.kind in _LISTED) or (found and _wrapped(found, text)):
        return None
    if found is not None and _weak(found) and not _SAYS.match(text) and not (apart and _enough(found, text)):
        return None
    return "agency/line", detail


def _house(text: str) -> Found | None:
    """Read author codes and source lines without an agency."""
    if _CODES.match(text):
        codes = re.findall(r"[a-zäöü]{2,4}", text)
        return "agency/initials", {"agencies": [], "initials": codes, "desk": None, "mode": "full"}
    detail = source_line(text) if _SAYS.match(text) else None
    return ("agency/source", detail) if detail else None


def _wrapped(found: Credits, text: str) -> bool:
    """Tell whether it may be the last line of a wrapped sentence ("… sagte sie der / Deutschen Presse-Agentur.")."""
    return text.endswith(".") and bool(found.agencies) and all(" " in agency["as"] for agency in found.agencies)


def _weak(found: Credits) -> bool:
    if found.generic:
        return found.mode != "material"
    return found.bare and not (found.initials or len(found.agencies) > 1)


def _enough(found: Credits, text: str) -> bool:
    """Tell whether a weak credit at the edge of the article is one: "AFP", "red/Agenturen", "By AP"; not "AA"."""
    if found.generic:
        return True
    spelled = found.agencies[0]["as"]
    return len(spelled) > 2 or spelled == "AP" or len(text.strip("()[] .©")) > len(spelled) + 2
