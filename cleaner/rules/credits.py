"""Credits, which say who supplied a text: "dpa/lno", "mit dpa", "Tsp, dpa, Reuters", "Mit Material von dts"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cleaner.rules.agencies import Agency, agencies, is_house
from cleaner.rules.places import is_place

MAX_CHARS = 120
"""Longest credit (characters); the longest that was seen lists six agencies."""
MAX_WORDS = 20

_WORD = re.compile(r"[^\s/,;+&|·•‧、・:()\[\]（）]+")
_AROUND = "-–—.'\"„“”©®*<>"
"""Signs around a word that are no part of it."""
_HYPHEN = re.compile("[-–]")
_INITIALS = re.compile(r"[a-zäöüß]{2,4}\Z")
_CODE = re.compile(r"(?:[A-ZÄÖÜ]{2,4}|[A-ZÄÖÜ][a-zäöüß]{1,2})\Z")
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]{0,24}\Z")
_ARTICLES = frozenset({"le", "la", "les", "el", "il", "die", "der", "das", "the", "o", "de", "het", "l'"})
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "da", "di", "del", "la", "al", "el", "zu", "ten", "und", "and"}
)


@dataclass(frozen=True, slots=True)
class Credits:
    """What a credit says. `agencies` are `{"id", "as"}`; `initials` are author codes; `mode` is full, material or
    press_release; `bare` says that it rests on codes that are also words; `slashed` marks "Name/agency", the form of
    picture credits; `generic` marks agencies without a name ("mit Agenturen")."""

    agencies: tuple[Mapping[str, str], ...] = ()
    initials: tuple[str, ...] = ()
    desk: str | None = None
    houses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    mode: str = "full"
    generic: bool = False
    slashed: bool = False
    bare: bool = False

    def detail(self) -> dict[str, object]:
        """Return it as the detail of a removal."""
        found: dict[str, object] = {
            "agencies": [dict(a) for a in self.agencies],
            "initials": list(self.initials),
            "desk": self.desk,
            "mode": self.mode,
        }
        more = {"houses": list(self.houses), "authors": list(self.authors)}
        return found | {key: value for key, value in more.items() if value}


@lru_cache(maxsize=1024)
def credits(text: str, language: str | None) -> Credits | None:
    """Return what the inside of a tag credits, None unless an agency stands in it and every other word is explained.

    `language` is the article's (ISO 639-1) or None; codes such as AA or PA count alone only in a fitting language.
    """
    if len(text) > MAX_CHARS:
        return None
    openings = agencies().openings
    firsts = (word.strip(_AROUND).casefold() for word in _WORD.findall(text))
    if not any(first in openings or _HYPHEN.split(first, maxsplit=1)[0] in openings for first in firsts):
        return None
    words = [(m.group().strip(_AROUND), text[: m.start()].rstrip(" ")[-1:]) for m in _WORD.finditer(text)]
    words = [(word, before) for word, before in words if word]
    if len(words) > MAX_WORDS:
        return None
    parser = _Parser(words, language)
    return parser.result() if parser.run() else None


class _Parser:
    """Reads the words of one credit from left to right; `run` is false as soon as one is not explained."""

    def __init__(self, words: list[tuple[str, str]], language: str | None) -> None:
        self.words = words
        self.language = language
        self.known = agencies()
        self.found: list[tuple[Agency, str]] = []
        self.initials: list[str] = []
        self.houses: list[str] = []
        self.authors: list[str] = []
        self.desk: str | None = None
        self.material = self.generic = self.slashed = False

    def run(self) -> bool:
        """Read all words."""
        at = 0
        while at < len(self.words):
            step = self._agency(at) or self._word(at) or self._name(at)
            if not step:
                return False
            at += step
        if self._bare() and any(len(author.split()) > 2 for author in self.authors):
            return False  # "Australian Federal Police, AFP"
        return len(self.initials) <= 4 and (self.generic or self._enough())

    def result(self) -> Credits:
        """Return what was read."""
        named = tuple({"id": agency.id, "as": spelled} for agency, spelled in self.found)
        release = bool(self.found) and all(agency.press_release for agency, _ in self.found)
        return Credits(
            agencies=named,
            initials=tuple(self.initials),
            desk=self.desk,
            houses=tuple(self.houses),
            authors=tuple(self.authors),
            mode="press_release" if release else "material" if self.material else "full",
            generic=self.generic and not named,
            slashed=self.slashed,
            bare=self._bare(),
        )

    def _bare(self) -> bool:
        return not any(spelled not in agency.collides for agency, spelled in self.found)

    def _enough(self) -> bool:
        return any(agency.alone(spelled, self.language) for agency, spelled in self.found)

    def _joined(self, at: int) -> int:
        """Count the words from here that only spaces keep apart."""
        end = at + 1
        while end < len(self.words) and self.words[end][1] not in tuple("/,;+&|·•‧、・:()[]（）"):
            end += 1
        return min(end - at, 5)

    def _agency(self, at: int) -> int:
        for count in range(self._joined(at), 0, -1):
            spelled = " ".join(word for word, _ in self.words[at : at + count])
            agency = self.known.by_code(spelled, self.language) or self.known.by_name(spelled)
            if agency:
                if agency not in [known for known, _ in self.found]:
                    self.found.append((agency, spelled))
                return count
        return self._pair(self.words[at][0])

    def _pair(self, word: str) -> int:
        """Read agencies that a hyphen joins: "AFP-dpa", "AA–DHA"."""
        parts = _HYPHEN.split(word)
        found = [self.known.by_code(part, self.language) for part in parts if len(part) > 1]
        if not 2 <= len(found) == len(parts) or None in found:
            return 0
        known = [agency for agency, _ in self.found]
        self.found += [(one, part) for one, part in zip(found, parts, strict=True) if one and one not in known]
        return 1

    def _word(self, at: int) -> int:
        word, before = self.words[at]
        folded = word.casefold()
        lists = self.known.words
        if folded in lists["pictures"]:
            return 0
        dpa = any(agency.id == "dpa" for agency, _ in self.found)
        if dpa and before == "/" and self.desk is None and word in lists["desks"]:
            self.desk = word
        elif (
            folded in lists["generic"]
            or folded in lists["material"]
            or (folded in lists["filler"] and not self._led(at))
        ):
            self.generic |= folded in lists["generic"]
            self.material |= folded in lists["material"]
        elif is_house(word):
            self.houses.append(word)
        elif folded in lists["house_suffixes"] and self.houses:
            self.houses[-1] += f" {word}"
        elif _INITIALS.match(word):
            self.initials.append(word)
        elif _CODE.match(word) and self._joined(at) == 1:
            self.houses.append(word)
        else:
            return self._desk_place(at)
        return 1

    def _desk_place(self, at: int) -> int:
        """Read the place of the author at the end ("Reuters/kra Frankfurt")."""
        word, before = self.words[at]
        after_code = bool(self.initials) and before == self.initials[-1][-1:] and at == len(self.words) - 1
        return 1 if after_code and is_place(word) else 0

    def _led(self, at: int) -> bool:
        """Tell whether an article here opens the name of an outlet ("Le Courrier avec AFP")."""
        word = self.words[at][0]
        return word[:1].isupper() and word.casefold() in _ARTICLES and self._run(at) > 1

    def _run(self, at: int) -> int:
        """Count the words of a name from here: capitalised, particles between them."""
        end, last = at, at
        while end < len(self.words) and (end == at or end < at + self._joined(at)):
            word = self.words[end][0]
            if _NAME.match(word) and self.known.by_code(word, self.language) is None:
                last = end + 1
            elif word not in _PARTICLES:
                break
            end += 1
        return last - at

    def _name(self, at: int) -> int:
        """Read an author ("Jo Doe, dpa") or an outlet; not after a slash: "dpa/Jo Doe" credits a picture."""
        count = self._run(at)
        if not 2 <= count <= 5 or (self.found and self.words[at][1] not in (",", ";")):
            return 0
        words = [word for word, _ in self.words[at : at + count]]
        if any(word.casefold() in self.known.words["pictures"] for word in words):
            return 0
        outlet = words[0].casefold() in _ARTICLES or words[0].isupper()
        if outlet:
            self.houses.append(" ".join(words))
        else:
            self.authors.extend(re.split(r" (?:und|and) ", " ".join(words)))
        following = self.words[at + count : at + count + 1]
        self.slashed |= not outlet and bool(following) and following[0][1] == "/"
        return count
