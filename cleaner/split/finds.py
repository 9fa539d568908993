"""Rules about markup over a parsed page: which elements match, what they hide, and which of them owns a block."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from cleaner.article import Block, Document, Find
from cleaner.options import Options
from cleaner.rules.dom import DomBook, DomRule, acts_on
from cleaner.split.decode import Hidden, read_off
from cleaner.split.walk import SKIPPED

_ADDRESSES = "descendant::link[@rel='canonical']/@href | descendant::meta[@property='og:url']/@content"
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|widget-area|related|recommend\w*|recirc\w*|site-header|comments?-list)(?:$|[\s_-])"
)
"""Frames in such elements belong to the site, not to the article."""
_MOST_PROSE = 1_200
"""An element with more prose (characters) than this is no placeholder, whatever its class says."""
_MOST = 500
"""Most matched elements of a page; the richest of 920 has 40."""
WRAPPER = "decoded-prose"
"""Holds what was decoded, right behind its placeholder; a name that no page has, so that other paths stay right."""


@dataclass(slots=True)
class _Raw:
    element: Any
    rule: DomRule
    hidden: Hidden
    owns: bool = True


@dataclass(slots=True)
class Matched:
    """The matched elements of a page. `stays` are elements inside them that their rule leaves."""

    raws: list[_Raw] = field(default_factory=list)
    owners: dict[Any, _Raw | None] = field(default_factory=dict)
    order: dict[Any, int] = field(default_factory=dict)
    decoded: dict[Any, str] = field(default_factory=dict)

    def finds(self, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Find, ...]]:
        """Return the blocks with the find that owns each, and all finds in the order of the page."""
        if not self.raws:
            return tuple(blocks), ()
        nodes = (self.order.get(block.dom.node, -1) if block.dom else -1 for block in blocks)
        places = list(itertools.accumulate(nodes, max))  # text behind an element counts as behind it
        known: dict[Any, _Raw | None] = {}
        held = [self._owner(block, known) for block in blocks]
        prose: dict[int, int] = {}
        for block, raw in zip(blocks, held, strict=True):
            if raw is not None and block.prose:
                prose[id(raw)] = prose.get(id(raw), 0) + len(block.text)
        made = {id(raw): self._find(k, raw, places, blocks, prose) for k, raw in enumerate(self.raws)}
        marked = (self._marked(block, made[id(raw)] if raw else None) for block, raw in zip(blocks, held, strict=True))
        silent = {id(raw) for raw in self.raws} - {id(raw) for raw in held if raw is not None}
        kept = (found for key, found in made.items() if key not in silent or found.detail.get("provider"))
        return tuple(marked), tuple(sorted(kept, key=lambda found: (found.at, found.number)))

    def _find(
        self, number: int, raw: _Raw, places: Sequence[int], blocks: Sequence[Block], prose: dict[int, int]
    ) -> Find:
        behind = bisect_left(places, self.order[raw.element])
        at = blocks[behind].start if behind < len(blocks) else blocks[-1].end if blocks else 0
        fits = raw.rule.family not in ("embed", "consent") or prose.get(id(raw), 0) <= _MOST_PROSE
        takes = raw.rule.action != "unwrap" and fits
        return Find(raw.rule.id, raw.rule.family, at, takes, raw.hidden.detail, number)

    def _marked(self, block: Block, found: Find | None) -> Block:
        source = self._source(block)
        if block.dom is None or (found is None and source is None):
            return block
        return replace(block, decoded=source, dom=replace(block.dom, find=found))

    def _owner(self, block: Block, known: dict[Any, _Raw | None]) -> _Raw | None:
        """Return what owns a block: the nearest matched element; `known` holds what was found for elements before."""
        node, passed = block.dom.node if block.dom else None, []
        while node is not None and node not in self.owners and node not in known:
            passed.append(node)
            node = node.getparent()
        raw = None if node is None else self.owners[node] if node in self.owners else known[node]
        known.update(dict.fromkeys(passed, raw))
        return raw

    def _source(self, block: Block) -> str | None:
        if not self.decoded or block.dom is None:
            return None
        up = next(block.dom.node.iterancestors(WRAPPER), None)
        return self.decoded.get(up) if up is not None else None


def matched(tree: Any, document: Document, seen: str, options: Options, book: DomBook) -> Matched:
    """Return what rules about markup match; decoded prose is put into the tree behind its placeholder, where the
    page's own text (`seen`) does not hold it anyway."""
    out = Matched()
    asked = [(rule, part) for rule, part in book.possible(document.text) if options.acts(rule.family, rule.id)]
    if not asked:
        return out
    hosts = _hosts(tree, document) if any(rule.domains for rule, _ in asked) else ()
    found = ((e, rule) for rule, part in asked if acts_on(rule, hosts) for e in tree.xpath(part.xpath))
    hits = [(e, rule) for e, rule in found if e.tag != "iframe" or "url" in read_off(rule, e).detail][:_MOST]
    if not hits:
        return out
    order = {element: i for i, element in enumerate(tree.iter())}
    for element, rule in sorted(hits, key=lambda hit: (order[hit[0]], not hit[1].domains)):
        if element not in out.owners:
            _add(element, rule, out)
    for raw in [raw for raw in out.raws if raw.hidden.prose]:
        if "".join(raw.hidden.prose[0].text_content().split()) not in seen:
            out.decoded[_inserted(raw)] = raw.hidden.source
            raw.hidden.detail["decoded"] = len(raw.hidden.prose)
    out.order = {element: i for i, element in enumerate(tree.iter())} if out.decoded else order
    return out


