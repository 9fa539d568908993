"""Article -> record: the dict that JSON, JSONL and `Article.to_dict` share (schema 1, docs/record.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from cleaner.article import Article, Block, Metadata, Removal, Span

SCHEMA = 1
"""Version of the record's shape; grows only when a field changes its meaning or goes away."""


def record(article: Article) -> dict[str, Any]:
    """Return the article as plain dicts, lists, strings and numbers, keys always in the same order.

    Unknown is None or []. `reason` stands only in suspicious records, `error` only in failed ones, `metadata_sources`
    only when they were asked for (`Options.explain`), so their absence means something.
    """
    entry: dict[str, Any] = {
        "schema": SCHEMA,
        "id": identity(article),
        "source": article.source,
        "status": article.status,
    }
    if article.reason is not None:
        entry["reason"] = article.reason
    if article.error is not None:
        entry["error"] = plain(article.error)
    entry["text"] = article.text
    entry["blocks"] = [_block(block, article.layer) for block in article.blocks]
    entry["removed"] = [_removal(removal) for removal in article.removed]
    entry["gaps"] = [[start, end, article.layer[start:end]] for start, end in gaps(article)]
    entry["metadata"] = {f.name: plain(getattr(article.metadata, f.name)) for f in fields(Metadata)}
    if article.metadata_sources:
        entry["metadata_sources"] = plain(article.metadata_sources)
    entry["provenance"] = _provenance(article)
    return entry


def identity(article: Article) -> str:
    """Return a stable id: 16 hex digits of the input's SHA-256, a dash, 8 of the SHA-256 of its name.

    The first half is equal for equal bytes (copies sort together), the second tells two names of them apart. An input
    that could not be read has zeros in the first half.
    """
    content = str(article.provenance.get("sha256") or "")[:16] or "0" * 16
    name = hashlib.sha256(article.source.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{content}-{name}"


def blank_line(document_format: str, newline: str) -> str:
    """Return what one blank line is in a layer: the file's own line end twice; a page's layer is ours, so LF LF."""
    return "\n\n" if document_format == "html" else newline * 2


def gaps(article: Article) -> Iterator[Span]:
    """Yield the ranges of the layer outside every piece, except separators of exactly one blank line.

    What stands before the first piece and after the last is always named, so that the layer's length needs no field.
    """
    blank = blank_line(article.document_format, _newline(article))
    cursor = 0
    pieces = sorted(_pieces(article))
    for start, end in pieces:
        if cursor < start and (cursor == 0 or article.layer[cursor:start] != blank):
            yield cursor, start
        cursor = max(cursor, end)
    if cursor < len(article.layer):
        yield cursor, len(article.layer)


def plain(value: Any) -> Any:
    """Return mappings as dicts and sequences as lists, all the way down; JSON knows nothing else."""
    if hasattr(value, "items"):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


def _pieces(article: Article) -> Iterator[Span]:
    for block in article.blocks:
        yield from block.spans
    for removal in article.removed:
        yield removal.start, removal.end


def _newline(article: Article) -> str:
    encoding = article.provenance.get("encoding") or {}
    return str(encoding.get("newline") or "\n")


def _block(block: Block, layer: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": block.kind}
    if block.level is not None:
        entry["level"] = block.level
    entry |= {"text": block.text, "start": block.start, "end": block.end}
    for name in ("group", "attribution", "decoded", "path"):
        if getattr(block, name) is not None:
            entry[name] = getattr(block, name)
    if len(block.spans) > 1 or block.text != layer[block.start : block.end]:
        entry["spans"] = [list(span) for span in block.spans]
    return entry


def _removal(removal: Removal) -> dict[str, Any]:
    return {
        "family": removal.family,
        "rule": removal.rule,
        "judge": removal.judge,
        "text": removal.text,
        "start": removal.start,
        "end": removal.end,
        "detail": plain(removal.detail),
    }


def _provenance(article: Article) -> dict[str, Any]:
    """Return the provenance with the format, which `restore` needs to know what one blank line is."""
    known: dict[str, Any] = plain(article.provenance)
    return {"format": article.document_format} | known if known else known
