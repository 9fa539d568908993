"""One scan finds what every phrase of every rule says about a block.

An Aho-Corasick automaton over the phrases' anchors reads the folded view once; only phrases whose anchor stands there
are confirmed with their bounded pattern. Whole-block literals are one dictionary look-up. A `Reader` remembers the
blocks it has read, for the rounds of one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from cleaner.rules.find import DECORATION, around, border, core, possible, slots
from cleaner.rules.find import whole as whole_match
from cleaner.rules.load import Rule, rulebook
from cleaner.rules.match import ROW_CHARS, Match, Reading
from cleaner.rules.need import Facts
from cleaner.rules.phrase import Phrase
from cleaner.rules.view import View, view

_LABELS_CHARS = 160
"""Up to here a block may be a row of labels glued together."""
_LABEL_CHARS = 10
"""Literal parts shorter than this ('Go', 'or', 'Close') count as blocks or in rows of labels, never inside prose."""
_SHORT_CHARS = 500
"""Phrases that must be a whole block are tried on blocks up to here."""
_SENTENCE = 60
"""A block of so many characters may be a sentence in which somebody speaks."""
_TINY_CHARS = 200
"""Phrases whose only literals are a short word or a sign ('by', '©', '|') are tried on blocks up to here."""
_BARE_CHARS = 80
"""Phrases that are nothing but slots (a date, a counter) are tried on blocks up to here."""
_ENDED = frozenset(".!?")
"""One word that ends like a sentence ("Pause.") is a line of dialogue, not a label."""
_FIGURED = frozenset({"n", "time", "date", "host", "handle", "email"})
_FIGURES = re.compile(r"[\d@]|\w\.\w")
"""Without a digit, an @ or a host's dot no phrase of mere slots can match."""


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: Rule
    part: str | None
    phrase: Phrase


class Scanner:
    """Phrases of a set of rules, compiled. Immutable after construction, shared by threads."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._literals: dict[str, list[_Entry]] = {}
        self._bare: list[_Entry] = []
        self._names: list[_Entry] = []
        deep: dict[str, list[_Entry]] = {}
        short: dict[str, list[_Entry]] = {}
        tiny: dict[str, list[_Entry]] = {}
        labels: dict[str, list[_Entry]] = {}
        for entry in _entries(rules):
            literals = entry.phrase.literals
            for text in literals or ():
                self._literals.setdefault(text.strip(DECORATION) or text, []).append(entry)
            shelf = deep
            if literals and (_whole(entry) or _label(entry, literals)):
                shelf = labels
            elif _whole(entry) and "rest" not in entry.phrase.slots:
                shelf = tiny if entry.phrase.weak else short
            if not entry.phrase.anchors:
                (self._bare if set(entry.phrase.slots) <= _FIGURED else self._names).append(entry)
            for anchor in entry.phrase.anchors:
                shelf.setdefault(anchor, []).append(entry)
        self._tiny, self._tiny_entries = _automaton(tiny)
        # one pass finds the anchors of three shelves: the index tells which
        self._main = _built([*deep, *short, *labels])
        self._main_entries = [*deep.values(), *short.values(), *labels.values()]
        self._short_from, self._labels_from = len(deep), len(deep) + len(short)
        words = sorted({word for rule in rules for word in rule.speech})
        self._speech = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else None

    def read(self, text: str) -> Reading:
        """Return every match in one block's text."""
        seen = view(text)
        start, end = core(seen.folded)
        if start >= end:
            start, end = 0, len(seen.folded)
        whole = {}
        word, ended = seen.folded[start:end], not _ENDED.isdisjoint(seen.folded[end:])
        for entry in self._literals.get(word, ()) if " " in word or not ended else ():
            whole[entry.rule.id, entry.part] = Match(entry.rule, entry.part, 0, len(text))
        inside: list[Match] = []
        bare = end - start <= _BARE_CHARS and not whole and _FIGURES.search(seen.text, start, end)
        for entry in (*self._names, *(self._bare if bare else ())) if end - start <= _BARE_CHARS and not whole else ():
            if full := whole_match(entry.phrase, seen, (start, end)):
                whole[entry.rule.id, entry.part] = Match(entry.rule, entry.part, 0, len(text), slots(full))
        facts = Facts(seen.folded)
        for entry, at in self._hits(seen, (start, end), facts, named=any(not m.rule.grouped for m in whole.values())):
            phrase = entry.phrase
            if not (phrase.timed and not facts.timed) and not (phrase.dated and not facts.dated):
                self._confirm(entry, at, seen, (start, end), text, whole, inside)
        return Reading(tuple(whole.values()), tuple(inside))

    def _spoken(self, folded: str) -> bool:
        """Tell whether somebody says something in a piece of text; then phrases with open ends may not take it."""
        return self._speech is not None and len(folded) >= _SENTENCE and self._speech.search(folded) is not None

    def _hits(self, seen: View, core: tuple[int, int], facts: Facts, *, named: bool) -> list[tuple[_Entry, int]]:
        """Return phrases whose anchor stands in the block, and where; those that cannot be there are left out early."""
        length = core[1] - core[0]
        hits = _find(self._main, seen)
        out = _bordered([hit for hit in hits if hit[0] < self._short_from], self._main_entries, seen)
        if length <= _SHORT_CHARS and hits:
            out += self._starting(hits, seen, core[0], facts, anywhere=length <= _LABELS_CHARS)
        if length <= _TINY_CHARS and not named and (tiny := _find(self._tiny, seen)):
            figures = _FIGURES.search(seen.text) is not None
            found = _bordered(tiny, self._tiny_entries, seen)
            out += [(entry, at) for entry, at in found if figures or not entry.phrase.figured]
        if length <= _LABELS_CHARS and not named and hits:
            out += _bordered([hit for hit in hits if hit[0] >= self._labels_from], self._main_entries, seen)
        return out

    def _starting(
        self, hits: Sequence[tuple[int, int, int]], seen: View, core: int, facts: Facts, *, anywhere: bool
    ) -> Iterator[tuple[_Entry, int]]:
        """Yield phrases for whole blocks that may have their anchor here: first, in a row of labels, or at a sentence's
        start."""
        long = len(seen.folded) > ROW_CHARS
        for index, at, _ in hits:
            if not self._short_from <= index < self._labels_from:
                continue
            begins = anywhere or seen.folded[at - 2] in ".!?:|"
            free = at == core or border(seen.text, at)
            for entry in self._main_entries[index]:
                if long and facts.spaces > entry.phrase.spaces:
                    continue  # more words than the phrase can have, and too long for a row of phrases
                if at == core or ((free or not entry.phrase.bordered) and (begins or not entry.phrase.anchored)):
                    yield entry, at

    def _confirm(
        self,
        entry: _Entry,
        at: int,
        seen: View,
        core: tuple[int, int],
        text: str,
        whole: dict[tuple[str, str | None], Match],
        inside: list[Match],
    ) -> None:
        key = (entry.rule.id, entry.part)
        if key in whole:
            return
        phrase = entry.phrase
        if not possible(phrase, seen.folded):
            return
        if not (phrase.open_start or phrase.open_end) and (full := whole_match(phrase, seen, core)):
            if phrase.endless and self._spoken(seen.folded):
                return
            whole[key] = Match(entry.rule, entry.part, 0, len(text), slots(full))
            return
        found = around(phrase, seen, at)
        if found is None:
            return
        start, end, said = found
        if phrase.endless and self._spoken(seen.folded[start:end]):
            return
        if start <= core[0] and end >= core[1]:
            whole[key] = Match(entry.rule, entry.part, 0, len(text), said)
        else:
            inside.append(Match(entry.rule, entry.part, *seen.original(start, end), said))


