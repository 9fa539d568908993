"""Phrases: literal text with typed slots, alternatives and ellipses, compiled to one bounded pattern each.

A phrase is what a native speaker writes into a rule file (docs/rules.md):
literal words, `{a|b|}` alternatives, `…` for up to 14 words of the same sentence, and the slots below. Every pattern is
built here and nowhere else, so that all of them are bounded and none can run away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from math import prod

from cleaner.errors import RuleError
from cleaner.rules.need import leads, most_spaces, needs
from cleaner.rules.slots import SLOTS, STRICT, sure
from cleaner.rules.view import fold, view

_GAP = r"(?: |(?<!\w)|(?!\w)|(?<=(?-i:[a-zß-öø-ÿ\d]))(?=(?-i:[A-ZÀ-ÖØ-Þ]))|(?<=[^\W\d])(?=\d))"
"""A space; or nothing where no two words would run together (an empty alternative leaves two spaces), or where a
scraper glued two lines: a capital behind a small letter."""
_ELLIPSIS = r"(?:[^\s.!?…][^\s!?…]{0,80}(?<!\.) ){0,14}?"
_TOKEN = re.compile(r"\{([^{}]*)\}|…|\.\.\.")
MAX_ANCHORS = 48
"""A phrase is looked up by at most so many literal texts."""
MAX_LITERALS = 64
"""Phrases that stand for more texts than this are matched by pattern instead of by look-up."""
_GOOD_ANCHOR = 3


class Phrase:
    """One phrase of a rule. `source` is what the rule file says; `name` where it stands, for error messages."""

    __slots__ = ("__dict__", "exact", "name", "pieces", "source")

    def __init__(self, source: str, name: str, *, exact: bool = False) -> None:
        self.source = source
        self.name = name
        self.exact = exact
        self.pieces = _pieces(source, name)
        if self.open and sum(map(_letters, self.pieces)) < 10:
            raise RuleError(
                f"{name}: {source!r} has an ellipsis and under 10 literal letters", hint="add more literal words"
            )

    @property
    def open(self) -> bool:
        """Whether the phrase has an ellipsis."""
        return any(kind == "ellipsis" for kind, _ in self.pieces)

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Names of the slots, in order."""
        return tuple(text for kind, text in self.pieces if kind == "slot")

    @cached_property
    def literals(self) -> tuple[str, ...] | None:
        """Every normalised literal text the phrase stands for when it has no slot and no ellipsis, else None."""
        if self.exact or any(kind in ("slot", "ellipsis") for kind, _ in self.pieces):
            return None
        options = [text.split("|") if kind == "choice" else [text] for kind, text in self.pieces]
        if prod(map(len, options)) > MAX_LITERALS:
            return None
        return tuple(dict.fromkeys(_squeeze("".join(combo)) for combo in product(*options)))

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Folded literals of which at least one stands in every match: the longest fixed run, or all alternatives of
        one. Empty when the phrase is nothing but slots; those are tried on short blocks only."""
        return self._anchored[0]

    @cached_property
    def weak(self) -> bool:
        """Whether the anchors are so short that they stand everywhere; such phrases are tried on short blocks only."""
        return min(map(len, self.anchors), default=0) < _GOOD_ANCHOR

    @cached_property
    def anchored(self) -> bool:
        """Whether every match begins with its anchor."""
        return self._anchored[1]

    @cached_property
    def bordered(self) -> bool:
        """Whether a word begins where the anchor does."""
        return self._anchored[2]

    @cached_property
    def endless(self) -> bool:
        """Whether it takes words that nobody foresaw: an ellipsis, a headline, the rest of a block."""
        return self.open or not {"headline", "rest"}.isdisjoint(self.slots)

    @cached_property
    def asks(self) -> bool:
        """Whether a match may be a question: a mark stands in it, or words that nobody foresaw."""
        return "?" in self.source or self.endless

    @cached_property
    def figured(self) -> bool:
        """Whether no match is without a digit."""
        return not {"n", "time", "date"}.isdisjoint(self.slots)

    @cached_property
    def timed(self) -> bool:
        """Whether no match is without a time of day."""
        return "time" in self.slots

    @cached_property
    def dated(self) -> bool:
        """Whether no match is without a date."""
        return "date" in self.slots

    @cached_property
    def spaces(self) -> int:
        """Most spaces in a match."""
        return most_spaces(self.pieces)

    @cached_property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Folded words that no match is without: one of each group."""
        return needs(self.pieces)

    @cached_property
    def leads(self) -> tuple[str, ...]:
        """Folded words of which one begins every match; empty where a slot may come first."""
        return leads(self._inner)

    @cached_property
    def tails(self) -> tuple[str, ...]:
        """Folded words of which one ends every match; empty where a slot may come last."""
        return leads(self._inner, last=True)

    @property
    def _inner(self) -> tuple[tuple[str, str], ...]:
        return self.pieces[self.open_start : len(self.pieces) - self.open_end]

    @cached_property
    def _anchored(self) -> tuple[tuple[str, ...], bool, bool]:
        best: list[list[str]] = []
        length, first = 0, False
        for k, run in enumerate(self._runs()):
            for at_start, pieces, shortest in _windows(run):
                if shortest > length:
                    best, length, first = pieces, shortest, at_start and k == 0
        if not best and self.literals is not None:
            return self.literals, True, True
        if not best and (wide := [piece for run in self._runs() for piece in run if len(piece) > 1 and all(piece)]):
            best, first = [max(wide, key=lambda piece: min(map(len, piece)))], False
        raw = ["".join(combo) for combo in product(*best)] if best else []
        first = first and self.pieces[0][0] in ("text", "choice")
        return tuple(dict.fromkeys(map(_squeeze, raw))), first, first or all(text[:1] == " " for text in raw)

    def _runs(self) -> list[list[list[str]]]:
        """Return the stretches without slot or ellipsis, each a list of pieces, each piece the texts it may be."""
        runs: list[list[list[str]]] = [[]]
        for kind, text in self.pieces:
            if kind in ("slot", "ellipsis"):
                runs.append([])
            else:
                runs[-1].append(text.split("|") if kind == "choice" else [text])
        return [run for run in runs if run]

    @cached_property
    def open_start(self) -> bool:
        """Whether the match runs back to the start of its sentence."""
        return self.pieces[0][0] == "ellipsis"

    @cached_property
    def open_end(self) -> bool:
        """Whether the match runs on to the end of its sentence."""
        return self.pieces[-1][0] == "ellipsis"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase between its outer ellipses as one bounded, case-insensitive pattern. A space may be missing:
        scrapers glue words where a line break stood."""
        return self._compiled(SLOTS)

    @cached_property
    def strict(self) -> re.Pattern[str]:
        """The same pattern with the words of dates spelt out; ten times as slow to compile."""
        return self._compiled(STRICT)

    def _compiled(self, slots: Mapping[str, str]) -> re.Pattern[str]:
        seen: dict[str, int] = {}
        body = "".join(_piece(kind, text, seen, slots) for kind, text in self._inner)
        return re.compile(body, 0 if self.exact else re.IGNORECASE)

    def match(self, text: str, start: int, end: int, *, full: bool = False) -> re.Match[str] | None:
        """Match at a place of a normalised text, to its end with `full`; dates are dates and names begin like names."""
        found = self.pattern.fullmatch(text, start, end) if full else self.pattern.match(text, start, end)
        if found is None or sure(found):
            return found
        if not self.dated:
            return None
        return sure(self.strict.fullmatch(text, start, end) if full else self.strict.match(text, start, end))


def _pieces(source: str, name: str) -> tuple[tuple[str, str], ...]:
    """Split a phrase into (kind, text): text, choice, slot, ellipsis."""
    plain = view(source.strip()).text
    out: list[tuple[str, str]] = []
    at = 0
    if plain.count("{") != plain.count("}"):
        raise RuleError(f"{name}: a brace is not closed in {source!r}", hint="slots and alternatives stand in { }")
    for match in _TOKEN.finditer(plain):
        if match.start() > at:
            out.append(("text", plain[at : match.start()]))
        out.append(_special(match, name, source))
        at = match.end()
    if at < len(plain):
        out.append(("text", plain[at:]))
    while len(out) > 2 and _optional(out[-1]) and any(kind == "ellipsis" for kind, _ in out[-3:-1]):
        out.pop()  # behind an ellipsis, what may be missing says nothing
    if any("{" in text or "}" in text for kind, text in out if kind == "text"):
        raise RuleError(f"{name}: braces inside braces in {source!r}", hint="write the alternatives out as phrases")
    if not out or all(kind == "ellipsis" for kind, _ in out):
        raise RuleError(f"{name}: empty phrase {source!r}", hint="write the words that stand in the text")
    return tuple(out)


def _optional(piece: tuple[str, str]) -> bool:
    return not piece[1].strip() if piece[0] == "text" else piece[0] == "choice" and "" in piece[1].split("|")


def _special(match: re.Match[str], name: str, source: str) -> tuple[str, str]:
    body = match.group(1)
    if body is None:
        return ("ellipsis", "")
    if "\\|" in body:
        raise RuleError(
            f"{name}: a bar in braces in {source!r}", hint="it parts alternatives; write phrases with the bar outside"
        )
    if "|" in body:
        return ("choice", body)
    if body not in SLOTS:
        raise RuleError(
            f"{name}: unknown slot {{{body}}} in {source!r}", hint=f"slots: {', '.join(SLOTS)}; alternatives need a |"
        )
    return ("slot", body)


def _letters(piece: tuple[str, str]) -> int:
    """Count the literal letters that a piece is sure to have."""
    kind, text = piece
    if kind == "choice":
        return min(sum(map(str.isalpha, alternative)) for alternative in text.split("|"))
    return sum(map(str.isalpha, text)) if kind == "text" else 0


def _squeeze(text: str) -> str:
    return fold(" ".join(text.split()))


def _windows(run: list[list[str]]) -> Iterator[tuple[bool, list[list[str]], int]]:
    """Yield every window of neighbouring pieces that stands for few enough texts: whether it is the first, the
    pieces, and the length of the shortest text."""
    shortest = [min(len(text.strip()) for text in piece) for piece in run]
    for start in range(len(run)):
        for end in range(start + 1, len(run) + 1):
            pieces = run[start:end]
            if prod(map(len, pieces)) > MAX_ANCHORS:
                break
            yield start == 0, pieces, sum(shortest[start:end])


def _piece(kind: str, text: str, seen: dict[str, int], slots: Mapping[str, str]) -> str:
    if kind == "ellipsis":
        return _ELLIPSIS
    if kind == "text":
        return _literal(text)
    if kind == "choice":
        return "(?:" + "|".join(map(_literal, sorted(text.split("|"), key=len, reverse=True))) + ")"
    seen[text] = seen.get(text, 0) + 1
    return f"(?P<{text}{seen[text] if seen[text] > 1 else ''}>{slots[text]})"


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", _GAP)
