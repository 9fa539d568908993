"""What the removals tell: agencies, initials, dateline, embeds, images, notices and the paywall go to the metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cleaner.article import APART, Block, Find, Head, Metadata, Removal, Trim
from cleaner.describe.embeds import embeds
from cleaner.describe.images import images, pictured


def finished(
    head: Head,
    spoken: tuple[str | None, float | None],
    blocks: Sequence[Block],
    removed: Sequence[Removal],
    marked: Sequence[Trim] = (),
    finds: Sequence[Find] = (),
) -> tuple[Metadata, dict[str, str]]:
    """Return the metadata completed with what judges and trims found, and the source of each field.

    `marked` are datelines that the options left in the text, `finds` what rules about markup matched."""
    base = head.metadata
    shown = pictured(blocks, removed, {a["id"] for a in base.agencies})
    details = [(r.family, r.detail) for r in removed if r not in shown] + [(t.family, t.detail) for t in marked]
    agencies = _unique((*base.agencies, *(a for _, d in details for a in d.get("agencies", ()))))
    metadata = replace(
        base,
        language=spoken[0],
        language_confidence=spoken[1],
        dateline=next(({"place": d.get("place"), "date": d.get("date")} for f, d in details if f == "dateline"), None),
        authors=base.authors
        or tuple(dict.fromkeys(a for f, d in details if f in ("byline", "dateline") for a in d.get("authors", ()))),
        agencies=agencies,
        initials=tuple(dict.fromkeys(i for _, d in details for i in d.get("initials", ()))),
        desk=next((d["desk"] for _, d in details if d.get("desk")), None),
        dpa=next((d["dpa"] for _, d in details if d.get("dpa")), None),
        embeds=tuple(embeds(blocks, removed, finds)),
        images=tuple(images(blocks, removed, shown)),
        notices=tuple(
            {"kind": str(r.detail.get("kind", r.rule.rpartition("/")[2])), "text": r.text}
            for r in removed
            if r.family == "notice"
        ),
        corrections=tuple(r.text for r in removed if r.family == "notice" and "correction" in r.rule),
        paywall=_paywall(base, removed),
        words=sum(_words(b.text) for b in blocks if b.kind not in APART),
        paragraphs=sum(b.kind not in APART and b.kind != "heading" for b in blocks),
    )
    return metadata, _sources(head, metadata)


def _words(text: str) -> int:
    """Count what white space parts; printable text has no other white space than spaces, which are counted faster."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] not in ("", " "):
        return text.count(" ") + 1
    return len(text.split())


def _unique(agencies: Sequence[Mapping[str, str]]) -> tuple[Mapping[str, str], ...]:
    return tuple({a["id"]: a for a in reversed(agencies)}.values())[::-1]


def _paywall(base: Metadata, removed: Sequence[Removal]) -> dict[str, bool]:
    said = any(r.family == "paywall" for r in removed)
    return {"present": bool(base.paywall["present"]) or said, "truncated": bool(base.paywall["truncated"])}


def _sources(head: Head, metadata: Metadata) -> dict[str, str]:
    sources = dict(head.sources)
    if metadata.language:
        sources["language"] = "declared" if metadata.language_confidence == 1.0 else "langdetect"
    for field in ("authors", "dateline", "agencies", "initials", "desk", "dpa", "embeds", "images", "notices"):
        if getattr(metadata, field) and field not in sources:
            sources[field] = "removals" if field != "images" else "blocks"
    return sources