class Reader:
    """A scanner with a memory for the blocks of one document. Not shared between documents."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._read: dict[str, Reading] = {}

    def read(self, text: str) -> Reading:
        """Return the reading of a block's text, from memory if it was read before."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = self._scanner.read(text)
        return found


@cache
def scanner(language: str | None, extra: tuple[str, ...] = ()) -> Scanner:
    """Return the scanner for articles of a language (shipped rules and further rule files)."""
    return Scanner(rulebook(extra).speaking(language))


def _entries(rules: tuple[Rule, ...]) -> Iterator[_Entry]:
    for rule in rules:
        for phrase in rule.phrases:
            yield _Entry(rule, None, phrase)
        for part, phrases in rule.parts.items():
            for phrase in phrases:
                yield _Entry(rule, part, phrase)


def _whole(entry: _Entry) -> bool:
    """Tell whether a phrase must be a block by itself."""
    return entry.part is None and entry.rule.scope == "block"


def _label(entry: _Entry, literals: tuple[str, ...]) -> bool:
    """Tell whether a literal part says nothing inside prose: a short one, or one that counts only beside others."""
    longest = max(map(len, literals))
    return longest < _LABEL_CHARS or (entry.part in entry.rule.weak and longest < 3 * _LABEL_CHARS)


def _automaton(shelf: dict[str, list[_Entry]]) -> tuple[ahocorasick_rs.AhoCorasick | None, list[list[_Entry]]]:
    return _built(list(shelf)), list(shelf.values())


def _built(anchors: list[str]) -> ahocorasick_rs.AhoCorasick | None:
    if not anchors:
        return None
    return ahocorasick_rs.AhoCorasick(
        anchors,
        matchkind=ahocorasick_rs.MatchKind.Standard,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )


def _find(automaton: ahocorasick_rs.AhoCorasick | None, seen: View) -> list[tuple[int, int, int]]:
    return automaton.find_matches_as_indexes(seen.folded, overlapping=True) if automaton else []


def _bordered(
    hits: Sequence[tuple[int, int, int]], entries: list[list[_Entry]], seen: View
) -> list[tuple[_Entry, int]]:
    """Return the entries whose anchor may stand where it was found: most want a word to begin."""
    out = []
    for index, at, _ in hits:
        free = border(seen.text, at)
        out += [(entry, at) for entry in entries[index] if free or not entry.phrase.bordered]
    return out
