"""One scan finds what every phrase of every rule says about a block.

An Aho-Corasick automaton over the phrases' anchors reads the folded view once; only phrases whose anchor stands there
are confirmed with their bounded pattern. Whole-block literals are one dictionary look-up. The last blocks are
remembered: a document is read in rounds, and furniture comes in every document of a publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate

from cleaner.rules.automaton import automaton, find
from cleaner.rules.compiled import DEEP, LABEL, SHORT, Compiled, Entry, cached, compiled
from cleaner.rules.find import around, border, core, fragment, possible, slots
from cleaner.rules.find import whole as whole_match
from cleaner.rules.labels import labels
from cleaner.rules.load import Rule
from cleaner.rules.match import NOTHING, ROW_CHARS, Match, Reading
from cleaner.rules.need import Facts
from cleaner.rules.slips import Slips
from cleaner.rules.view import SEPARATOR, View, view, views

_LABELS_CHARS = 160
"""Up to here a block may be a row of labels glued together."""
_SHORT_CHARS = 500
"""Phrases that must be a whole block are tried on blocks up to here."""
_SENTENCE = 60
"""A block of so many characters may be a sentence in which somebody speaks."""
_TINY_CHARS = 200
"""Phrases whose only literals are a short word or a sign ('by', '©', '|') are tried on blocks up to here."""
_BARE_CHARS = 80
"""Phrases that are nothing but slots (a date, a counter) are tried on blocks up to here."""
_STARTS = ".!?:|"
"""Signs two places before a phrase in a row of phrases."""
_ENDED = frozenset(".!?")
"""One word that ends like a sentence ("Pause.") is a line of dialogue, not a label."""
_REMEMBERED, _MEMORABLE = 4_000, 2_000
"""So many blocks are remembered, up to so many characters each: the rounds of a document, and what comes in each."""
_FIGURES = re.compile(r"[\d@]|\w\.\w")
"""Without a digit, an @ or a host's dot no phrase of mere slots can match."""


