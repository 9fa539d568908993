"""What a dateline says, and the parts it is made of: a place, a day, an agency, and a sentence behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.rules.agencies import agencies
from cleaner.rules.credits import Credits, credits
from cleaner.rules.dates import DAYS, is_day
from cleaner.rules.places import is_place, is_region

HEAD = 90
"""Longest dateline (characters); "BEIRUT/THE HAGUE, March 7, 2024 (Reuters) - " has half of it."""
SENTENCE = 40
"""What must follow at least (characters)."""
SEPARATOR = re.compile(
    r"(?:(?=[-–—=.:\s])(?:(?P<stopdash>\s?\.\s?[-–—]{1,2}\s{0,2})"
    r"|(?P<dash>\s{1,2}[-–—]{1,3}\s{1,2}|(?<=\))[-–—]{1,3}\s{0,2}|(?<=[A-Z])—|(?<=[^\W\d_a-z]{3})[-–]\s{1,2})"
    r"|(?P<stop>\.\s{1,2})|(?P<bar>\s[·|]\s{1,2})|(?P<equal>\s?=\s{1,2})|(?P<colon>:\s{1,2})|(?<=\))(?P<none>\s))"
    r"|(?<=\))(?P<glued>(?=[^\W\d_a-z])))"
)
"""What parts a dateline from its sentence; the name of the group that matched says which shapes it may close."""
NO_SIGN = frozenset({"none", "glued"})
"""Groups of SEPARATOR that only a bracket before them tells apart from running text."""

_STAMP = re.compile(r"\d{1,2}(?::\d{2}|\.\d{1,2}\.|\.? [^\W\d_]{3,9}\.? \d{4})")
_BEFORE_DAY = re.compile(r"\A(?:le|den|dne|am|el|il|em|on) ", re.IGNORECASE)
_DAYS = frozenset(day for day in DAYS if len(day) > 2)
_REGION = re.compile(r" (?:\([^()]{2,25}\)|\[[^\[\]]{2,25}\])")
"""A state or country in brackets behind a place: "Mumbai (Maharashtra) [India]"."""
_PERSON = r"[^\W\d_a-z][\w.'’-]{1,20}(?: [^\W\d_a-z][\w.'’-]{1,20}){1,2}"
_REPORTERS = re.compile(rf"{_PERSON}(?:(?: - |, | ve | und | a | i ){_PERSON}){{0,2}}\Z")
_CUT = re.compile(r" - |, | ve | und | a | i ")


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline that was read: where the sentence begins, and what it says."""

    end: int
    place: str | None = None
    date: str | None = None
    credit: Credits | None = None
    houses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()

    def detail(self) -> dict[str, object]:
        """Return it as the detail of a removal."""
        said = self.credit or Credits()
        found: dict[str, object] = {
            "place": self.place,
            "date": self.date,
            "agencies": [dict(agency) for agency in said.agencies],
            "desk": said.desk,
        }
        more = {
            "initials": list(said.initials),
            "houses": [*said.houses, *self.houses],
            "authors": list(self.authors),
        }
        return found | {key: value for key, value in more.items() if value}


def credit(text: str, language: str | None) -> Credits | None:
    """Read the agency. Beside a place even AA or PA is one, so a single code counts in any language."""
    single = agencies().by_code(text, language)
    found = credits(text, single.languages[0] if single and single.languages else language)
    return None if found is None or found.authors else found


def printed(said: Credits, language: str | None) -> bool:
    """Tell whether the press of a language prints these codes, so that they are no other bodies' there."""
    known = agencies()
    found = [(known.by_code(agency["as"], language), agency["as"]) for agency in said.agencies]
    return all(agency is None or agency.alone(code, language) for agency, code in found)


def place_and_date(head: str, *, sure: bool) -> tuple[str, str | None]:
    """Part a place from the day behind it. `sure` (an agency stands beside it) admits "BRUSSEL 12/3", which without
    one may be "Berlin 24/7"."""
    for comma in [match.start() for match in re.finditer(",", head)][:3]:
        tail = _day(head[comma + 1 :].strip())
        if is_day(tail.rstrip(".")) or (tail.isdigit() and len(tail) <= 2 and head[:comma].isupper()):
            return head[:comma].strip(), tail
    for count in (4, 3, 2, 1) if sure else (4, 3, 2):
        words = head.rsplit(" ", count)
        tail = " ".join(words[1:])
        if len(words) == count + 1 and is_day(tail.rstrip(".")):
            return words[0].strip(" ,"), tail
    return head if is_place(head) else head.removesuffix("."), None


def _day(text: str) -> str:
    """Return a day without what stands before its number: "le 12 mai", "lundi 12 mai"."""
    bare = _BEFORE_DAY.sub("", text, count=1)
    first, _, rest = bare.partition(" ")
    return rest if first.casefold() in _DAYS and rest else bare


def known(place: str) -> bool:
    """Tell whether a place is one of the gazetteer, with or without a region in brackets behind it."""
    return is_place(place) or ("[" in place and is_place(_REGION.sub("", place)))


def reporters(place: str) -> tuple[str, tuple[str, ...]]:
    """Part the reporters from the place: "Ayşe KAYA/İZMİR" gives İZMİR and her; every other text stays whole."""
    names, slash, last = place.rpartition("/")
    if slash and not known(place) and known(last.strip()) and _REPORTERS.match(names.strip()):
        return last.strip(), tuple(_CUT.split(names.strip()))
    return place, ()


def country(place: str) -> bool:
    """Tell whether it is a state or country, which wires write where no town is meant: "MÉXICO (AP)"."""
    return is_region(place)


def follows(rest: str) -> bool:
    """Tell whether a sentence of some length begins here."""
    if len(rest) < SENTENCE or _STAMP.match(rest):
        return False
    first = rest.lstrip("\"'“”„»«‚‘¿¡")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())
