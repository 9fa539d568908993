"""The embeds of an article, in order: what rules about text and about markup found, each embed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.article import Block, Find, Removal
from cleaner.rules.embed_url import address

_FACTS = ("provider", "kind", "url", "id", "title")
_BEHIND = 2
"""An embed may stand right behind the last kept block: blank line, and no block between."""

Seen = tuple[int, Mapping[str, Any], bool]
"""Where something stands in the layer, what is known about it, and whether its blocks were removed."""


def embeds(blocks: Sequence[Block], removed: Sequence[Removal], finds: Sequence[Find]) -> Iterator[dict[str, Any]]:
    """Yield one entry for each embed, with the kept block that it follows.

    A placeholder that a text rule and a markup rule saw is one: entries with no kept block between them are one unless
    they name two addresses or two services; an address that comes again is left out.
    """
    known: set[str] = set()
    last: tuple[int, dict[str, Any]] | None = None
    for at, detail, _ in sorted(_seen(blocks, removed, finds), key=lambda seen: (seen[0], not seen[2])):
        after = sum(block.start < at for block in blocks) - 1
        facts = _facts(detail)
        if last is not None and last[0] == after and _same(last[1], facts):
            last[1].update({key: last[1][key] or facts[key] for key in _FACTS})
            known.update(filter(None, (facts["url"],)))
            continue
        if last is not None:
            yield last[1]
            last = None
        if facts["url"] is None or facts["url"] not in known:
            known.update(filter(None, (facts["url"],)))
            last = after, facts | {"after_block": after if after >= 0 else None}
    if last is not None:
        yield last[1]


def _seen(blocks: Sequence[Block], removed: Sequence[Removal], finds: Sequence[Find]) -> Iterator[Seen]:
    yield from ((r.start, r.detail, True) for r in removed if r.family == "embed")
    low = blocks[0].start if blocks else 0
    high = blocks[-1].end + _BEHIND if blocks else -1
    for found in finds:
        if found.family == "embed" and found.detail.get("provider") and low < found.at <= high:
            yield found.at, found.detail, False


def _facts(detail: Mapping[str, Any]) -> dict[str, Any]:
    facts = {key: detail.get(key) for key in _FACTS}
    whole = address(str(facts["url"])) if facts["url"] else None
    if whole is not None:
        facts |= {"url": whole.url, "id": facts["id"] or whole.id}
        facts["provider"] = facts["provider"] or whole.provider
        facts["kind"] = facts["kind"] or whole.kind
    return facts


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two entries at one place are the same embed: nothing that both know differs."""
    keys = ("url",) if one["url"] and other["url"] else ("provider",)
    return all(one[key] == other[key] or None in (one[key], other[key]) for key in keys)
