"""Articles -> bytes of one format: one document, or many one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.article import Article
from cleaner.errors import NotSupported
from cleaner.write.jsonl import line, pretty
from cleaner.write.markdown import markdown
from cleaner.write.record import record
from cleaner.write.text import text, utf8

FORMS = ("markdown", "text", "json", "jsonl")
"""Formats that can be written; markdown is for reading, text alone is promised idempotent."""

RECORDS = frozenset({"json", "jsonl"})
"""Formats that hold the account, and a record for a failed input too."""


def document(article: Article, form: str, *, embeds: bool = False) -> bytes:
    """Return one article as the content of one file, UTF-8. Raises NotSupported for a format that is none of FORMS."""
    if form == "jsonl":
        return line(record(article))
    if form == "json":
        return pretty(record(article)) + b"\n"
    if form == "markdown":
        return utf8(markdown(article, embeds=embeds))
    if form == "text":
        return utf8(text(article))
    raise NotSupported(f"no writer for {form!r}", hint=f"formats: {', '.join(FORMS)}")


def written(article: Article, form: str) -> bool:
    """Tell whether an article appears in a format: a failed one has a record, and neither text nor Markdown."""
    return form in RECORDS or article.status != "failed"


def stream(articles: Iterable[Article], form: str, *, several: bool, embeds: bool = False) -> Iterator[bytes]:
    """Yield the bytes of many articles, holding one at a time.

    JSONL is one a line; JSON one object, or an array when `several` inputs were asked for, however many there are;
    Markdown documents follow each other a blank line apart; texts have a form feed between them.
    """
    if form == "json" and several:
        yield from _array(articles)
        return
    between = {"markdown": b"\n", "text": b"\f"}.get(form, b"")
    first = True
    for article in articles:
        if written(article, form):
            yield (b"" if first else between) + document(article, form, embeds=embeds)
            first = False


def _array(articles: Iterable[Article]) -> Iterator[bytes]:
    opening = b"[\n"
    for article in articles:
        yield opening + pretty(record(article))
        opening = b",\n"
    yield b"[]\n" if opening == b"[\n" else b"\n]\n"
