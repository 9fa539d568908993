"""Furniture glued to prose: phrases with scope start, end or inside, and placeholders whose block borders were lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.article import Block, Trim
from cleaner.options import Options
from cleaner.rules.embedded import embedded
from cleaner.rules.load import Rule
from cleaner.rules.match import Match, apart
from cleaner.rules.providers import provider
from cleaner.rules.scan import Reader

_CLOSES = ".!?…:\"'”“»)]|"
_NEAR = 40
"""So many characters around a piece tell whether a sentence ends before it and one begins behind it."""
_GLUE_CHARS = 40
"""Between two parts of one glued placeholder stands at most a label ('X', 'Externer Inhalt')."""


def inline(blocks: Sequence[Block], reader: Reader, options: Options) -> Iterator[Trim]:
    """Yield the pieces of kept blocks that rules name. Offsets count characters of the block's text."""
    readings = reader.read_all([block.text for block in blocks])
    for i, (block, reading) in enumerate(zip(blocks, readings, strict=True)):
        if not reading.inside:
            continue
        for match in reading.inside:
            if match.rule.scope != "block" and match.rule.acts(options) and _placed(match, block.text):
                yield _trim(i, block.text, match.start, match.end, match)
        for run in _glued([m for m in reading.inside if m.rule.grouped and m.rule.acts(options)], block.text):
            end = max(m.end for m in run)
            held = [
                m for m in reading.inside if m.rule.id == run[0].rule.id and run[0].start <= m.start and m.end <= end
            ]
            yield _trim(i, block.text, run[0].start, end, *held)


def _placed(match: Match, text: str) -> bool:
    """Tell whether a match lies where its rule wants it; inside means whole sentences."""
    before, after = _around(text, match.start, match.end)
    after = after.lstrip(" .!?…:)]\"'»“”")
    if match.rule.scope == "start":
        return not before
    if match.rule.scope == "end":
        return not after and (not before or before[-1] in ".!?…:\"'”“»)]>|—–-")
    return (not before or before[-1] in ".!?…\"'”“»)]") and (not after or after[0].isupper() or not after[0].isalpha())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a piece, as far as it matters, without the space: a long line is not copied
    for each piece in it."""
    low, high = start, end
    while low and text[low - 1].isspace():
        low -= 1
    while high < len(text) and text[high].isspace():
        high += 1
    return text[max(0, low - _NEAR) : low], text[high : high + _NEAR]


def _glued(matches: Sequence[Match], text: str) -> Iterator[list[Match]]:
    """Yield runs of parts of one group that stand side by side: at least two kinds, one of them decisive."""
    for rule in {m.rule.id: m.rule for m in matches}.values():
        own = apart([m for m in matches if m.rule.id == rule.id])
        run: list[Match] = []
        for match in own:
            if run and not _side_by_side(text, max(m.end for m in run), match.start):
                yield from _decided(rule, run, text)
                run = []
            run.append(match)
        yield from _decided(rule, run, text)


def _side_by_side(text: str, end: int, start: int) -> bool:
    between = text[end:start].strip(" .:!?–-|")
    return start <= end or not between or (len(between) <= _GLUE_CHARS and provider(between) is not None)


def _decided(rule: Rule, run: list[Match], text: str) -> Iterator[list[Match]]:
    """Yield the run if it is a placeholder: two kinds of parts, one of them decisive, between the borders of
    sentences; of three kinds it may follow a heading, which ends like no sentence."""
    names = {m.part for m in run}
    if len(names) > 1 and names & rule.decisive and (len(names) > 2 or _bordered(text, run[0].start, run[-1].end)):
        yield run


def _bordered(text: str, start: int, end: int) -> bool:
    before, after = _around(text, start, end)
    glued = start > 0 and text[start - 1].islower() and text[start].isupper()
    begins = not before or before[-1] in _CLOSES or glued
    return begins and (
        not after or text[end - 1] in _CLOSES or after[0] in _CLOSES or not after[0].isalpha() or after[0].isupper()
    )


def _trim(i: int, text: str, start: int, end: int, *matches: Match) -> Trim:
    """Take the closing punctuation and the space on one side along."""
    while end < len(text) and text[end] in ".!?…":
        end += 1
    while end < len(text) and text[end].isspace() and (start == 0 or text[start - 1].isspace()):
        end += 1
    if end >= len(text):
        while start > 0 and text[start - 1].isspace():
            start -= 1
    match = matches[0]
    detail = embedded(matches, [text[start:end]]) if match.rule.family == "embed" else {}
    return Trim(
        i, start, end, match.rule.family, match.rule.id, judge="rules", detail=detail, decisive=match.rule.grouped
    )
