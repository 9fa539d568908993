"""Datelines: the place, date and agency before the first sentence.

    Hamburg (dpa/lno) - …      LA CROSSE, Wis. (AP) — …      BRUSSEL 12/3 (BELGA) = …      ANKARA - İHA - …
    Essen. …      London/Teheran - …      BERLIN taz | …      (PAP) …      (Ottawa) …

With an agency a dateline may open any block (pages of several items have one per item). Without one the place must be
in the gazetteer, a real sentence must follow, and only the first prose blocks are looked at: "Nein. Das …",
"Montag. …", "Dr. …", "EXKLUSIV - …" and "Berlin: …" have the same shape and are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from cleaner.article import Block, Trim
from cleaner.rules.agencies import agencies
from cleaner.rules.credits import Credits
from cleaner.rules.places import is_place, is_region
from cleaner.rules.referring import refers
from cleaner.trim.leading import EASTERN, bracketed, leading
from cleaner.trim.opening import (
    HEAD,
    NO_SIGN,
    SENTENCE,
    SEPARATOR,
    Opening,
    country,
    credit,
    follows,
    known,
    place_and_date,
    printed,
    reporters,
)

PROSE = 80
"""Shortest block (characters) that counts as prose, if it ends like a sentence."""
LEAD = 60
"""Shortest lead (characters) that may open with a bare place."""
OPENERS = 3
"""So many prose blocks may open with a bare place: picture captions stand before the lead on many pages."""

_APART = frozenset({"title", "kicker", "caption", "table", "heading"})
_ENDS = tuple(".!?…。！？\"“”»«)]:’'")
_BRACKET = re.compile(r"(?P<before>.{2,70}?)[ ,]{0,2}(?:\((?P<inside>[^()]{2,50})\)|/(?P<slash>[^/\s]{2,20})/)\.?\Z")
_TAZ = re.compile(r"(?P<before>[^a-z|]{3,50}) (?P<inside>[a-z]{2,7}(?:/[a-z]{2,7}){0,3})(?P<slash>)\Z")
_SLASHED = re.compile(r"(?P<before>[^/]{2,50}) ?/ ?(?P<inside>[^\W\d_]{2,6})(?P<slash>)\Z")
"""Without a second slash only an agency may stand behind the first: "Brno/ČTK", but "Kabul/Afghanistan"."""
_HOUSE = re.compile(r"(?:[a-zäöü]{2,5}|taz|red)\Z")
GOES_ON = re.compile(
    r"(?:\b(?:in|im|aus|nach|bei|von|vom|zu|zum|für|über|am|an|auf|aus|und|oder|of|to|from|near|and|the|de|en|à|et|y|di|da)|,)\s*\Z"
)
"""The end of a line whose sentence goes on in the next one (hard-wrapped text)."""
_LAST_SIGN = re.compile(r"(?:(?P<dash>\s{0,2}\.?[-–—=]{1,3})|(?P<stop>\.)|:)?\s{0,2}\Z")
_MARKS = re.compile(r"[(/|\[]")
"""Without one of these, or an Eastern letter, there is no agency in front."""
_LABEL = re.compile(r"(?:(?P<bracket>\()[^()]{2,40}\)|[^\W\d_][\w.–-]{1,18}(?P<sign>:| [-–—|]|\.\s?[-–—]) ?)")
"""What items of a list, entries of a glossary and answers of an interview begin with, and some datelines."""
_JOINT_WORDS = "de del della di da do dos du la las le les los el am an der den im in ob auf bei upon on of sur und"
_JOINTS = frozenset(_JOINT_WORDS.split())
_NO_PLACE = re.compile(
    r"(?:agentur|dienst|press|agency|police|polizei|news|bericht|analyse|hintergrund|kommentar|update|eil|korrektur|"
    r"interview|zusammenfassung|überblick|meldung|foto|quelle|bureau|service|media|redaktion)",
    re.IGNORECASE,
)
_COLON_LANGUAGES = frozenset({"en", "da", "nb", None})
_STOP_LANGUAGES = frozenset({"de", "es", "pt", "it", "pl", "cs", "sv", "nb", "no", "da", "nl", "fi", "tr", "fr"})


def dateline(blocks: Sequence[Block], language: str | None) -> Iterator[Trim]:
    """Yield a trim of family "dateline" for each dateline; what is left of the block begins with its first sentence.

    `language` is the article's (ISO 639-1) or None.
    """
    openers = _openers(blocks)
    start = min(openers, default=-1)
    for index, block in enumerate(blocks):
        found: Opening | None = None
        if index + 1 == start and block.kind != "title":
            found = _alone(block.text, blocks[start].text, language)
        if found is None and block.kind not in _APART and len(block.text) >= SENTENCE:
            bare = index in openers and not (index and GOES_ON.search(blocks[index - 1].text[-12:]))
            first = bare and index == start and not _listed(blocks, block.text)
            found = opening(block.text, language, bare=bare, first=first)
        if found is None:
            continue
        rule = "dateline/agency" if found.credit else "dateline/place"
        yield Trim(index, 0, found.end, "dateline", rule, detail=found.detail())
        openers = openers if found.credit else frozenset()


def _openers(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the blocks that may open with a bare place: the first prose blocks and a lead before them."""
    usable = [i for i, block in enumerate(blocks) if block.kind not in _APART]
    told = (i for i in usable if len(blocks[i].text) >= PROSE and blocks[i].text.rstrip().endswith(_ENDS))
    prose = list(islice(told, OPENERS))
    before = prose[0] - 1 if prose else -1
    leads = [i for i in usable if blocks[i].kind == "lead" or (i == before and _leads(blocks[i].text))]
    return frozenset(prose + leads)


