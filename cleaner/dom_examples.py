"""Runs the examples of rules about markup: the snippet a rule removes goes, but for what it `leaves`; what it finds is
read off; the snippet it keeps stays whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cleaner.article import Document, Layout
from cleaner.judge.dom import dom
from cleaner.options import Options
from cleaner.rules.dom import DomBook, DomRule
from cleaner.split.page import split

_PAGE = "<!doctype html><html><head>{}</head><body><article><p>{}</p>{}<p>{}</p></article></body></html>"
_FIRST, _LAST = "The council met on Monday.", "It will meet again in May."


def failures(rules: Sequence[DomRule]) -> Iterator[str]:
    """Yield what does not hold, each as one line that names the rule."""
    for rule in rules:
        layout = _laid_out(rule.removes, rule)
        if (left := _left(layout)) != _plain(rule.leaves):
            yield f"{rule.file}: {rule.id}: removes: should leave {rule.leaves!r}, left {left!r}"
        found = [find for find in layout.finds if find.rule == rule.id]
        if not found and (rule.action == "unwrap" or rule.finds):
            yield f"{rule.file}: {rule.id}: removes: nothing was found"
        elif found and (wrong := _wrong(found[0].detail, rule.finds)):
            yield f"{rule.file}: {rule.id}: finds: {wrong}, got {dict(found[0].detail)!r}"
        layout = _laid_out(rule.keeps, rule)
        whole = _plain(" ".join(block.text for block in layout.blocks[1:-1]))
        if layout.finds or _left(layout) != whole:
            yield f"{rule.file}: {rule.id}: keeps: {_left(layout)!r} is left of {whole!r}"


def _laid_out(snippet: str, rule: DomRule) -> Layout:
    """Return a page around a snippet, on which only this rule acts."""
    url = f"https://www.{rule.domains[0]}/a" if rule.domains else "https://harbour.example/a"
    head = f'<link rel="canonical" href="{url}">'
    page = Document(_PAGE.format(head, _FIRST, snippet, _LAST), "html")
    return split(page, Options(), DomBook([rule]))


def _left(layout: Layout) -> str:
    gone = {verdict.block for verdict in dom(layout.blocks)}
    texts = (block.text for i, block in enumerate(layout.blocks) if i not in gone)
    return _plain(" ".join(text for text in texts if text not in (_FIRST, _LAST)))


def _wrong(detail: Any, wanted: Any) -> str | None:
    return next((f"{key} should be {value!r}" for key, value in wanted.items() if detail.get(key) != value), None)


def _plain(text: str) -> str:
    return " ".join(text.split())
