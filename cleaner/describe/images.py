"""Pictures: their captions and credits, in blocks of their own or behind the last word of a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cleaner.article import Block, Removal

_CAPTION_CHARS = 200
"""Longest caption (characters) that ends with its picture's agency."""
_ENDS = re.compile(r"[.!?…][\"”“»’']?\s")
_TAG, _SAID = "agency/end-tag", ("agency/line", "dateline/agency", "byline/agency")
_OWN_CREDIT = re.compile(
    r"(?:\b(?:Fotos?|Bild(?:rechte|quelle)?|Photo(?:graph)?|Image|Picture|Grafik|Illustration|Credit|Crédit|Foto|Fotoğraf|Görsel|Kuva(?:t|aaja)?)\s?:\s?|©\s?)([^:©]{2,120}?)\)?\s*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^(?:\W{0,3}(?:Fotoğraf|Görsel|Kuva(?:t|aaja)?|Foto|Bild|Photo|Image|Grafik|Quelle|Credit|Bildrechte|Fotos)\s?:?\s?|©\s?)",
    re.IGNORECASE,
)


def pictured(blocks: Sequence[Block], removed: Sequence[Removal], said: AbstractSet[str]) -> tuple[Removal, ...]:
    """Return the agency tags that credit a picture: "… denied it all. (AAP)" in an article of the AP.

    Such a tag ends a block of one sentence inside the body, and names an agency that the article's own line or dateline
    (or `said`, the head of the page) does not. Where no other place names an agency, the page may hold several items,
    each with its tag, and none is a picture's.
    """
    own = {a["id"] for r in removed if r.rule in _SAID for a in r.detail.get("agencies", ())} | said
    prose = [block for block in blocks if block.prose]
    if not own or not prose:
        return ()
    found = []
    for removal in removed:
        named = {a["id"] for a in removal.detail.get("agencies", ())} if removal.rule == _TAG else set()
        if not named or named & own:
            continue
        block = next((b for b in blocks if 0 <= removal.start - b.end <= 2), None)
        if block and block is not prose[-1] and len(block.text) <= _CAPTION_CHARS and not _ENDS.search(block.text):
            found.append(removal)
    return tuple(found)


def images(
    blocks: Sequence[Block], removed: Sequence[Removal], shown: Sequence[Removal] = ()
) -> Iterator[dict[str, str | None]]:
    """Yield captions, and credits with the caption right before them; `shown` are the tags that `pictured` found."""
    credits = [r for r in removed if r.family == "credit" or r in shown]
    captions = [b for b in blocks if b.kind == "caption"]
    owned: set[int] = set()
    for caption in captions:
        credit = next((r for r in credits if 0 <= r.start - caption.end <= 2), None)
        if credit:
            owned.add(credit.start)
        own = _OWN_CREDIT.search(caption.text)
        said = _credit(credit.text) if credit else own.group(1).strip() if own else None
        yield {"caption": caption.text[: own.start()].rstrip(" |(") if own else caption.text, "credit": said}
    for credit in credits:
        if credit.start not in owned:
            yield {"caption": None, "credit": _credit(credit.text)}


def _credit(text: str) -> str:
    return _CREDIT.sub("", text.strip()).strip(" ()[]|") or text.strip()
