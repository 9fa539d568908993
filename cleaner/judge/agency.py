"""Blocks that are nothing but an agency credit: "(dpa/tki)", "mit dpa", "Quelle: sid/dpa", "© dpa-infocom, dpa:…", or
an author's with her agency.

"© Reuters" counts behind the last sentence only: before it stands under a picture, and the rules for picture credits
take it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cleaner.article import Block, Verdict
from cleaner.rules.agencies import agencies
from cleaner.rules.credit_line import MAX_LINE, line_credits, says, source_line, standalone
from cleaner.rules.credits import Credits

PROSE = 80
"""Shortest block (characters) that counts as prose."""
HEAD = 4
"""A weak credit may stand before the fourth block of that length: headline, lead and captions can precede it."""

_LISTED = frozenset({"list_item", "table", "heading"})
_CODES = re.compile(r"(?:[A-ZÄÖÜ]{2,4} )?\([a-zäöü]{2,4}(?:[/,] ?[a-zäöü]{2,4}){0,3}\)\Z")
_LABEL = re.compile(r"(?:Nachrichtenagentur|News agency|Agence de presse|Agencia de noticias)\Z", re.IGNORECASE)
_RIGHTS = re.compile(r"\(?(?:©|copyright)", re.IGNORECASE)
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,5}\Z")
"""A row of short words in capitals is a table or a list of clubs, no credit."""

_SIGNED = re.compile(
    r"\(?(?:(?P<label>[^\W\d_]{2,12}):? )?(?P<name>[^\W\d_a-z][\w.'’-]{1,20}(?: [^\W\d_a-z][\w.'’-]{1,20}){1,2}) ?"
    r"(?:[/(]|– ) ?(?P<code>[^\W\d_]{2,8})(?:/|\)){0,2}\.?\Z"
)
_SIGNED_CHARS = 80
_SIGNING = frozenset({"sv", "nb", "da", "fi"})

Found = tuple[str, dict[str, Any]]


def agency_lines(blocks: Sequence[Block], language: str | None) -> Iterator[Verdict]:
    """Yield a verdict for each block that is nothing but an agency credit.

    Inside the body a list item, cell or heading is never one. A bare code with other meanings ("AP") or "Agenturen"
    counts at the head and the tail of the article only; two letters other than AP ("TT", "AA") right beside the prose
    only, in the language of the agency. Author codes ("(tki)") and source lines ("Quelle: example.de") count right
    after the last sentence only.
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
        beside = bool(prose) and (0 < index < prose[0] or index == last + 1 or (index > last and index == said + 1))
        found = None
        if not (_CAPITALS.match(block.text) and _in_capitals(blocks, index, language)):
            edge = "tail" if index > last else "head" if index < first else ""
            found = _credit(block, language, edge=edge, beside=beside)
        if found is None and (index > last or index in ends):
            found = _house(block.text.strip())
        if found is None and (index > last or index < first):
            found = _signed(block.text.strip(), language, last=index == last + 1)
        if found is None and index == said + 1 and _LABEL.match(block.text.strip()):
            found = "agency/line", {}
        if found is not None:
            said = index
            yield Verdict(index, found[0].partition("/")[0], found[0], "rules", detail=found[1])


def _short_credit(text: str, language: str | None) -> bool:
    return len(text) <= MAX_LINE and standalone(text, language) is not None


def _in_capitals(blocks: Sequence[Block], index: int, language: str | None) -> bool:
    """Tell whether a neighbour is a short word in capitals too, and no agency: "SDA" among clubs."""
    around = [blocks[i].text.strip() for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
    return any(_CAPITALS.match(text) and standalone(text, language) is None for text in around)


def _credit(block: Block, language: str | None, *, edge: str, beside: bool) -> Found | None:
    """Read a credit. `edge` tells whether the block stands in the head or the tail of the article ("": inside),
    `beside` whether next to its prose."""
    text = block.text.strip()
    found = line_credits(text, language)
    detail = standalone(text, language)
    if detail is None or (not edge and block.kind in _LISTED) or (found and _wrapped(found, text)):
        return None
    if found is not None and edge != "tail" and _RIGHTS.match(text):
        return None
    weak = found is not None and _weak(found) and not says(text)
    if found and weak and not (edge and (_enough(found, text) or (beside and _own(found, language)))):
        return None
    return "agency/line", detail


def _house(text: str) -> Found | None:
    """Read author codes and source lines without an agency."""
    if _CODES.match(text):
        codes = re.findall(r"[a-zäöü]{2,4}", text)
        return "agency/initials", {"agencies": [], "initials": codes, "desk": None, "mode": "full"}
    detail = source_line(text) if says(text) else None
    return ("agency/source", detail) if detail else None


def _signed(text: str, language: str | None, *, last: bool) -> Found | None:
    """Read an author and her agency: "Af Ida Holm/ritzau/", "Autor: Anna Kowalska (PAP)". Without a word for the text
    it may be a picture's credit; behind the `last` sentence the Nordic agencies sign so."""
    match = _SIGNED.match(text) if len(text) <= _SIGNED_CHARS else None
    agency = agencies().by_code(match["code"], language) if match else None
    if match is None or agency is None or not agency.alone(match["code"], language):
        return None
    if match["label"]:
        if match["label"].casefold() not in agencies().words["bylines"]:
            return None
    elif not (last and agency.languages[0] == language and language in _SIGNING):
        return None
    detail = Credits(({"id": agency.id, "as": match["code"]},), authors=(match["name"],)).detail()
    return "byline/agency", detail


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


def _own(found: Credits, language: str | None) -> bool:
    """Tell whether the code is the one of the language's own agency: "TT" in Swedish, "AA" in Turkish."""
    agency = agencies().by_code(found.agencies[0]["as"], language) if found.agencies else None
    return agency is not None and language is not None and agency.languages[0] == language
