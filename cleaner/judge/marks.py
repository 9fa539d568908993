"""What the markup around a block says: its place, its links, the words of its classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cleaner.article import Block

NOT_CHOSEN = "not chosen as the article's body"
LINK_LIST = 0.65
"""Share of link text from which a list is one of links; bodies' lists of products reach 0.55."""
LEAD_WORDS = re.compile(
    r"(?:^|[\s_#-])(?:lead|lede|leadtext|standfirst|dek|deck|excerpt|intro|introduction|vorspann|teaser-?text|teasertext|chapo|entradilla|perex|ingress|"
    r"abstract|sub-?title|sub-?head(?:line|ing)?|summary|sommario|occhiello|bajada|kicker-text|article-?lead\w*|article-?intro\w*|header-?teaser|leadin|lead-in|"
    r"\w*(?:teasertext|leadtext|standfirst|excerpt|__dek|__lead|__intro|_intro|__teaser|__subtitle|__standfirst|__description|headerdek))(?:$|[\s_#-])"
)
_BOX_WORDS = re.compile(
    r"newsletter|related|recommend|teaser|promo(?!tion)|outbrain|taboola|advert|sponsor|whatsapp|telegram-|social|share|comment|subscribe|signup|sign-up|"
    r"author-?(?:bio|box|info|card|profile|__bio|__biography)|about-author|biograph|more-topic|read-?more|also-read|see-also|article-card|story-card|most-?read|popular|trending|"
    r"breadcrumb|tag-?list|topics|copyright|permission|donat|spenden|paywall-|piano|cookie|consent|disclaimer|affiliate|poll-|quiz|podcast|playlist|video-?player|jw-|slideshow-nav|"
    r"pagination|next-article|prev-article|author__|bio-wrapper|readalso|lire-aussi|speechki|audio-?player|audioplayer|liveblog-nav|toc\b|table-of-contents|"
    r"weiterlesen|mehr-zum|meistgelesen|anzeige|werbung|empfehl|partner-"
)
CAPTION_WORDS = re.compile(
    r"(?<![a-z])(?:fig|img|photo|image|picture)?-?_?caption|bildunterschrift|bildtext|(?:image|media|picture|foto)-?_?_?"
    r"(?:legend|description|text|subtitle)|(?<![a-z])legende"
)
FACT_WORDS = re.compile(r"fact-?_?box|fakta-?boks|fakta-?ruta|faktboks|fakten-?box|info-?_?kasten")
"""Boxes that belong to the article: what they hold is its own text, set apart."""
_OUTSIDE = re.compile(
    r"^(?:nav|footer|aside|form|dialog|menu)\b|#\S* (?:navigation|contentinfo|complementary|search|dialog|menu)\b"
)
KICKER_WORDS = re.compile(
    r"kicker|overline|dachzeile|spitzmarke|topline|roofline|eyebrow|headline__intro|antetitulo|surtitre|occhiello|ankeiler|pre-?title|pre-?headline"
)


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for a cut end."""
    if not one or not other:
        return False
    short, long = sorted((one.rstrip(" .…"), other.rstrip(" .…")), key=len)
    return (len(short) >= 25 and (long.startswith(short) or (len(short) >= 50 and short in long))) or one == other


def context(block: Block) -> tuple[str, ...]:
    """Return the levels around a block, nearest first. The footer of a quotation is no level: it says who spoke."""
    if block.dom is None:
        return ()
    levels = block.dom.context
    return levels[1:] if block.kind == "quote" and levels and levels[0].startswith("footer") else levels


def links(block: Block) -> float:
    """Return the share of a block's characters inside links."""
    return block.dom.link_share if block.dom is not None else 0.0


def hidden(block: Block) -> bool:
    """Tell whether readers do not see the block."""
    return block.dom is not None and block.dom.hidden


def quoted(block: Block) -> bool:
    """Tell whether a block is what an embedded post says, or prose that a placeholder hid: the article's own matter."""
    found = block.dom.find if block.dom is not None else None
    post = found is not None and found.family == "embed" and not found.takes and block.kind == "quote"
    return post or block.decoded is not None


def outside(block: Block) -> bool:
    """Tell whether a block lies in navigation, a footer, an aside or a form."""
    return any(is_outside(level) for level in context(block))


@lru_cache(maxsize=8_192)
def is_outside(level: str) -> bool:
    """Tell whether a level is no part of an article."""
    return _OUTSIDE.search(level) is not None and not (level.startswith("aside") and FACT_WORDS.search(level))


@lru_cache(maxsize=8_192)
def box_word(level: str) -> str | None:
    """Return the word by which a level says that it is a box of something else."""
    found = _BOX_WORDS.search(level)
    return found.group() if found else None


def home(block: Block) -> tuple[str, ...]:
    """Return the classes of the element around a block's own: paragraphs of one body share it, also when it is cut in
    two."""
    return tuple(level.partition("#")[0] for level in context(block)[1:3])


def wider_homes(block: Block) -> list[tuple[str, ...]]:
    """Return where a quotation or a box may be at home: up to three wrappers out."""
    levels = [level.partition("#")[0] for level in context(block)]
    return [tuple(levels[k : k + 2]) for k in range(1, 5)]


def list_homes(block: Block) -> list[tuple[str, ...]]:
    """Return where the list or table that holds an item or a cell may be at home: right around it, or one wrapper
    out."""
    levels = [level.partition("#")[0] for level in context(block)]
    at = next((k for k, level in enumerate(levels) if level.split(" ", 1)[0] in ("ul", "ol", "table")), 0)
    return [tuple(levels[k : k + 2]) for k in (at + 1, at + 2)]


def article(block: Block) -> object:
    """Return the outermost `<article>` element around a block, None if there is none."""
    if block.dom is None:
        return None
    found = None
    for node in (block.dom.node, *block.dom.node.iterancestors()):
        if node.tag == "article":
            found = node
    return found


def outer(block: Block) -> str:
    """Return the classes two levels above a block's own."""
    levels = context(block)
    return levels[2].partition("#")[0] if len(levels) > 2 else ""


def link_lists(blocks: Sequence[Block]) -> set[int]:
    """Return the list items of lists that are mostly links."""
    lists: dict[object, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.kind == "list_item" and block.dom is not None:
            node = block.dom.node
            while node is not None and node.tag not in ("ul", "ol", "menu"):
                node = node.getparent()
            lists.setdefault(node, []).append(i)
    out: set[int] = set()
    for items in lists.values():
        letters = sum(len(blocks[i].text) for i in items)
        linked = sum(len(blocks[i].text) * links(blocks[i]) for i in items)
        if linked >= LINK_LIST * letters:
            out.update(items)
    return out


def other_articles(blocks: Sequence[Block], title: int, prose: Sequence[int]) -> set[int]:
    """Return the blocks of further articles on the page: those in another top-level `<article>` than the headline
    (block `title`, -1 for none), with a headline of their own."""
    mine = article(blocks[title]) if title >= 0 else None
    if mine is None or not any(article(blocks[i]) is mine for i in prose):
        return set()
    headed = {article(b) for b in blocks if b.kind == "heading" and b.level == 1} - {mine, None}
    return {i for i, block in enumerate(blocks) if headed and article(block) in headed}


def box(level: str) -> str | None:
    """Return what names a level as a box of something else: its tag, or a word of its classes."""
    if is_outside(level) and not level.startswith("aside"):
        return level.split(" ", 1)[0]
    return box_word(level)
