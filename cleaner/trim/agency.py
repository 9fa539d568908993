"""Agency tags inside a kept block: "… sagte sie. (dpa/tki)", "… said. (AFP) Next item", dpa's id line.

A bracket goes only if it holds an agency and nothing unexplained, and if a sentence ends before it: 2,728 of 2,740 tags
at the end of an article do, and all 74 brackets that follow a word inside one are prose ("dem Pressedienst (epd)").
Author codes without an agency stay: by shape alone they are 42 tags among 10,007 brackets of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.article import Block, Trim
from cleaner.rules.agencies import agencies
from cleaner.rules.credit_line import OPEN, after_sentence, dpa_ids
from cleaner.rules.credits import Credits, credits

WINDOW = 80
"""Longest tag, brackets included; and where at the end of a block a tag without brackets is looked for (characters)."""
PROSE = 80
"""Shortest block (characters) that counts as prose when the last one is looked for."""

_APART = frozenset({"title", "kicker", "caption", "table"})
_TAIL = re.compile(
    r"[.!?…][\"“”»«’']{0,2}(?P<gap>\s{0,3}/|\s{1,3}(?:[-–—|]{1,2}\s?)?)(?P<credit>[^\s.!?…][^.!?…]{1,40}?)/?\.?\s*\Z"
)
_ARTICLE = re.compile(r"(?:Die|Der|Das|The|La|Le|El|Il|De|Het) ", re.IGNORECASE)
_ITEM = re.compile(r"[^\W_]|[\"'“„»«‚‘(\[©•*+–—-]")

Piece = tuple[int, int, str, dict[str, object]]


def agency(blocks: Sequence[Block], language: str | None) -> Iterator[Trim]:
    """Yield a trim of family "agency" for each tag, sorted by block and place; a trim takes the space before it along.

    `language` is the article's (ISO 639-1) or None. Whole blocks are left to `judge.agency`.
    """
    prose = [i for i, block in enumerate(blocks) if len(block.text) >= PROSE and block.kind not in _APART]
    last = prose[-1] if prose else -1
    for index, block in enumerate(blocks):
        if block.kind in _APART:
            continue
        if index != last and not _candidate(block.text):
            continue
        end = 0
        for start, stop, rule, detail in _pieces(block.text, language, last=index == last):
            if start >= end and stop - start < len(block.text.strip()):
                yield Trim(index, start, stop, "agency", rule, detail=detail)
                end = stop


def _candidate(text: str) -> bool:
    """Tell whether a text has a bracket or dpa's mark: without one of them it holds no tag."""
    return "(" in text or "[" in text or "dpa-infocom" in text or "（" in text or "【" in text


def _pieces(text: str, language: str | None, *, last: bool) -> list[Piece]:
    found = [(_back(text, start), end, "agency/dpa-id", detail) for start, end, detail in dpa_ids(text)]
    found += _brackets(text, language, last=last)
    if last and not found:
        found += _tail(text, language)
    return sorted(found, key=lambda piece: piece[:2])


def _brackets(text: str, language: str | None, *, last: bool) -> Iterator[Piece]:
    """Yield the brackets that are tags: one linear pass over the opening ones."""
    edges = len(text) - len(text.lstrip()), len(text.rstrip(" \t\u00a0."))
    for match in re.finditer(r"[(\[（【]", text):
        start = match.start()
        close = text.find(OPEN[match.group()], start + 1, start + WINDOW)
        if close < 0 or any(sign in text[start + 1 : close] for sign in OPEN):
            continue
        piece = _bracket(text, start, close + 1, edges, language, last=last)
        if piece:
            yield piece


def _bracket(
    text: str, start: int, end: int, edges: tuple[int, int], language: str | None, *, last: bool
) -> Piece | None:
    """Return the tag [start, end) with the space that goes along, None if it is prose. `edges` bound the words."""
    if start == edges[0]:
        return _opening(text, start, end, language)
    final = end >= edges[1]
    if not after_sentence(text, start, strict=not final):
        return None
    found = credits(text[start + 1 : end - 1], language)
    if found is None or (found.authors and not (final and (last or not found.slashed))):
        return None
    if final:
        return _back(text, start), len(text), "agency/end-tag", found.detail()
    if not _next_item(text, end):
        return None
    glued = not text[end].isspace()
    return start if glued else _back(text, start), end, "agency/mid-tag", found.detail()


def _opening(text: str, start: int, end: int, language: str | None) -> Piece | None:
    """Return a tag that the line before left here: only if it is glued to the next item, and beyond doubt."""
    found = credits(text[start + 1 : end - 1], language)
    if found is None or found.bare or found.authors or not text[end : end + 1].isupper():
        return None
    return start, end, "agency/mid-tag", found.detail()


def _next_item(text: str, end: int) -> bool:
    """Tell whether a new sentence begins behind a tag (a lower-case word or a comma goes on with the old one)."""
    following = text[end : end + 4].lstrip()[:1]
    return bool(_ITEM.match(following)) and not following.islower() and following not in "–—-"


def _tail(text: str, language: str | None) -> Iterator[Piece]:
    """Yield a credit without brackets at the end of the article: "… sagte er. dpa/lno", "… siger han. /ritzau/"."""
    offset = max(0, len(text) - WINDOW)
    match = _TAIL.search(text, offset)
    if match is None:
        return
    found = credits(match["credit"], language)
    if found and not _ARTICLE.match(match["credit"]) and _certain(found, match["gap"].strip(), language):
        yield match.start("gap"), len(text), "agency/end-tag", found.detail()


def _certain(found: Credits, sign: str, language: str | None) -> bool:
    """Tell whether a credit behind the last full stop is beyond doubt. `sign` stands before it.

    A code that is also a word must be printed in the language and in capitals or beside initials ("AFP", "ats/blv");
    one of two letters must be the language's own agency's ("TT"), which in English takes a dash ("— AP").
    """
    if found.authors or found.generic or not found.agencies:
        return False
    if sign == "/" or not found.bare:
        return True
    code = found.agencies[0]["as"]
    agency = agencies().by_code(code, language)
    if agency is None or not agency.alone(code, language):
        return False
    own = agency.languages[0] == language
    if len(code) < 3:
        return own and (language != "en" or bool(sign))
    return code.isupper() or bool(found.initials) or (own and code[0].isupper())


def _back(text: str, start: int) -> int:
    """Return the start of the white space before a piece."""
    at = start
    while at and text[at - 1].isspace():
        at -= 1
    return at or start
