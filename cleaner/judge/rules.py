"""The judge that reads: what the phrases of the rule files say about whole blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cleaner.article import Block, Verdict
from cleaner.options import Options
from cleaner.rules.embedded import embedded
from cleaner.rules.load import Rule
from cleaner.rules.match import ROW_CHARS, Match, Reading, apart, covered, gate_sized
from cleaner.rules.names import credited
from cleaner.rules.providers import provider
from cleaner.rules.scan import Reader

_GROUPED_SHARE = 0.6
"""In a placeholder with a new sentence in it, so much of a block's text must still be matched by parts."""
_RUN = 12
"""Most blocks that leave behind a related-links heading."""
_HEADLINE_CHARS = 160
_LINKED = 0.8
_SAID = ("!", '!"', "!“", "!”", ".“", ".”", '."')
_STOPS = (".", ":", ";", ",", "…")


def rules(blocks: Sequence[Block], reader: Reader, options: Options) -> Iterator[Verdict]:
    """Yield verdicts for the blocks that rules name, given the kept blocks in order. Indices are into `blocks`."""
    readings = [reader.read(block.text) for block in blocks]
    if not any(reading.whole or reading.inside for reading in readings):
        return
    taken: set[int] = set()
    for verdict in (*_groups(blocks, readings, options), *_simple(blocks, readings, options)):
        if verdict.block not in taken:
            taken.add(verdict.block)
            yield verdict


def _simple(blocks: Sequence[Block], readings: Sequence[Reading], options: Options) -> Iterator[Verdict]:
    edges = _edges(blocks)
    by_block: dict[int, Match] = {}
    for i, (block, reading) in enumerate(zip(blocks, readings, strict=True)):
        if not (reading.whole or reading.inside):
            continue
        match = next((m for m in reading.whole if _fits(m.rule, i, block, edges, options)), None) or _row(
            i, block, reading, edges, options
        )
        if match:
            by_block[i] = match
    for i, match in by_block.items():
        yield Verdict(i, match.rule.family, match.rule.id, "rules", _told(match, blocks[i]), group=i)
        if match.rule.takes != "nothing":
            for j in _following(i, blocks, by_block, 1 if match.rule.takes == "one" else _RUN):
                yield Verdict(j, match.rule.family, match.rule.id, "rules", group=i)


def _fits(rule: Rule, i: int, block: Block, edges: tuple[int, int, int], options: Options) -> bool:
    if rule.grouped or not rule.acts(options) or (rule.max_chars and len(block.text) > rule.max_chars):
        return False
    top, head, tail = edges
    return {"any": True, "top": i < top, "head": i < head, "tail": i > tail}[rule.position]


def _row(i: int, block: Block, reading: Reading, edges: tuple[int, int, int], options: Options) -> Match | None:
    """Find a block that is nothing but several phrases of one family side by side ('TeilenDrucken3 Kommentare')."""
    if len(reading.inside) < 2 or len(block.text) > ROW_CHARS:
        return None
    families: dict[str, list[Match]] = {}
    for match in reading.inside:
        if _fits(match.rule, i, block, edges, options):
            families.setdefault(match.rule.family, []).append(match)
    for matches in families.values():
        if len(matches) > 1 and covered(block.text, matches) == 1.0:
            return max(matches, key=lambda m: m.end - m.start)
    return None


def _following(i: int, blocks: Sequence[Block], named: dict[int, Match], most: int) -> Iterator[int]:
    """Yield the run of headlines behind a related-links heading. In text, the last one before prose stays if it may be
    the next sub-heading."""
    run = []
    for j in range(i + 1, min(len(blocks), i + 1 + most)):
        if j in named and named[j].rule.family not in (
            "related",
            "timestamp",
            "byline",
            "interface",
            "paywall",
            "navigation",
            "credit",
        ):
            break
        if (j not in named and not _headline_like(blocks[j])) or blocks[j].kind in ("title", "kicker", "lead"):
            break
        run.append(j)
    after = blocks[run[-1] + 1] if run and run[-1] + 1 < len(blocks) else None
    if len(run) > 1 and after is not None and after.prose and blocks[run[-1]].dom is None and run[-1] not in named:
        run.pop()
    yield from (j for j in run if j not in named)


def _headline_like(block: Block) -> bool:
    if block.dom is not None:
        return block.dom.link_share >= _LINKED and len(block.text) <= 2 * _HEADLINE_CHARS
    if block.kind in ("list_item", "quote") or block.text.endswith(_SAID):
        return False
    return len(block.text) <= _HEADLINE_CHARS and not block.text.rstrip("\"”“»«' ").endswith(_STOPS)


def _groups(blocks: Sequence[Block], readings: Sequence[Reading], options: Options) -> Iterator[Verdict]:
    for rule in {m.rule.id: m.rule for r in readings for m in (*r.whole, *r.inside) if m.rule.grouped}.values():
        if rule.acts(options):
            yield from _clusters(rule, blocks, readings)


def _clusters(rule: Rule, blocks: Sequence[Block], readings: Sequence[Reading]) -> Iterator[Verdict]:
    """Yield the placeholder blocks of one group: runs of matched blocks, short strangers between them bridged."""
    read = [(i, b, r) for i, (b, r) in enumerate(zip(blocks, readings, strict=True)) if r.whole or r.inside]
    parts = {i: found for i, block, reading in read if (found := _parts(rule, block, reading))}
    for run in _runs(sorted(parts), blocks, rule.reach):
        names = set().union(*(parts[i] for i in run if i in parts))
        if not _enough(rule, names):
            continue
        told = _detail(rule, [(blocks[i], readings[i]) for i in run])
        for i in run:
            yield Verdict(i, rule.family, rule.id, "rules", told, group=run[0], decisive=bool(names & rule.decisive))


def _parts(rule: Rule, block: Block, reading: Reading) -> frozenset[str]:
    """Return the parts that a block is made of; empty if it holds more than parts."""
    whole = {m.part for m in reading.whole if m.rule.id == rule.id and m.part}
    inside = [m for m in reading.inside if m.rule.id == rule.id and m.part]
    if whole:
        return frozenset(whole)
    names = frozenset(m.part for m in apart(inside) if m.part)
    if not inside or not gate_sized(block.text):
        return frozenset()
    share = covered(block.text, inside)
    known = len(names) > 1 and bool(names & rule.decisive)
    return names if share == 1.0 or (known and share >= _GROUPED_SHARE) else frozenset()


def _runs(indices: Sequence[int], blocks: Sequence[Block], reach: int) -> Iterator[list[int]]:
    """Group neighbouring indices; a name of a service may stand alone between two parts."""
    run: list[int] = []
    for i in indices:
        between = range(run[-1] + 1, i) if run else range(0)
        if run and (len(between) > reach or not all(_bridge(blocks[j]) for j in between)):
            yield run
            run = []
            between = range(0)
        run.extend((*between, i))
    if run:
        yield run


def _bridge(block: Block) -> bool:
    return len(block.text) <= 40 and provider(block.text) is not None


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


def _told(match: Match, block: Block) -> dict[str, Any]:
    if match.rule.family == "embed":
        return embedded([match], [block.text])
    return credited(match) if match.rule.family == "byline" else {}


def _edges(blocks: Sequence[Block]) -> tuple[int, int, int]:
    """Return where the prose begins, where the head of an article ends, and where its tail begins: the head goes up
    to the second prose block, because bylines stand behind the lead."""
    prose = [i for i, block in enumerate(blocks) if block.prose]
    return (prose[0], prose[min(1, len(prose) - 1)], prose[-1]) if prose else (len(blocks), len(blocks), -1)
