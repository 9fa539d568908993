"""The YAML head of a Markdown document: what is known about the article, and what happened to it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cleaner.article import Article

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that YAML forbids in a double-quoted string or reads as a line end, beyond what JSON escapes already."""


def head(article: Article) -> str:
    """Return the YAML head: only what is known; strings always quoted, so that none turns into a date or a number."""
    rows = [f"{key}: {_scalar(value)}" for key, value in _fields(article) if value]
    counts = Counter(removal.family for removal in article.removed)
    if counts:
        rows += ["removed:", *(f"  {family}: {count}" for family, count in sorted(counts.items()))]
    return "\n".join(["---", *rows, "---", ""])


_ABOUT = (
    *("title", "kicker", "description", "authors", "date", "date_modified"),
    *("site", "url", "section", "tags", "image", "language"),
)
"""Fields of the metadata that stand in the head as they are."""


def _fields(article: Article) -> Iterator[tuple[str, Any]]:
    known = article.metadata
    for name in _ABOUT:
        yield name, getattr(known, name)
    yield "dateline", (known.dateline or {}).get("place")
    yield "agencies", [agency.get("id") for agency in known.agencies]
    yield "initials", known.initials
    yield "desk", known.desk
    yield "embeds", [said for e in known.embeds if (said := " ".join(filter(None, (e.get("provider"), e.get("url")))))]
    yield "corrections", known.corrections
    yield "paywall", next((name for name in ("truncated", "present") if known.paywall.get(name)), None)
    yield "words", known.words
    yield "source", article.source
    yield "status", article.status
    yield "reason", article.reason
    yield "cleaner", article.provenance.get("cleaner")


def _scalar(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_scalar, value))}]" if value else "[]"
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return _UNSAFE.sub(_escaped, json.dumps(str(value), ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\\uFFFD" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04X}"
