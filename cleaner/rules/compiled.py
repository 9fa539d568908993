"""Rules in the form that the scanner reads: plain numbers and texts, so that they can be kept on disk.

Reading the rule files of an article's languages and laying out their phrases takes 150 ms, which a hook would pay for
every batch of files; the compiled form is read in a few. It holds nothing that the rule files do not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.rules.book import acting, shipped
from cleaner.rules.cache import kept
from cleaner.rules.find import DECORATION
from cleaner.rules.load import Rule
from cleaner.rules.phrase import Phrase

DEEP, SHORT, LABEL = range(3)
"""Shelves of anchors: phrases that may stand inside prose, phrases for whole blocks, and labels."""
KEY_CHARS = 12
"""Anchors are looked up by their beginning: the automaton is built in a third of the time, and hits are 1 % more."""
_LABEL_CHARS = 10
"""Literal parts shorter than this ('Go', 'or', 'Close') count as blocks or in rows of labels, never inside prose."""
_FIGURED = frozenset({"n", "time", "date", "host", "handle", "email"})
_SETS = ("decisive", "weak", "speech")
_VALUES = tuple(each.name for each in fields(Rule) if each.name not in (*_SETS, "phrases", "parts", "removes", "keeps"))


Plain = tuple[str, int, tuple[int, ...], tuple[int, ...], tuple[int, ...], int]
"""An anchor: its text and shelf, its entries, those of them that need not begin with it, those before which no word
need begin, and the most spaces that one of them can have as a whole block."""
Shelves = dict[str, list[Plain]]
"""Beginning of an anchor -> anchors."""


class Entry(NamedTuple):
    """One phrase of a rule, and the part of a group that it stands for."""

    rule: Rule
    part: str | None
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Compiled:
    """`rules` without their phrases and examples; `entries` are (rule, part, source, exact, anchored, bordered);
    `literals` maps whole texts to entries; `main` and `tiny` hold anchors; `bare` (figures) and `names` are phrases
    of nothing but slots; `speech` are the verbs of speech of all rules' languages."""

    rules: list[tuple[tuple[Any, ...], tuple[tuple[str, ...], ...], tuple[str, ...]]]
    entries: list[tuple[int, str | None, str, bool, bool, bool]]
    literals: dict[str, tuple[int, ...]]
    main: Shelves
    tiny: Shelves
    bare: tuple[int, ...]
    names: tuple[int, ...]
    speech: tuple[str, ...]

    def plain(self) -> tuple[Any, ...]:
        """Return it as tuples, lists, dicts and texts only."""
        return tuple(getattr(self, each.name) for each in fields(self))

    def rule(self, index: int) -> Rule:
        """Return a rule without phrases and examples: what a judge asks about it."""
        values, sets, parts = self.rules[index]
        said: dict[str, Any] = dict(zip(_VALUES, values, strict=True))
        said |= {name: frozenset(words) for name, words in zip(_SETS, sets, strict=True)}
        return Rule(**said, parts=dict.fromkeys(parts, ()), removes=(), keeps=())

    def entry(self, index: int, rule: Rule) -> Entry:
        """Return a phrase, ready to be confirmed; `rule` is that of its entry."""
        _, part, source, exact, anchored, bordered = self.entries[index]
        phrase = Phrase(source, rule.id, exact=exact)
        phrase.anchored, phrase.bordered = anchored, bordered
        return Entry(rule, part, phrase)


def cached(language: str | None, extra: tuple[str, ...] = ()) -> Compiled:
    """Return the compiled rules for an article, from the cache or from the rule files. Raises RuleError."""
    files = (*shipped(), *map(Path, extra))
    return Compiled(*kept("rules", language or "*", files, lambda: compiled(acting(language, extra)).plain()))


def compiled(rules: Sequence[Rule]) -> Compiled:
    """Lay out the phrases of rules for the scanner."""
    entries: list[tuple[int, str | None, str, bool, bool, bool]] = []
    literals: dict[str, list[int]] = {}
    main: dict[tuple[str, int], list[int]] = {}
    tiny: dict[tuple[str, int], list[int]] = {}
    bare: list[int] = []
    names: list[int] = []
    spaces: list[int] = []
    for at, entry in _entries(rules):
        number, phrase = len(entries), entry.phrase
        entries.append((at, entry.part, phrase.source, phrase.exact, phrase.anchored, phrase.bordered))
        spaces.append(phrase.spaces)
        for text in phrase.literals or ():
            literals.setdefault(text.strip(DECORATION) or text, []).append(number)
        if not phrase.anchors:
            (bare if set(phrase.slots) <= _FIGURED else names).append(number)
        shelf = _shelf(entry)
        held = tiny if shelf == SHORT and phrase.weak else main
        for anchor in phrase.anchors:
            held.setdefault((anchor, shelf), []).append(number)
    return Compiled(
        [_plain(rule) for rule in rules],
        entries,
        {text: tuple(numbers) for text, numbers in literals.items()},
        _shelved(main, entries, spaces),
        _shelved(tiny, entries, spaces),
        tuple(bare),
        tuple(names),
        tuple(sorted({word for rule in rules for word in rule.speech})),
    )


def _plain(rule: Rule) -> tuple[tuple[Any, ...], tuple[tuple[str, ...], ...], tuple[str, ...]]:
    sets = tuple(tuple(sorted(getattr(rule, name))) for name in _SETS)
    return tuple(getattr(rule, name) for name in _VALUES), sets, tuple(rule.parts)


def _shelved(
    anchors: dict[tuple[str, int], list[int]],
    entries: Sequence[tuple[int, str | None, str, bool, bool, bool]],
    spaces: Sequence[int],
) -> Shelves:
    out: Shelves = {}
    for (text, shelf), numbers in anchors.items():
        within = tuple(n for n in numbers if not entries[n][4])
        unbordered = tuple(n for n in numbers if not entries[n][5])
        most = max(spaces[n] for n in numbers)
        out.setdefault(text[:KEY_CHARS], []).append((text, shelf, tuple(numbers), within, unbordered, most))
    return out


def _entries(rules: Sequence[Rule]) -> Iterator[tuple[int, Entry]]:
    for at, rule in enumerate(rules):
        for phrase in rule.phrases:
            yield at, Entry(rule, None, phrase)
        for part, phrases in rule.parts.items():
            for phrase in phrases:
                yield at, Entry(rule, part, phrase)


def _shelf(entry: Entry) -> int:
    literals = entry.phrase.literals
    whole = entry.part is None and entry.rule.scope == "block"
    if literals and (whole or _label(entry, literals)):
        return LABEL
    return SHORT if whole and "rest" not in entry.phrase.slots else DEEP


def _label(entry: Entry, literals: tuple[str, ...]) -> bool:
    """Tell whether a literal part says nothing inside prose: a short one, or one that counts only beside others."""
    longest = max(map(len, literals))
    return longest < _LABEL_CHARS or (entry.part in entry.rule.weak and longest < 3 * _LABEL_CHARS)
