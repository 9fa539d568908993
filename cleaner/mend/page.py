"""A page: only told, never rewritten. What is inside its body and would go, at the place in the markup where it can be
found."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.article import Article, Document, Removal
from cleaner.errors import CleanerError
from cleaner.finding import REVIEW, SUSPICIOUS, Finding, Outcome, fingerprint, numbered
from cleaner.flow import clean
from cleaner.mend.markers import Marker, markers, off
from cleaner.mend.place import Places
from cleaner.mend.settings import Settings
from cleaner.options import Options
from cleaner.rules.book import waiting

_SEARCHED = 60
"""Characters of a removal's first line that are looked for in the markup."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_WHOLE_PAGE = ("unselected", "duplicate")


def page(data: bytes, source: Document, path: str, options: Options, settings: Settings) -> Outcome:
    """Return the findings of a page."""
    article = clean(data, name=path, format="html", language=settings.language, options=options)
    if article.status == "failed":
        error = dict(article.error or {})
        return Outcome(path, errors=({**error, "where": path},), fixable=False)
    places = Places(source.text)
    if article.reason:
        where = places.of((0, 1))
        note = Finding(path, *where, SUSPICIOUS, SUSPICIOUS, article.reason, note=True)
        return Outcome(path, (note,), fixable=False)
    found = [_finding(path, removal, at, places) for removal, at in _located(article, source.text)]
    try:
        said = list(markers(source.text, "markdown")) if "cleaner:" in source.text else []
    except CleanerError as problem:
        error = {"kind": problem.kind, "where": path, "what": problem.what, "hint": problem.hint}
        return Outcome(path, errors=(error,), fixable=False)
    kept = _unaccepted(_unmarked(found, said, source.text), settings.accepted_in(path))
    return Outcome(path, numbered(_marked_review(kept, options)), fixable=False)


def _located(article: Article, source: str) -> Iterator[tuple[Removal, int]]:
    """Yield the removals between the first and the last block of the body, each with its place in the markup (-1)."""
    first = article.blocks[0].start if article.blocks else 0
    last = article.blocks[-1].end if article.blocks else 0
    at = 0
    for removal in article.removed:
        begin = removal.text.strip().split("\n", 1)[0][:_SEARCHED]
        spelled = {begin, html.escape(begin, quote=False), html.escape(begin)}
        places = [place for text in spelled if (place := source.find(text, at)) >= 0]
        place = min(places, default=-1)
        inside = first <= removal.start and removal.end <= last
        if inside and place >= 0:
            at = place + 1
        if inside and removal.family not in _WHOLE_PAGE:
            yield removal, place


def _finding(path: str, removal: Removal, at: int, places: Places) -> Finding:
    text = removal.text.strip()
    where = places.of((at, at + 1)) if at >= 0 else (1, 1, 1, 1)
    return Finding(path, *where, removal.family, removal.rule, text, start=max(at, 0), end=max(at, 0) + 1)


def _unmarked(found: Sequence[Finding], said: Sequence[Marker], source: str) -> Iterator[Finding]:
    """Yield the findings that no comment in the markup speaks against."""
    switched = off(said, len(source))
    ignores = [marker for marker in said if marker.word == "ignore"]
    for finding in found:
        if any(start <= finding.start < end for start, end in switched):
            continue
        if any(marker.speaks_of(finding.family, finding.rule) and _next(marker, finding, source) for marker in ignores):
            continue
        yield finding


def _next(marker: Marker, finding: Finding, source: str) -> bool:
    """Tell whether nothing that a reader sees stands between a marker and a finding."""
    return marker.end <= finding.start and not _TAG.sub("", source[marker.end : finding.start]).strip()


def _unaccepted(found: Iterator[Finding], left: Counter[str]) -> Iterator[Finding]:
    for finding in found:
        print_ = fingerprint(finding.rule, finding.text)
        if left[print_] > 0:
            left[print_] -= 1
        else:
            yield finding


def _marked_review(found: Iterator[Finding], options: Options) -> Iterator[Finding]:
    from dataclasses import replace

    held = waiting(options.rules) if options.unsafe else frozenset()
    for finding in found:
        yield replace(finding, safety=REVIEW) if finding.rule in held else finding
