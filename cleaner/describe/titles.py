"""The article's own headline, told apart from the site's name, the kicker, and variants for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleaner.describe.page import Heading
from cleaner.describe.plain import squash, words

_SEPARATOR = re.compile(r"\s{1,4}(?:[|–—·•»›:]|-{1,3}|::|\|\|)\s{1,4}|\s?[｜|：ㅣ]{1,2}\s?|--")
_LEADING = re.compile(r"[^:|]{2,60}?(?:\s?[:|]|\s[–—-])\s{1,4}")
_ELLIPSIS = re.compile(r"\s?(?:…|\.\.\.)$")
_WORD = re.compile(r"\w+")
_LONGEST_KICKER = 80
_VARIANT = 0.75
"""Shared words (Dice) from which og:title is the h1's headline as filed: 2 of 2 on news pages that have both and no
JSON-LD, even (8 to 8) on 791 other pages."""
_LONGEST_TAIL = 4
"""Words of a site's name at most, where nothing else tells that a tail is one."""

Named = tuple[str, str]
"""A candidate and its source."""


@dataclass(frozen=True, slots=True)
class Title:
    """The headline, its source, and the kicker that stood before it in the h1."""

    text: str
    source: str
    kicker: str | None = None


def title(
    data: Sequence[Named], headings: Sequence[Heading], metas: Sequence[Named], page: str, houses: set[str]
) -> Title | None:
    """Choose the headline.

    `data` are the headlines of JSON-LD and microdata, `metas` those of meta tags, `page` is the <title>, `houses` the
    squashed names of the site. JSON-LD is what the newsroom filed and comes first, except where it is cut short or is
    the <title> that search engines get while the visible headline says something else.
    """
    data = [(own(t, houses), s) for t, s in data]
    metas = [(own(t, houses), s) for t, s in metas]
    browser = own(page, houses)
    h1 = _heading(headings, [t for t, _ in (*data, *metas)] + [browser], houses)
    chosen = _chosen(data, h1, metas, browser)
    if chosen is None:
        return None
    text, source = chosen
    return Title(text, source, _kicker(text, h1))


def own(text: str, houses: set[str]) -> str:
    """Return a title without the site's name at either end (`Headline | Site`, `Site: Headline`)."""
    for _ in range(4):
        cuts = list(_SEPARATOR.finditer(text))
        if cuts and _is_house(text[cuts[-1].end() :], houses):
            text = text[: cuts[-1].start()].rstrip()
        elif (start := _LEADING.match(text)) and squash(start[0]) in houses and len(words(text[start.end() :])) > 1:
            text = text[start.end() :]
        else:
            break
    return text


def _is_house(part: str, houses: set[str]) -> bool:
    name = squash(part)
    return bool(name) and any(
        name == h or (len(h) >= 4 and len(name) <= 2 * len(h) + 4 and (h in name)) for h in houses
    )


def _heading(headings: Sequence[Heading], others: Iterable[str], houses: set[str]) -> Heading | None:
    """Return the h1 that is the headline: the one most like the other candidates; the first when nothing can tell."""
    usable = [h for h in headings if not _is_house(h.text, houses)]
    known = [set(words(o)) for o in others if o]
    if not usable or not known:
        return usable[0] if usable else None
    scored = [(max(_likeness(set(words(h.text)), k) for k in known), -i, h) for i, h in enumerate(usable)]
    likeness, _, best = max(scored, key=lambda s: s[:2])
    return best if likeness >= 0.2 or len(usable) == 1 else None


def _likeness(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _chosen(data: Sequence[Named], h1: Heading | None, metas: Sequence[Named], browser: str) -> Named | None:
    seen = h1.text if h1 else ""
    filed = next(((t, s) for t, s in data if t), None)
    named = next(((t, s) for t, s in metas if t), None)
    if filed is None:
        return _without_data(seen, named, browser)
    text = filed[0]
    if seen and (_is_cut(text, seen) or _is_variant(text, seen, named, browser)):
        return seen, "h1"
    return filed


def _is_cut(text: str, whole: str) -> bool:
    """Tell whether a headline is another one cut short: its start, with an ellipsis or at least five words long."""
    start = words(_ELLIPSIS.sub("", text))
    full = words(whole)
    if full == start:
        return bool(_ELLIPSIS.search(text))
    return full[: len(start)] == start and (bool(_ELLIPSIS.search(text)) or len(start) >= 5)


def _is_variant(text: str, seen: str, named: Named | None, browser: str) -> bool:
    """Tell whether a filed headline is the <title> for search engines: h1 and og:title agree on another one."""
    if named is None or words(text) == words(seen):
        return False
    return words(named[0]) == words(seen) and words(text) == words(browser)


def _without_data(seen: str, named: Named | None, browser: str) -> Named | None:
    """Choose without JSON-LD: what stands at the end of the h1 (the rest is its kicker), a near variant that the
    newsroom filed for others, else the h1."""
    if seen and named and (_ends_with(seen, named[0]) or _likeness(set(words(seen)), set(words(named[0]))) >= _VARIANT):
        return named
    if seen:
        return seen, "h1"
    if named:
        return named
    return (_shorn(browser), "title") if browser else None


def _shorn(text: str) -> str:
    """Return a <title> without the short last part after a bar; only this and the site's own name are safe to cut."""
    head, bar, tail = text.rpartition(" | ")
    return head if bar and len(words(tail)) <= _LONGEST_TAIL < len(words(head)) else text


def _ends_with(longer: str, text: str) -> bool:
    full, end = words(longer), words(text)
    return len(full) > len(end) >= 3 and full[-len(end) :] == end


def _kicker(text: str, h1: Heading | None) -> str | None:
    """Return what the h1 says before the headline, or the kicker that its markup sets apart."""
    if h1 is None:
        return None
    if _ends_with(h1.text, text):
        start = list(_WORD.finditer(h1.text))[-len(words(text))].start()
        before = re.sub(r"[\s:|–—\-\"'„“«»‚‘(]{1,9}$", "", h1.text[:start])
        return before if 0 < len(before) <= _LONGEST_KICKER else h1.kicker
    return h1.kicker if words(h1.kicker or "") != words(text) else None