def _leads(text: str) -> bool:
    """Tell whether a short block before the prose may be its lead: long enough for more than a slogan."""
    return len(text) >= LEAD and text.rstrip().endswith(_ENDS)


def _alone(text: str, rest: str, language: str | None) -> Opening | None:
    """Read a dateline that a page gives a block of its own, before the first prose: "MADRID, 12 (SERVIMEDIA)",
    "AUBURN, Wash. —", "Chemnitz." It must end like one, since a place alone may be a kicker."""
    sign = _LAST_SIGN.search(text) if 2 <= len(text) <= HEAD and follows(rest) else None
    read = _head(text[: sign.start()], sign, language, bare=True) if sign else None
    if sign is None or read is None or not is_place(read.place or ""):
        return None
    if read.credit:
        return read if not read.credit.bare or printed(read.credit, language) else None
    if read.houses or read.date:
        return None
    return read if sign["dash"] or (sign["stop"] and _stop(rest, language)) else None


def _listed(blocks: Sequence[Block], text: str) -> bool:
    """Tell whether other blocks begin with a label of the same shape, so that this one is an item among others."""
    own = _label(text)
    return own is not None and sum(_label(block.text) == own for block in blocks) > 1


def _label(text: str) -> str | None:
    match = _LABEL.match(text)
    return (match["bracket"] or match["sign"].strip()) if match else None


def opening(text: str, language: str | None, *, bare: bool, first: bool = False) -> Opening | None:
    """Return the dateline at the start of a text, None if there is none.

    `bare` admits a place without an agency, `first` (the article begins here) an agency without a place. Where both
    "ANKARA - " and "ANKARA - İHA - " can be read, the one with the agency counts.
    """
    if not bare and not _MARKS.search(text, 0, HEAD) and not EASTERN.search(text, 0, HEAD):
        return None
    if (first or bracketed(text)) and (found := leading(text, language, first=first)):
        return found
    place: Opening | None = None
    for count, match in enumerate(SEPARATOR.finditer(text, 1, min(len(text), HEAD))):
        if count == 8:
            break
        head = text[: match.start() + (match.lastgroup == "stopdash" and match[0][:1] == ".")].strip()
        read = _head(head, match, language, bare=bare)
        rest = text[match.end() :]
        if read and follows(rest) and _fits(read, rest, match.lastgroup or "", language, bare=bare):
            if read.credit:
                return read
            place = place or read
    return place


