"""Record -> the source again: the proof that nothing was lost."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cleaner.article import Encoding
from cleaner.errors import RecordError
from cleaner.write.record import SCHEMA, blank_line
from cleaner.write.text import utf8

Piece = tuple[int, int, str]
"""Start, end and text of one range of the layer."""

ASK = "restore needs a complete, unchanged record of cleaner clean --to json or jsonl"


def layer(record: Mapping[str, Any]) -> str:
    """Rebuild the text layer from blocks, removals and gaps alone.

    Raises RecordError that names the piece which does not fit: one that overlaps another, a hole that no gap explains,
    a text whose length is not that of its range.
    """
    if record.get("schema") != SCHEMA:
        raise RecordError(f"this is no record of schema {SCHEMA}", hint=ASK)
    if record.get("status") == "failed":
        raise RecordError("this input had failed, so its record holds no text", hint="clean the input again")
    try:
        return "".join(_in_order(sorted(_pieces(record)), _blank(record)))
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        raise RecordError(f"the record is damaged ({type(problem).__name__}: {problem})", hint=ASK) from problem


def source(record: Mapping[str, Any], encode: Callable[[str, Encoding], bytes]) -> bytes:
    """Rebuild the bytes of a text input and check them against the SHA-256 in the record.

    `encode` turns text and `Encoding` into bytes (`cleaner.read.decode.encode`; a parameter because stages do not
    import each other). Of a gzip input the unpacked bytes come back: a compressor's output is not reproducible.
    Raises RecordError for HTML, of which only the layer can be rebuilt, and when the digest differs.
    """
    text = layer(record)
    provenance = record.get("provenance") or {}
    if provenance.get("format") == "html":
        raise RecordError("of an HTML page the text layer can be rebuilt, not the page", hint="keep the page itself")
    encoding = _encoding(provenance.get("encoding") or {})
    data = encode(text, encoding)
    wanted = provenance.get("sha256_unpacked" if encoding.gzip else "sha256")
    if wanted is None:
        raise RecordError("the record has no SHA-256 to check the bytes against", hint=ASK)
    if hashlib.sha256(data).hexdigest() != wanted:
        raise RecordError("the rebuilt bytes do not have the SHA-256 that the record names", hint=ASK)
    return data


def _in_order(pieces: Sequence[Piece], blank: str) -> Iterator[str]:
    cursor = 0
    for start, end, text in pieces:
        if start < cursor:
            raise RecordError(f"{start}-{end}: overlaps the piece that ends at {cursor}", hint=ASK)
        if start > cursor:
            if cursor == 0 or start - cursor != len(blank):
                raise RecordError(f"{cursor}-{start}: no piece and no gap explains this range", hint=ASK)
            yield blank
        if len(text) != end - start:
            raise RecordError(f"{start}-{end}: {len(text)} characters for a range of {end - start}", hint=ASK)
        yield text
        cursor = end


def _pieces(record: Mapping[str, Any]) -> Iterator[Piece]:
    removed = sorted((int(r["start"]), int(r["end"]), str(r["text"])) for r in record["removed"])
    yield from removed
    yield from ((int(start), int(end), str(text)) for start, end, text in record["gaps"])
    for block in record["blocks"]:
        yield from _slices(block, removed)


def _slices(block: Mapping[str, Any], removed: Sequence[Piece]) -> Iterator[Piece]:
    """Cut a block's text into the slices of its spans: one space stands for a gap between, nothing for a removal."""
    spans = block.get("spans") or [[block["start"], block["end"]]]
    text, cursor, last = str(block["text"]), 0, None
    for start, end in spans:
        if last is not None and not _covered(last, start, removed):
            if text[cursor : cursor + 1] != " ":
                raise RecordError(f"{last}-{start}: the block's text has no space for this gap", hint=ASK)
            cursor += 1
        yield start, end, text[cursor : cursor + end - start]
        cursor, last = cursor + end - start, end
    if cursor != len(text):
        raise RecordError(f"{spans[0][0]}-{last}: {len(text)} characters for spans of {cursor}", hint=ASK)


def _covered(start: int, end: int, removed: Sequence[Piece]) -> bool:
    """Tell whether removals alone fill a range."""
    index = bisect_left(removed, (start,))
    while start < end and index < len(removed) and removed[index][0] == start:
        start = removed[index][1]
        index += 1
    return start >= end


def _blank(record: Mapping[str, Any]) -> str:
    provenance = record.get("provenance") or {}
    encoding = provenance.get("encoding") or {}
    return blank_line(str(provenance.get("format", "text")), str(encoding.get("newline") or "\n"))


def _encoding(values: Mapping[str, Any]) -> Encoding:
    return Encoding(
        name=str(values.get("name", "utf-8")),
        bom=bool(values.get("bom", False)),
        newline=str(values.get("newline") or "\n"),
        gzip=bool(values.get("gzip", False)),
        replacements=int(values.get("replacements", 0)),
        patches=tuple((int(at), int(length), str(digits)) for at, length, digits in values.get("patches") or ()),
    )


def rebuilt(record: Mapping[str, Any], encode: Callable[[str, Encoding], bytes]) -> bytes:
    """Return what can be rebuilt of an input: the checked bytes of a text, the layer of a page as UTF-8."""
    try:
        if (record.get("provenance") or {}).get("format") == "html":
            return utf8(layer(record))
        return source(record, encode)
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise RecordError(f"the record is damaged: {problem}", hint="restore from an unchanged record") from problem
