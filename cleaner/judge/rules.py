"""The judge that reads: what the phrases of the rule files say about whole blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from cleaner.article import Block, Verdict
from cleaner.judge.pairs import pairs
from cleaner.judge.placeholders import placeholders
from cleaner.options import Options
from cleaner.rules.embedded import embedded
from cleaner.rules.load import Rule
from cleaner.rules.match import ROW_CHARS, Match, Reading, covered
from cleaner.rules.names import credited, supplied
from cleaner.rules.scan import Reader

_RUN = 12
"""Most blocks that leave behind a related-links heading."""
_HEADLINE_CHARS = 160
_LINKED = 0.8
_SAID = ("!", '!"', "!“", "!”", ".“", ".”", '."')
_STOPS = (".", ":", ";", ",", "…")
_PROSE = 2
"""With fewer blocks of prose than this an article is one of short sentences."""
_SENTENCE, _CLOSERS = (".", "!", "?", "…"), "\"'”“’‘»«)] "
_RANK = re.compile(r"\d{1,2}[.)]?")
"""A headline's number in a list of the most read."""
_QUOTED = re.compile(r"[\"„“”«»‚‘][^\"„“”«»]{3,}[\"“”»«’‘]\.?")
"""A line of a text wholly in quotation marks quotes a message or a sign, and is none."""
_REACHED = re.compile(
    r"\b(?:tel|tél|tlf|puh|telefon\w*|teléfono|telefono|téléphone|phone|puhelin)\b[.:]{0,2} ?[+(]?\d|"
    r"\b0\d{2,5}[ /-]\d{3}|\b\d{3} \d{3} \d{3}\b|\+\d{2} ?\d|\w@\w",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = frozenset({"related", "timestamp", "byline", "interface", "paywall", "navigation", "credit"})
"""What stands between the headlines of a run."""


def rules(blocks: Sequence[Block], reader: Reader, options: Options) -> Iterator[Verdict]:
    """Yield verdicts for the blocks that rules name, given the kept blocks in order. Indices are into `blocks`."""
    readings = reader.read_all([block.text for block in blocks])
    if not any(reading.whole or reading.inside for reading in readings):
        return
    taken: set[int] = set()
    for verdict in (
        *pairs(blocks, readings, options),
        *placeholders(blocks, readings, reader, options),
        *_simple(blocks, readings, options),
    ):
        if verdict.block not in taken:
            taken.add(verdict.block)
            yield verdict


def _simple(blocks: Sequence[Block], readings: Sequence[Reading], options: Options) -> Iterator[Verdict]:
    edges = _edges(blocks, readings)
    by_block: dict[int, Match] = {}
    for i, (block, reading) in enumerate(zip(blocks, readings, strict=True)):
        if not (reading.whole or reading.inside) or (block.dom is None and _QUOTED.fullmatch(block.text)):
            continue
        match = next((m for m in reading.whole if _fits(m.rule, i, block, edges, options)), None) or _row(
            i, block, reading, edges, options
        )
        if match and not _goes_on(i, blocks, readings):
            by_block[i] = match
    for i in (*_chronology(by_block, blocks, edges), *_title(by_block, blocks, edges[0])):
        del by_block[i]
    runs = {
        i: [*_following(i, blocks, by_block, 1 if match.rule.takes == "one" else _RUN)]
        for i, match in by_block.items()
        if match.rule.takes != "nothing"
    }
    related = [i for i in runs if by_block[i].rule.family == "related"]
    for i in [i for i in related if any(_served(blocks[j]) for j in runs[i])]:
        del runs[i], by_block[i]
    stays = _sub_headings(runs, blocks, readings, by_block) | _headlines(runs, blocks, by_block, edges[0])
    for i, match in by_block.items():
        yield Verdict(i, match.rule.family, match.rule.id, "rules", _told(match, blocks[i]), group=i)
        for j in runs.get(i, ()):
            if j not in by_block and j not in stays:
                yield Verdict(j, match.rule.family, match.rule.id, "rules", group=i)


def _sub_headings(
    runs: Mapping[int, Sequence[int]], blocks: Sequence[Block], readings: Sequence[Reading], named: Mapping[int, Match]
) -> frozenset[int]:
    """Return the lines that end a run of headlines in a text and may be the next sub-heading: prose follows. A byline
    is none, and nor is a line that ends two runs."""
    last = [run[-1] for run in runs.values() if len(run) > 1 and blocks[run[-1]].dom is None and run[-1] not in named]
    before = [j for j in last if j + 1 < len(blocks) and j + 1 not in named and not _headline_like(blocks[j + 1])]
    often = Counter(blocks[j].text for j in before)
    return frozenset(
        j
        for j in before
        if often[blocks[j].text] == 1 and not any(m.rule.family == "byline" for m in readings[j].whole)
    )


def _served(block: Block) -> bool:
    """Tell whether a line of a text says where one can call or write: a box of the article's, not another headline."""
    return block.dom is None and _REACHED.search(block.text) is not None


def _title(named: Mapping[int, Match], blocks: Sequence[Block], top: int) -> Sequence[int]:
    """Return the first pointer above a text that has no other headline ("WATCH: Ferry hits the quay"): it may be its
    own."""
    if top >= len(blocks) or any(i not in named or blocks[i].dom is not None for i in range(top)):
        return ()
    pointers = (i for i in range(top) if named[i].rule.family == "related" and "headline" in named[i].slots)
    return [*islice(pointers, 1)]


def _headlines(
    runs: Mapping[int, Sequence[int]], blocks: Sequence[Block], named: Mapping[int, Match], top: int
) -> frozenset[int]:
    """Return the lines that end a run of headlines above the first prose of a text: the last one may be its own."""
    above = [run[-1] for i, run in runs.items() if run and run[-1] < top and named[i].rule.family == "related"]
    if top >= len(blocks) or any(block.kind == "title" for block in blocks[:top]):
        return frozenset()
    return frozenset(j for j in above if blocks[j].dom is None and len(_WORD.findall(blocks[j].text)) > 1)


def _chronology(named: Mapping[int, Match], blocks: Sequence[Block], edges: tuple[int, int, int]) -> Sequence[int]:
    """Return the dates and times amid the paragraphs of a text with one right behind each, if they are several: entries
    of a live ticker, events of an agenda. One alone says when something was updated."""
    _, head, tail = edges
    dated = [i for i, m in named.items() if m.rule.family == "timestamp" and blocks[i].dom is None and head < i < tail]
    said = [i for i in dated if blocks[i + 1].prose and i + 1 not in named]
    if any(m.rule.family == "related" and said and i < said[-1] for i, m in named.items()):
        return ()  # teasers with their dates
    return said if len({blocks[i].text for i in said}) > 1 else ()


def _goes_on(i: int, blocks: Sequence[Block], readings: Sequence[Reading]) -> bool:
    """Tell whether a line of a text is the beginning of the next one: one word, then a verse and no button; several
    words behind a whole sentence, then a sub-heading that runs on ("Read more" / "can be had from a booklet ...")."""
    if blocks[i].dom is not None or i + 1 >= len(blocks) or readings[i + 1].whole:
        return False
    if " " in blocks[i].text and not (blocks[i + 1].prose and i and blocks[i - 1].prose):
        return False
    return blocks[i + 1].text[:1].islower()


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


def _following(i: int, blocks: Sequence[Block], named: Mapping[int, Match], most: int) -> Iterator[int]:
    """Yield the run of headlines behind a related-links heading."""
    for j in range(i + 1, min(len(blocks), i + 1 + most)):
        if j in named and named[j].rule.family not in _BETWEEN:
            break
        if (j not in named and not _headline_like(blocks[j])) or blocks[j].kind in ("title", "kicker", "lead"):
            break
        yield j


def _headline_like(block: Block) -> bool:
    if block.dom is not None:
        return block.dom.link_share >= _LINKED and len(block.text) <= 2 * _HEADLINE_CHARS
    if _RANK.fullmatch(block.text):
        return True
    if block.kind in ("list_item", "quote") or block.text.endswith(_SAID):
        return False
    return len(block.text) <= _HEADLINE_CHARS and not block.text.rstrip("\"”“»«' ").endswith(_STOPS)


def _told(match: Match, block: Block) -> dict[str, Any]:
    if match.rule.family == "embed":
        return embedded([match], [block.text])
    if match.rule.family == "agency":
        return supplied(block.text)
    return credited(match, block.text) if match.rule.family == "byline" and match.rule.credits else {}


def _edges(blocks: Sequence[Block], readings: Sequence[Reading]) -> tuple[int, int, int]:
    """Return where the prose begins, where the head of an article ends, and where its tail begins: the head goes up
    to the second prose block, because bylines stand behind the lead. A text of short sentences has no other prose."""
    prose = [i for i, block in enumerate(blocks) if block.prose]
    if len(prose) < _PROSE:
        told = [
            i for i, b in enumerate(blocks) if not readings[i].whole and b.text.rstrip(_CLOSERS).endswith(_SENTENCE)
        ]
        prose = sorted({*prose, *told})
    return (prose[0], prose[min(1, len(prose) - 1)], prose[-1]) if prose else (len(blocks), len(blocks), -1)
