"""Placeholders of several parts: which runs of blocks are one, though publishers word each part anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.article import Block, Verdict
from cleaner.options import Options
from cleaner.rules.embedded import embedded
from cleaner.rules.load import Rule
from cleaner.rules.match import Reading, apart, covered, gate_sized
from cleaner.rules.providers import provider
from cleaner.rules.scan import Reader
from cleaner.rules.tongue import tongue

_GROUPED_SHARE = 0.6
"""In a placeholder with a new sentence in it, so much of a block's text must still be matched by parts."""
_BUTTON_CHARS = 30
"""A label of so many characters is one part, though two kinds of parts may be worded so ("Accept cookies")."""
_NAME_CHARS = 40
"""A name of a service that stands alone is shorter."""
_POST_CHARS = 700
"""The text of a post inside a placeholder is shorter than this."""
_POST = re.compile(
    r"(?:^|[\s(])@\w{2,30}|pic\.twitter\.com/|[—–-] .{2,60} \(@\w{2,30}\)|https?://t\.co/|(?:^|\s)#\w{3,40}"
)
"""Marks of a post: a handle, a hash tag, a shortened link."""
_MENDED = ("embed", "consent")
_NEIGHBOURS = 2
"""So far from a part that was read, a block may be a part with a slip of the pen in it."""


def placeholders(
    blocks: Sequence[Block], readings: Sequence[Reading], reader: Reader, options: Options
) -> Iterator[Verdict]:
    """Yield verdicts on the blocks of every placeholder."""
    found = {m.rule.id: m.rule for r in readings for m in (*r.whole, *r.inside) if m.rule.grouped and not m.rule.paired}
    for rule in found.values():
        if rule.acts(options):
            yield from _clusters(rule, blocks, readings, reader)


def _clusters(rule: Rule, blocks: Sequence[Block], readings: Sequence[Reading], reader: Reader) -> Iterator[Verdict]:
    """Yield the blocks of one group: runs of parts, names of services and the text of a post between them."""
    read = {i: reading for i, reading in enumerate(readings) if reading.whole or reading.inside}
    parts = {i: found for i, reading in read.items() if (found := _parts(rule, blocks[i], reading))}
    if parts and rule.family in _MENDED:
        for i, reading in _slips(rule, blocks, parts, reader):
            if found := _parts(rule, blocks[i], reading):
                parts[i], read[i] = found, reading
    for run in _runs(parts, blocks, rule):
        names = set().union(*(parts[i] for i in run if i in parts))
        if not _enough(rule, names):
            continue
        told = _detail(rule, [(blocks[i], read.get(i, Reading())) for i in run])
        for group in _stretches(run):
            for i in group:
                yield Verdict(
                    i, rule.family, rule.id, "rules", told, group=group[0], decisive=bool(names & rule.decisive)
                )


def _slips(
    rule: Rule, blocks: Sequence[Block], parts: Mapping[int, frozenset[str]], reader: Reader
) -> Iterator[tuple[int, Reading]]:
    """Yield second readings of the blocks around parts, with slips of the pen mended ("Zustimmmung")."""
    near = sorted({j for i in parts for j in range(i - _NEIGHBOURS, i + _NEIGHBOURS + 1)} - parts.keys())
    for j in near:
        if 0 <= j < len(blocks) and gate_sized(blocks[j].text) and (mended := reader.mended(blocks[j].text)):
            yield j, mended


def _parts(rule: Rule, block: Block, reading: Reading) -> frozenset[str]:
    """Return the parts that a block is made of; empty if it holds more than parts."""
    whole = {m.part for m in reading.whole if m.rule.id == rule.id and m.part}
    inside = [m for m in reading.inside if m.rule.id == rule.id and m.part]
    if len(whole) > 1 and len(block.text) <= _BUTTON_CHARS:
        return frozenset([min(whole, key=lambda part: (part not in rule.decisive, part in rule.weak, part))])
    if whole:
        return frozenset(whole)
    names = frozenset(m.part for m in apart(inside) if m.part)
    if not inside or not gate_sized(block.text):
        return frozenset()
    share = covered(block.text, inside)
    known = len(names) > 1 and bool(names & rule.decisive)
    return names if share == 1.0 or (known and share >= _GROUPED_SHARE) else frozenset()


def _runs(parts: Mapping[int, frozenset[str]], blocks: Sequence[Block], rule: Rule) -> Iterator[list[int]]:
    """Group neighbouring parts. A name of a service may stand alone between two of them and goes along; the text of a
    post may stand between them and stays."""
    run: list[int] = []
    for i in sorted(parts):
        between = range(run[-1] + 1, i) if run else range(0)
        if run and (len(between) > rule.reach or not _bridged(run, between, blocks)):
            yield run
            run, between = [], range(0)
        run.extend((*(j for j in between if _names_service(blocks[j])), i))
    if run:
        yield run


def _bridged(run: Sequence[int], between: range, blocks: Sequence[Block]) -> bool:
    strangers = [blocks[j].text for j in between if not _names_service(blocks[j])]
    if not strangers:
        return True
    said = "\n".join(strangers)
    if len(said) > _POST_CHARS or "\n\n" in said:
        return False
    if _POST.search(said):
        return True
    theirs, ours = tongue(said), tongue(" ".join(blocks[j].text for j in run))
    return theirs is not None and ours is not None and theirs != ours


def _names_service(block: Block) -> bool:
    text = block.text.rstrip()
    return len(text) <= _NAME_CHARS and not text.endswith((".", "!", "?")) and provider(text) is not None


def _stretches(run: Sequence[int]) -> Iterator[list[int]]:
    """Yield neighbouring blocks of a run: what stays between them parts one removal from the next."""
    group: list[int] = []
    for i in run:
        if group and i != group[-1] + 1:
            yield group
            group = []
        group.append(i)
    yield group


def _enough(rule: Rule, names: set[str]) -> bool:
    """Decide whether the parts found make a placeholder: a decisive one, or two of which one is not weak."""
    return bool(names & rule.decisive) or (len(names) > 1 and bool(names - rule.weak))


def _detail(rule: Rule, run: Sequence[tuple[Block, Reading]]) -> dict[str, Any]:
    found = [
        (block.text, m) for block, reading in run for m in (*reading.whole, *reading.inside) if m.rule.id == rule.id
    ]
    out: dict[str, Any] = {"parts": sorted({m.part for _, m in found if m.part})}
    if rule.family == "embed":
        out |= embedded([m for _, m in found], [block.text for block, _ in run])
    return out
