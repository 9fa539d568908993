"""What every test may ask of an article: does the account balance, and does the source come back?

Written apart from cleaner.verify and cleaner.write.restore on purpose: the tool must not be its own only witness.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleaner.article import Article, Removal

FORMAT_CHARACTERS = frozenset({"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"})
"""Characters that a reader cannot see; they may stand between two pieces like white space."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring removals of one family with nothing but white space between them."""

    family: str
    text: str
    count: int
    details: tuple[dict[str, object], ...]


def balances(article: Article) -> None:
    """Assert that every visible character of the layer is in exactly one kept span or one removal, in order."""
    layer = article.layer
    seen = bytearray(len(layer))
    for removal in article.removed:
        assert removal.text == layer[removal.start : removal.end], f"{removal.rule} is not the slice it claims"
        _claim(seen, removal.start, removal.end)
    at = 0
    for block in article.blocks:
        assert block.start >= at, "blocks are out of order"
        at = block.end
        for start, end in block.spans:
            _claim(seen, start, end)
        plain = "".join(layer[start:end] for start, end in block.spans)
        assert "".join(block.text.split()) == "".join(plain.split()), "a block is not the text of its spans"
        assert "\n" not in block.text and "\r" not in block.text, "a line break inside a block"
        assert block.text.strip(), "an empty block"
    lost = "".join(c for c, taken in zip(layer, seen, strict=True) if not taken and _visible(c))
    assert not lost, f"neither kept nor removed: {lost[:80]!r}"


def restores(article: Article) -> None:
    """Assert that the record alone gives the layer back."""
    assert article.restore() == article.layer


def runs(article: Article) -> list[Run]:
    """Return the removals in the order of the layer, neighbours of one family joined."""
    out: list[list[Removal]] = []
    for removal in sorted(article.removed, key=lambda r: r.start):
        if out and out[-1][-1].family == removal.family and not _between(article, out[-1][-1], removal):
            out[-1].append(removal)
        else:
            out.append([removal])
    return [_run(article, group) for group in out]


def _run(article: Article, group: Sequence[Removal]) -> Run:
    text = article.layer[group[0].start : group[-1].end].strip()
    return Run(group[0].family, text, len(group), tuple(dict(r.detail) for r in group))


def _between(article: Article, before: Removal, after: Removal) -> str:
    return article.layer[before.end : after.start].strip()


def _claim(seen: bytearray, start: int, end: int) -> None:
    assert start < end, "an empty piece"
    assert not any(seen[start:end]), f"two pieces claim the text at {start}"
    seen[start:end] = b"\x01" * (end - start)


def _visible(character: str) -> bool:
    return not (
        character.isspace() or character in FORMAT_CHARACTERS or unicodedata.category(character) in ("Cf", "Cc", "Zs")
    )


def subsequence(part: Iterable[str], whole: Iterable[str]) -> bool:
    """Tell whether all of `part` stand in `whole`, in order."""
    rest = iter(whole)
    return all(any(one == other for other in rest) for one in part)
