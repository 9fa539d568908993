"""Article -> the account: the whole layer in order, with every removal marked at its place. For people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.article import Article, Block, Removal


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in a row; `removal` says what took it out, None that it stays."""

    text: str
    removal: Removal | None = None


@dataclass(slots=True)
class Row:
    """One block as the reader of the source saw it: `kind` is its kind where something of it stays, else None."""

    kind: str | None = None
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Count:
    """How much one rule took out, in pieces and characters."""

    family: str
    rule: str
    judge: str
    pieces: int
    characters: int


def rows(article: Article) -> Iterator[Row]:
    """Yield the rows of the layer in order. A removal inside a block, or touching it, stands in the block's row.

    A removal of several blocks gives one row, whose text has line ends. White space between rows is left out.
    """
    row = Row()
    end = reach = 0
    for start, stop, owner in _ranges(article):
        hole = article.layer[end:start]
        if row.pieces and start >= reach and _breaks(hole):
            yield row
            row = Row()
        elif row.pieces and hole:
            row.pieces.append(Piece(" "))
        row.pieces.append(Piece(article.layer[start:stop], owner if isinstance(owner, Removal) else None))
        if isinstance(owner, Block):
            row.kind, reach = owner.kind, owner.end
        end = stop
    if row.pieces:
        yield row


def counts(article: Article) -> list[Count]:
    """Return what each rule took out, the largest first."""
    pieces: Counter[tuple[str, str, str]] = Counter()
    characters: Counter[tuple[str, str, str]] = Counter()
    for removal in article.removed:
        key = removal.family, removal.rule, removal.judge
        pieces[key] += 1
        characters[key] += removal.end - removal.start
    return [Count(*key, pieces[key], characters[key]) for key in sorted(pieces, key=lambda k: (-characters[k], k))]


def lines(article: Article) -> Iterator[str]:
    """Yield the account as plain lines: `- family rule | text` for what goes, `  kind | text` for what stays, and
    `[-text-]{family rule}` for a piece inside a line. Each line of a removal carries its mark, for grep."""
    for row in rows(article):
        if row.kind is not None:
            yield f"  {row.kind} | {''.join(map(_marked, row.pieces))}"
            continue
        for piece in row.pieces:
            mark = f"- {piece.removal.family} {piece.removal.rule}" if piece.removal else "-"
            yield from (f"{mark} | {line.strip()}" for line in piece.text.splitlines() if line.strip())


def _marked(piece: Piece) -> str:
    text = " ".join(piece.text.splitlines())
    return f"[-{text}-]{{{piece.removal.family} {piece.removal.rule}}}" if piece.removal else text


def _breaks(hole: str) -> bool:
    """Tell whether a line ends in the white space between two pieces."""
    return "\n" in hole or "\r" in hole


def _ranges(article: Article) -> Sequence[tuple[int, int, Block | Removal]]:
    kept = [(start, end, block) for block in article.blocks for start, end in block.spans]
    gone = [(removal.start, removal.end, removal) for removal in article.removed]
    return sorted([*kept, *gone], key=lambda entry: entry[:2])