def _add(element: Any, rule: DomRule, out: Matched) -> None:
    """Note a matched element. Inside one that goes anyway it only adds what it knows."""
    outer = next((out.owners[up] for up in element.iterancestors() if up in out.owners), None)
    hidden = read_off(rule, element)
    raw = _Raw(element, rule, hidden)
    alone = rule.family == "embed" and _bare(element)
    if alone and ("url" not in hidden.detail or _elsewhere(element)):
        return
    if outer is not None and (rule.action != "unwrap" or outer.rule.action == "unwrap"):
        if outer.rule.family != "embed" or rule.family != "embed" or _merged(outer.hidden, hidden):
            return
        raw.owns = False
        out.raws.append(raw)
        return
    out.raws.append(raw)
    out.owners[element] = raw
    if rule.keeps_css is not None:
        out.owners.update(dict.fromkeys(rule.keeps_css.below(element)))


def _merged(outer: Hidden, inner: Hidden) -> bool:
    """Add what an inner element knows; False if it is another embed."""
    url = inner.detail.get("url")
    if url is not None and outer.detail.get("url") not in (None, url):
        return False
    if url is not None and "url" not in outer.detail:
        outer.detail |= inner.detail
    else:
        outer.detail = inner.detail | outer.detail
    return True


def _bare(element: Any) -> bool:
    """Tell whether an element has no text that a reader sees, like a frame or an empty box."""
    if element.tag in SKIPPED:
        return True
    tails = (node.tail for node in _shown(element) if node is not element)
    return not any((text or "").strip() for text in (*(node.text for node in _shown(element)), *tails))


def _shown(element: Any) -> Iterator[Any]:
    return (n for n in element.iter() if isinstance(n.tag, str) and n.tag not in SKIPPED and n.tag != "noscript")


def _elsewhere(element: Any) -> bool:
    return any(
        up.tag in ("nav", "footer", "header") or _ELSEWHERE.search((up.get("class") or "").lower())
        for up in element.iterancestors()
        if up.tag not in ("body", "html", "main", "article")
    )


def _inserted(raw: _Raw) -> Any:
    wrapper = raw.element.makeelement(WRAPPER)
    wrapper.extend(raw.hidden.prose)
    for node in raw.hidden.prose:
        node.tail = None
    raw.element.addnext(wrapper)
    return wrapper


def _hosts(tree: Any, document: Document) -> tuple[str, ...]:
    """Return the hosts that a page says it is from."""
    found = []
    for url in (document.url or "", *tree.xpath(_ADDRESSES)):
        try:
            found.append((urlsplit(url.strip()).hostname or "").lower())
        except ValueError:
            continue
    return tuple(filter(None, dict.fromkeys(found)))
