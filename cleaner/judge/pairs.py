"""Marks that open and close a stretch: "Skip X post" … "End of X post". What stands between is no part of a story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.article import Block, Verdict
from cleaner.options import Options
from cleaner.rules.embedded import embedded
from cleaner.rules.load import Rule
from cleaner.rules.match import Match, Reading

_PROSE = 2
"""A post or a form holds at most so many paragraphs of prose; with more, only the marks go."""


def pairs(blocks: Sequence[Block], readings: Sequence[Reading], options: Options) -> Iterator[Verdict]:
    """Yield verdicts on the marks of pairs, and on what stands between an opening and its closing mark."""
    found = {m.rule.id: m.rule for r in readings for m in r.whole if m.rule.paired}
    for rule in found.values():
        if rule.acts(options):
            yield from _paired(rule, blocks, readings)


def _paired(rule: Rule, blocks: Sequence[Block], readings: Sequence[Reading]) -> Iterator[Verdict]:
    marks = {i: m for i, r in enumerate(readings) for m in r.whole if m.rule.id == rule.id}
    opened: int | None = None
    for i, match in sorted(marks.items()):
        if match.part == "opens":
            if opened is not None:
                yield from _taken(rule, marks[opened], range(opened, opened + 1), blocks)
            opened = i
            continue
        if opened is not None and i - opened <= rule.reach + 1 and _held(blocks[opened + 1 : i]):
            yield from _taken(rule, marks[opened], range(opened, i + 1), blocks)
        else:
            yield from _taken(rule, match, range(i, i + 1), blocks)
            if opened is not None:
                yield from _taken(rule, marks[opened], range(opened, opened + 1), blocks)
        opened = None
    if opened is not None:
        yield from _taken(rule, marks[opened], range(opened, opened + 1), blocks)


def _held(between: Sequence[Block]) -> bool:
    return sum(block.prose for block in between) <= _PROSE


def _taken(rule: Rule, match: Match, stretch: range, blocks: Sequence[Block]) -> Iterator[Verdict]:
    told = embedded([match], [blocks[i].text for i in stretch]) if rule.family == "embed" else {}
    for i in stretch:
        yield Verdict(i, rule.family, rule.id, "rules", told, group=stretch[0], decisive=True)