class Scanner:
    """Compiled rules, ready to read blocks. Shared by threads: what it remembers is the same whoever asks first."""

    def __init__(self, rules: Sequence[Rule] | Compiled) -> None:
        self._compiled = data = rules if isinstance(rules, Compiled) else compiled(rules)
        self._rules: list[Rule | None] = [None] * len(data.rules)
        self._entries: list[Entry | None] = [None] * len(data.entries)
        self._main, self._main_shelves = automaton(data.main)
        self._tiny, self._tiny_shelves = automaton(data.tiny)
        self._memory: dict[str, Reading] = {}
        words = data.speech
        self._speech = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else None

    @cached_property
    def slips(self) -> Slips:
        """The words of placeholders, to mend slips of the pen in them; few documents ask for it."""
        parts = (source for _, part, source, *_ in self._compiled.entries if part)
        return Slips(parts)

    def _entry(self, number: int) -> Entry:
        """Return a phrase; most are never asked for, so each is made when its anchor is first found."""
        found = self._entries[number]
        if found is None:
            at = self._compiled.entries[number][0]
            rule = self._rules[at] or self._compiled.rule(at)
            self._rules[at] = rule
            found = self._entries[number] = self._compiled.entry(number, rule)
        return found

    def read(self, text: str) -> Reading:
        """Return every match in one block's text."""
        return self.read_view(view(text), len(text))

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """Return every match in each of several blocks' texts, from memory where they were read before."""
        found = {text: self._memory.get(text) for text in texts}
        new = [text for text, reading in found.items() if reading is None]
        if new:
            readings = dict(zip(new, self._read_new(new), strict=True))
            found.update(readings)
            if len(self._memory) > _REMEMBERED:
                self._memory.clear()
            self._memory.update((text, reading) for text, reading in readings.items() if len(text) <= _MEMORABLE)
        return [reading for text in texts if (reading := found[text]) is not None]

    def _read_new(self, texts: Sequence[str]) -> list[Reading]:
        """Read several blocks; one pass of the automaton finds where the anchors of all of them stand."""
        seen = views(texts)
        found: list[list[tuple[int, int, int]]] = [[] for _ in texts]
        starts = [0, *accumulate(len(each.folded) + 1 for each in seen)]
        at = 0
        for key, start, end in find(self._main, SEPARATOR.join(each.folded for each in seen)):
            while start >= starts[at + 1]:
                at += 1
            found[at].append((key, start - starts[at], end))
        return [self._read(*each) for each in zip(seen, map(len, texts), found, strict=True)]

    def read_view(self, seen: View, size: int) -> Reading:
        """Return every match in one block of `size` characters, given its view."""
        return self._read(seen, size, find(self._main, seen.folded))

    def _read(self, seen: View, size: int, found: Sequence[tuple[int, int, int]]) -> Reading:
        """Return every match in a block, given where its anchors may stand."""
        start, end = core(seen.folded)
        if start >= end:
            start, end = 0, len(seen.folded)
        whole: dict[tuple[str, str | None], Match] = {}
        word, ended = seen.folded[start:end], not _ENDED.isdisjoint(seen.folded[end:])
        for number in self._compiled.literals.get(word, ()) if " " in word or not ended else ():
            entry = self._entry(number)
            if _heads(entry, seen.folded, end):
                continue
            whole[entry.rule.id, entry.part] = Match(entry.rule, entry.part, 0, size)
        if end - start <= _BARE_CHARS and not whole:
            self._slotted(seen, (start, end), size, whole)
        if not found and end - start > _TINY_CHARS:
            return Reading(tuple(whole.values())) if whole else NOTHING
        inside: list[Match] = []
        facts = Facts(seen.folded)
        named = any(not m.rule.grouped for m in whole.values())
        for entry, at in self._hits(seen, (start, end), facts, found, named=named):
            phrase = entry.phrase
            if phrase.figured and not (
                facts.figures and (facts.timed or not phrase.timed) and (facts.dated or not phrase.dated)
            ):
                continue
            self._confirm(entry, at, seen, (start, end), size, whole, inside)
        return Reading(tuple(whole.values()), tuple(inside)) if whole or inside else NOTHING

    def _slotted(
        self, seen: View, core: tuple[int, int], size: int, whole: dict[tuple[str, str | None], Match]
    ) -> None:
        """Try the phrases that are nothing but slots."""
        figures = self._compiled.bare if _FIGURES.search(seen.text, *core) else ()
        for number in (*self._compiled.names, *figures):
            entry = self._entry(number)
            if full := whole_match(entry.phrase, seen, core):
                whole[entry.rule.id, entry.part] = Match(entry.rule, entry.part, 0, size, slots(full))

    def says(self, folded: str) -> bool:
        """Tell whether a verb of speech stands in a folded text."""
        return self._speech is not None and self._speech.search(folded) is not None

    def _spoken(self, folded: str) -> bool:
        """Tell whether somebody says something in a piece of text; then phrases with open ends may not take it."""
        return len(folded) >= _SENTENCE and self.says(folded)

    def _hits(
        self,
        seen: View,
        core: tuple[int, int],
        facts: Facts,
        found: Sequence[tuple[int, int, int]],
        *,
        named: bool,
    ) -> list[tuple[Entry, int]]:
        """Return phrases whose anchor stands in the block, and where; those that cannot be there are left out early.

        Phrases that may stand inside prose come first, then those for whole blocks, short ones, and labels.
        """
        first, length, folded = core[0], core[1] - core[0], seen.folded
        deep: list[tuple[Entry, int]] = []
        short: list[tuple[Entry, int]] = []
        labels: list[tuple[Entry, int]] = []
        last = DEEP if length > _SHORT_CHARS else SHORT if length > _LABELS_CHARS or named else LABEL
        row = len(folded) <= ROW_CHARS
        for key, at, _ in found:
            for anchor, shelf, numbers, within, unbordered, spaces in self._main_shelves[key]:
                if shelf > last or not folded.startswith(anchor, at):
                    continue
                begun = at == first or border(seen.text, at)
                if not begun and not unbordered:
                    continue
                if shelf == DEEP:
                    deep += [(self._entry(n), at) for n in (numbers if begun else unbordered)]
                elif shelf == LABEL:
                    labels += [(self._entry(n), at) for n in (numbers if begun else unbordered)]
                elif row or facts.spaces <= spaces:  # else more words than the phrases can have, and no row of phrases
                    if at != first and length > _LABELS_CHARS and folded[at - 2] not in _STARTS:
                        numbers = within
                    entries = (self._entry(n) for n in numbers if begun or n in unbordered)
                    short += [(entry, at) for entry in entries if row or facts.spaces <= entry.phrase.spaces]
        if length <= _TINY_CHARS and not named:
            short += self._tiny_hits(seen, facts)
        return [*deep, *short, *labels]

    def _tiny_hits(self, seen: View, facts: Facts) -> Iterator[tuple[Entry, int]]:
        """Yield phrases whose anchor is a short word or a sign."""
        for key, at, _ in find(self._tiny, seen.folded):
            for _, _, numbers, _, unbordered, _ in self._tiny_shelves[key]:
                for number in numbers if border(seen.text, at) else unbordered:
                    entry = self._entry(number)
                    if facts.figures or not entry.phrase.figured:
                        yield entry, at

    def anchored(self, seen: View) -> Iterator[tuple[Entry, int]]:
        """Yield the phrases whose anchor stands anywhere in a view, however long, and where."""
        for machine, shelves in ((self._main, self._main_shelves), (self._tiny, self._tiny_shelves)):
            for key, at, _ in find(machine, seen.folded):
                for anchor, _, numbers, _, unbordered, _ in shelves[key]:
                    if seen.folded.startswith(anchor, at):
                        yield from ((self._entry(n), at) for n in (numbers if border(seen.text, at) else unbordered))

    def figured(self) -> Iterator[Entry]:
        """Yield the phrases that are nothing but a date, a time or a counter."""
        return map(self._entry, self._compiled.bare)

    def _confirm(
        self,
        entry: Entry,
        at: int,
        seen: View,
        core: tuple[int, int],
        size: int,
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
            if _heads(entry, seen.folded, core[1]):
                return
            if phrase.endless and (self._spoken(seen.folded) or fragment(full, seen, core)):
                return
            whole[key] = Match(entry.rule, entry.part, 0, size, slots(full))
            return
        found = around(phrase, seen, at)
        if found is None:
            return
        start, end, said = found
        if phrase.endless and self._spoken(seen.folded[start:end]):
            return
        if start <= core[0] and end >= core[1]:
            if " " not in seen.folded[core[0] : core[1]] and not _ENDED.isdisjoint(seen.folded[core[1] :]):
                return  # one word that ends like a sentence is a line of dialogue
            if _heads(entry, seen.folded, core[1]):
                return
            if phrase.figured and seen.text[core[1] : core[1] + 1] == ":":
                return  # a date with a colon heads what follows it
            whole[key] = Match(entry.rule, entry.part, 0, size, said)
        else:
            inside.append(Match(entry.rule, entry.part, *seen.original(start, end), said))


class Reader:
    """What the judges of one document ask a scanner."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner

    def read(self, text: str) -> Reading:
        """Return the reading of a block's text."""
        return self._scanner.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """Return the readings of several blocks' texts."""
        return self._scanner.read_all(texts)

    def labels(self, text: str) -> list[Match]:
        """Return the phrases for whole blocks that stand anywhere in a text whose blocks lost their borders."""
        return labels(self._scanner, text)

    def spoken(self, text: str) -> bool:
        """Tell whether somebody says something in a text, by the verbs of speech of its language."""
        return self._scanner.says(view(text).folded)

    def mended(self, text: str) -> Reading | None:
        """Return the reading of a block with slips of the pen in the words of placeholders mended; None without any."""
        seen = self._scanner.slips.mended(view(text))
        return self._scanner.read_view(seen, len(text)) if seen else None


@cache
def scanner(language: str | None, extra: tuple[str, ...] = ()) -> Scanner:
    """Return the scanner for articles of a language (shipped rules and further rule files)."""
    return Scanner(cached(language, extra))


def _heads(entry: Entry, folded: str, end: int) -> bool:
    """Tell whether a block asks what a banner's button does not: "Accept all cookies?" heads what follows."""
    return entry.rule.family == "consent" and "?" in folded[end:] and not entry.phrase.asks
