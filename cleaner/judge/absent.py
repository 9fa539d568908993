"""Tells pages that hold no article: home pages and lists of teasers, error pages, empty shells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.article import Block, Head

_LEAST, _BRIEF = 120, 40
"""Shortest body (characters of running text), and of a brief under a headline; the shortest of 129 articles has 450."""
_ERROR_MOST = 700
_ERROR = re.compile(
    r"\b404\b|\b410\b|not found|page (?:doesn.t|does not) exist|nicht gefunden|existiert nicht|nicht verfügbar|"
    r"introuvable|no encontrad[ao]|non trovata|"
    r"niet gevonden|não encontrada|nie znaleziono|hittades inte|ikke fundet|finnes ikke|nenalezena|bulunamadı",
    re.IGNORECASE,
)
_TEASERS, _TEASER_SHARE = 4, 0.6
"""A list of teasers: so many paragraphs, and this share of them, stand right behind a headline that is a link."""
_NEAR = 2


def absent(blocks: Sequence[Block], reasons: Sequence[str | None], head: Head) -> str | None:
    """Return what the page is instead of an article, None if it holds one."""
    kept = [
        i for i, reason in enumerate(reasons) if reason is None and blocks[i].kind not in ("title", "kicker", "caption")
    ]
    running = [i for i in kept if len(blocks[i].text) >= 40 and _links(blocks[i]) < 0.5]
    length = sum(len(blocks[i].text) for i in running)
    headed = any(block.kind == "title" for block in blocks) or any(
        block.level == 1 and _inside_article(block) for block in blocks
    )
    if length < (_BRIEF if headed else _LEAST):
        return "no running text that could be an article"
    if length < _ERROR_MOST and _ERROR.search(_titles(blocks, head)):
        return "the page says that there is no such page"
    dated = head.metadata.date is not None and head.sources.get("date") != "htmldate"
    if not dated and _lists_teasers(blocks, [i for i in running if blocks[i].prose]):
        return "a list of teasers, like a home or section page"
    return None


def _inside_article(block: Block) -> bool:
    return block.dom is not None and any(level.startswith(("article", "main")) for level in block.dom.context)


def _lists_teasers(blocks: Sequence[Block], prose: Sequence[int]) -> bool:
    teasers = sum(any(_headline(blocks[j]) for j in range(max(0, i - _NEAR), i)) for i in prose)
    return teasers >= _TEASERS and teasers >= _TEASER_SHARE * len(prose)


def _headline(block: Block) -> bool:
    return _links(block) >= 0.8 and 20 <= len(block.text) <= 160 and not block.prose


def _titles(blocks: Sequence[Block], head: Head) -> str:
    return " | ".join(
        [
            head.metadata.title or "",
            *(b.text for b in blocks if b.kind in ("heading", "title") and b.level in (1, 2, None)),
        ][:12]
    )


def _links(block: Block) -> float:
    return block.dom.link_share if block.dom is not None else 0.0
