"""Records -> JSON and JSONL bytes, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.errors import RecordError


def line(record: Mapping[str, Any]) -> bytes:
    """Return one JSONL line with its line end. U+2028 and the like may stand inside strings: only LF ends a record."""
    return _dump(record, indent=False) + b"\n"


def pretty(record: Mapping[str, Any]) -> bytes:
    """Return one record as indented JSON, without a line end."""
    return _dump(record, indent=True)


def records(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON object, a JSON array or JSONL. Raises RecordError with the line that is no JSON.

    JSONL is cut at LF bytes only; `str.splitlines` would cut a record at U+2028, U+0085 or a form feed.
    """
    head = data.lstrip()[:1]
    if head == b"[":
        yield from _whole(data, name)
        return
    rows = [(number, row) for number, row in enumerate(data.split(b"\n"), 1) if row.strip()]
    if not rows:
        raise RecordError(f"{name}: no records in it", hint="give the output of cleaner clean --to json or jsonl")
    if rows[0][1].strip() == b"{":
        yield from _whole(data, name)
        return
    for number, row in rows:
        yield _record(_load(row, f"{name}:{number}"), f"{name}:{number}")


def _whole(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    value = _load(data, name)
    for entry in value if isinstance(value, list) else [value]:
        yield _record(entry, name)


def _record(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RecordError(f"{where}: a record is an object, this is a {type(value).__name__}", hint="one record a line")
    return value


def _load(data: bytes, where: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise RecordError(f"{where}: no JSON ({problem})", hint="was the file cut off or edited?") from problem


def _dump(record: Mapping[str, Any], *, indent: bool) -> bytes:
    """Serialise with orjson; with json where a string holds a lone surrogate, which orjson refuses and json escapes."""
    import orjson

    try:
        return orjson.dumps(record, option=orjson.OPT_INDENT_2 if indent else None)
    except TypeError:
        layout: dict[str, Any] = {"indent": 2} if indent else {"separators": (",", ":")}
        return json.dumps(record, **layout).encode("ascii")