def _head(head: str, separator: re.Match[str], language: str | None, *, bare: bool) -> Opening | None:
    """Read what stands before a separator: place, region, date, then an agency (or, if `bare`, a house) in brackets."""
    if bare and (chained := _chained(head, separator.end(), language)):
        return chained
    shape = _TAZ if separator.lastgroup == "bar" else _BRACKET
    bracket = shape.match(head)
    if bracket is None and (slashed := _SLASHED.match(head)) and credit(slashed["inside"], language):
        bracket = slashed
    if bracket is None and not bare:
        return None
    said: Credits | None = None
    houses: tuple[str, ...] = ()
    if bracket:
        inside = bracket["inside"] or bracket["slash"]
        said = credit(inside, language)
        if said is None and not bare:
            return None
        if said is None and not (bracket["slash"] or _HOUSE.match(inside)):
            return Opening(separator.end(), head) if is_place(head) else None
        head, houses = bracket["before"], () if said else (inside,)
    place, date = place_and_date(head.strip(" ,:"), sure=said is not None)
    place, authors = reporters(place) if said else (place, ())
    return Opening(separator.end(), place, date, said, houses, authors)


def _chained(head: str, end: int, language: str | None) -> Opening | None:
    """Read a place and an agency that a sign, a comma or a space joins: "ANKARA - İHA", "LONDON -- (AP)", "Bogotá,
    AFP". The agency must be one that the language prints, since nothing but its code tells it."""
    for count in (1, 2, 3):
        words = head.rsplit(" ", count)
        if len(words) <= count:
            return None
        inside = " ".join(words[1:])
        said = credit(inside.strip("()."), language)
        if said is None or not said.agencies or said.initials or said.houses or not printed(said, language):
            continue
        place, date = place_and_date(words[0].rstrip(" -–—|:,"), sure=True)
        if known(place):
            return Opening(end, place, date, said)
    return None


def _fits(read: Opening, rest: str, separator: str, language: str | None, *, bare: bool) -> bool:
    """Tell whether place and separator make a dateline before this rest of the block."""
    place = read.place or ""
    if read.credit:
        if separator == "colon":
            return known(place)
        if separator in NO_SIGN and read.credit.bare:
            return known(place) and printed(read.credit, language)
        return known(place) or (separator not in NO_SIGN and (country(place) or _village(place, read)))
    if not (bare and is_place(place)) or separator == "equal":
        return False
    if separator == "stop":
        return _stop(rest, language)
    if separator == "colon":
        return place.isupper() and len(place) > 3 and language in _COLON_LANGUAGES
    return separator not in NO_SIGN and not _route(rest)


def _stop(rest: str, language: str | None) -> bool:
    """Tell whether "Place." opens an article: not in English, and a sentence follows ("Berlin. Montag." is a diary)
    that does not speak about the place ("Córdoba. Ese era el nombre de la yegua")."""
    if refers(rest, language):
        return False
    first = re.split(r"[.!?]", rest[:200], maxsplit=1)[0]
    return language in _STOP_LANGUAGES and len(first.split()) >= 4


def _route(rest: str) -> bool:
    """Tell whether the next word is a place too, or a club: "Köln – Paris in drei Stunden", "Sevilla - Betis, …"."""
    word = re.match(r"([\w-]{3,30})(,)?", rest)
    return word is not None and (is_place(word[1]) or word[2] is not None)


def _village(place: str, read: Opening) -> bool:
    """Tell whether a place that the gazetteer does not know can be one, next to an agency beyond doubt."""
    words = place.partition(",")[0].split()
    if not words or len(place) > 40 or _NO_PLACE.search(place) or agencies().by_name(place):
        return False
    if not all(word[:1].isupper() or word in _JOINTS for word in words) or not words[0][:1].isupper():
        return False
    region = is_region(place.partition(",")[2].strip())
    if read.credit is None or (read.credit.bare and not (region or read.date)):
        return False
    sure = region or read.date or place.isupper() or read.credit.desk or any(word in _JOINTS for word in words)
    return bool(sure) or len(words) == 1 or words[0] in ("Bad", "Sankt", "St.")
