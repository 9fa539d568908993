"""The words in which a page speaks to its reader, by what they are about. The data is calls/<language>.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cleaner.rules.cache import kept
from cleaner.rules.stems import Stems, stems
from cleaner.rules.tongue import FUNCTION_WORDS
from cleaner.rules.view import fold, view

FAMILIES = ("promo", "paywall", "ad", "player", "interface", "widget", "related", "navigation")
"""Families that have words of their own; the first wins where two are spoken of alike."""
_SORTS = ("plain", "things", "acts", "ours", "yours")
_ALL = (*_SORTS, *FAMILIES)
_THINGS = frozenset({*FAMILIES, "things", ""})
_TOKEN = re.compile(r"[^\W\d_]+")
_TITLE = re.compile(r'"[^" ]{2,20}(?: [^" ]{1,20}){0,2}"')
"""The name of a newsletter, a podcast or a button in a call."""
_ENDS = (".", "!", "?", "…")
_FIGURE = re.compile(r"\d")
MOST_STRANGE = 2
"""With more strange words than this a text is no call."""
_REMEMBERED = 4_000
_WORDS = 20_000
_LEAST = 3
"""A word that is known by its end has at least so many letters before it."""
_NOUNS = frozenset({"de"})
"""Languages that write all nouns with a capital."""


_Table = tuple[dict[str, str], dict[str, int], list[str], dict[str, str], list[str], list[str]]
"""The words as they are kept on disk: exact ones, stems, openings, ends, speakers, subjects."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a text says: the family that it speaks of most; how many different words it has of families (`strong`), of
    what a page consists of (`things`), of what one does there (`acts`), of the page for itself (`ours`), for the reader
    (`yours`) and others (`plain`); how many words in all, and how many unknown ones that look like names (`named`);
    whether it ends like a sentence, whether it begins as sub-headings do (`opened`: "How to vote"), whether
    somebody says "I" (`speaker`), and whether there is a `figure` in it. `strange` words are none of these."""

    family: str = ""
    strong: int = 0
    things: int = 0
    acts: int = 0
    ours: int = 0
    yours: int = 0
    plain: int = 0
    words: int = 0
    named: int = 0
    strange: int = 0
    sentence: bool = False
    opened: bool = False
    speaker: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Calls:
    """The words of one language, `stems` by their beginnings and `ends` by their ends; `openings` begin sub-headings,
    `subjects` are plain words for what an article may be about,
    `heard` remembers the last texts and `sorts` the words. Where nouns have capitals, only words all in capitals look
    like names."""

    exact: Mapping[str, str]
    stems: Stems
    openings: frozenset[str]
    nouns: bool = False
    ends: Mapping[str, str] = field(default_factory=dict)
    speakers: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    heard: dict[str, Call] = field(default_factory=dict)
    sorts: dict[str, str] = field(default_factory=dict)

    def hear(self, text: str) -> Call:
        """Return what a text says; with more than two strange words only that there are so many."""
        found = self.heard.get(text)
        if found is None:
            found = self._hear(text)
            if len(self.heard) >= _REMEMBERED:
                self.heard.clear()
            self.heard[text] = found
        return found

    def _hear(self, text: str) -> Call:
        said: dict[str, set[str]] = {}
        strange = named = 0
        seen = view(text)
        shown, folded = seen.text, seen.folded
        if '"' in shown:
            shown, folded = _TITLE.sub(" ", shown), _TITLE.sub(" ", folded)
        shouted = shown.isupper()
        words = []
        for found in _TOKEN.finditer(folded):
            words.append(word := found.group())
            sort = self.sort(word)
            if sort:
                said.setdefault(sort, set()).add(word)
            elif not shouted and self._name(shown[found.start() : found.end()], first=len(words) == 1):
                named += 1
            else:
                strange += 1
                if strange > MOST_STRANGE:
                    return Call(strange=strange)
        count = {sort: len(found) for sort, found in said.items()}
        plain, things, acts, ours, yours = (count.get(sort, 0) for sort in _SORTS)
        return Call(
            max(FAMILIES, key=lambda name: count.get(name, 0)),
            sum(count.get(name, 0) for name in FAMILIES),
            things,
            acts,
            ours,
            yours,
            plain,
            len(words),
            named,
            strange,
            text.rstrip("\"'”“»«)* ").endswith(_ENDS),
            bool(words) and words[0] in self.openings,
            not self.speakers.isdisjoint(words),
            _FIGURE.search(shown) is not None,
        )

    def _name(self, word: str, *, first: bool) -> bool:
        return (len(word) > 1 and word.isupper()) or (word[0].isupper() and not first and not self.nouns)

    def speaks_of(self, word: str) -> bool:
        """Tell whether a word says what a line is about: no word for acts, for reader or page, and no plain one."""
        return self.sort(word) in _THINGS or word in self.subjects

    def sort(self, word: str) -> str:
        """Return the sort of a word (folded), nothing for a strange one."""
        found = self.sorts.get(word)
        if found is None:
            found = self.exact.get(word)
            if found is None and (stem := self.stems.begun(word)) is not None:
                found = _ALL[stem]
            found = found or next((sort for end, sort in self.ends.items() if word[_LEAST:].endswith(end)), "")
            if len(self.sorts) < _WORDS:
                self.sorts[word] = found
        return found


@cache
def calls(language: str) -> Calls | None:
    """Return the words of a language (ISO 639-1); None if calls/ has none."""
    file = Path(__file__).parent / "calls" / f"{language}.toml"
    if not (language.isalpha() and file.is_file()):
        return None
    exact, heads, openings, ends, speakers, subjects = kept("calls", language, (file,), lambda: _table(file, language))
    return Calls(
        exact,
        Stems(heads),
        frozenset(openings),
        language in _NOUNS,
        ends,
        frozenset(speakers),
        frozenset(subjects),
    )


def _table(file: Path, language: str) -> _Table:
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    table = {key: fold(words).split() for key, words in said.items() if isinstance(words, str)}
    exact = dict.fromkeys(map(fold, FUNCTION_WORDS.get(language, ())), "plain")
    ends: dict[str, str] = {}
    for sort in _ALL:
        words = table.get(sort, [])
        exact |= {word: sort for word in words if "*" not in word}
        ends |= {word[1:]: sort for word in words if word.startswith("*")}
    heads = stems(table.get(sort, []) for sort in _ALL)
    openings = table.get("openings", [])
    exact = dict.fromkeys(openings, "plain") | exact
    return exact, heads, openings, ends, table.get("speaker", []), table.get("subjects", [])
