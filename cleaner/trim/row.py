"""An article on one line: the row of pieces that its blocks have become, each judged as a block of its own.

Only where a judge is right without a border is it believed: about labels, about sentences that a phrase explains
completely, and about placeholders. A headline behind "Read more:" has no end that anybody could see unless another
label follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cleaner.article import Block, Trim, Verdict
from cleaner.options import Options
from cleaner.rules.match import Match
from cleaner.rules.scan import Reader
from cleaner.trim.datelines import datelines
from cleaner.trim.label import standing
from cleaner.trim.pieces import Piece, behind, breaks, pieces

GLUED_CHARS = 1_500
"""A line of this length in a text of at most two is an article without borders (as in `split.text`)."""
_LINES = 2

Judge = Callable[[Sequence[Block]], Iterable[Verdict]]


def glued(blocks: Sequence[Block]) -> bool:
    """Tell whether the blocks of a text are an article whose borders were lost."""
    return 0 < len(blocks) <= _LINES and max(len(block.text) for block in blocks) >= GLUED_CHARS


def row(
    blocks: Sequence[Block], language: str | None, reader: Reader, judge: Judge, options: Options
) -> Iterator[Trim]:
    """Yield what goes from the long lines of a glued text; nothing for any other. `judge` is asked about pieces,
    `language` (ISO 639-1) is the article's or None."""
    if not glued(blocks):
        return
    for i, block in enumerate(blocks):
        if len(block.text) >= GLUED_CHARS:
            begun = breaks(block.text)
            found = [match for match in reader.labels(block.text) if match.rule.acts(options)]
            cut = pieces(block.text, standing(block.text, found, begun), begun)
            after = [piece.end for piece in cut if piece.label]
            yield from datelines(i, block.text, begun, after, language)
            yield from _trims(i, block.text, cut, found, judge)


def _trims(i: int, text: str, cut: Sequence[Piece], found: Sequence[Match], judge: Judge) -> Iterator[Trim]:
    closed = {(match.start, behind(text, match.end)) for match in found}
    blocks = [_block(text, piece) for piece in cut]
    tail = max((piece.end for piece in cut if piece.ended), default=0)
    for verdict in judge(blocks):
        piece = cut[verdict.block]
        if _sure(verdict, cut, closed, tail) and not _asks(text, cut, verdict.block):
            yield Trim(
                i,
                piece.start,
                _end(text, piece),
                verdict.family,
                verdict.rule,
                judge=verdict.judge,
                detail=verdict.detail,
                decisive=verdict.decisive,
            )


def _block(text: str, piece: Piece) -> Block:
    said = text[piece.start : piece.end].strip()
    return Block(said, ((piece.start, piece.end),))


def _end(text: str, piece: Piece) -> int:
    """Return where a piece ends that goes: its space stays where nothing else parts the words around."""
    if piece.start == 0 or text[piece.start - 1].isspace():
        return piece.end
    return piece.start + len(text[piece.start : piece.end].rstrip())


def _asks(text: str, cut: Sequence[Piece], at: int) -> bool:
    """Tell whether a piece is a question that the article may ask: no label stands beside it."""
    if not text[cut[at].start : cut[at].end].rstrip().endswith("?"):
        return False
    return not any(piece.label for piece in cut[max(0, at - 1) : at + 2])


def _sure(verdict: Verdict, cut: Sequence[Piece], closed: set[tuple[int, int]], tail: int) -> bool:
    """Tell whether a verdict on a piece can be believed; from `tail` on no sentence ends."""
    piece = cut[verdict.block]
    if piece.label or verdict.family in ("embed", "consent"):
        return True
    if verdict.judge == "edges":
        return verdict.family == "unselected" and not piece.ended
    if verdict.group not in (None, verdict.block):  # a headline that goes along, if anybody can see where it ends
        ahead = cut[verdict.block + 1 : verdict.block + 2]
        return not piece.ended and (piece.start >= tail or any(each.label for each in ahead))
    return (piece.start, piece.end) in closed
