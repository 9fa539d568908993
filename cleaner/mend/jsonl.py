"""JSONL -> one passage a line: the string of one field, with the place of each of its characters in the raw line.

Nothing but characters of that string is ever cut, so every other byte of the file stays: spaces, key order, numbers,
escapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from cleaner.errors import InputError
from cleaner.mend.passage import Passage, Run

_SPACE = re.compile(r"[ \t\r]*")
_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+", re.DOTALL
)
_RAW_BYTE = re.compile("[\udc80-\udcff]")
_LONE = re.compile("[\ud800-\udfff]")
_DECODER = json.JSONDecoder()

Line = tuple[int, Passage | InputError]
"""Number of the line, and its passage or what is wrong with it."""


def passages(text: str, name: str) -> Iterator[Line]:
    """Yield the field of every line that is not blank. Lines end at LF only: U+2028 and the like may stand in strings.

    A line that is no JSON object, lacks the field, or has something else than text in it gives an InputError; null is
    nothing to clean.
    """
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip(" \t\r"):
            try:
                passage = _passage(line, at, name)
            except InputError as problem:
                yield number, problem
            else:
                if passage is not None:
                    yield number, passage
        at += len(line) + 1


def _passage(line: str, at: int, name: str) -> Passage | None:
    if _RAW_BYTE.search(line):
        raise InputError("not UTF-8", hint="JSON is UTF-8; convert the file first")
    start, value = _field(line, name)
    if value is None:
        return None
    end = _string(line, start)[1] - 1
    runs: list[Run] = []
    length = 0
    for found in _PIECE.finditer(line, start + 1, end):
        raw = found.group()
        width = len(raw) if raw[0] == "\\" else 1
        runs.append((length, at + found.start(), width))
        length += 1 if raw[0] == "\\" else len(raw)
    if length != len(value):
        raise InputError(f"the string of {name!r} cannot be traced", hint="please report this line")
    return Passage(_LONE.sub("\ufffd", value), "field", tuple(runs))


def _field(line: str, name: str) -> tuple[int, str | None]:
    """Return where the value of a field begins, and the value. Raises InputError where there is none."""
    at = _skip(line, 1 if line.startswith("\ufeff") else 0)
    if line[at : at + 1] != "{":
        raise InputError("no JSON object", hint='a line is one object, such as {"text": "…"}')
    found: list[tuple[int, Any]] = []
    keys: set[str] = set()
    at = _skip(line, at + 1)
    while line[at : at + 1] == '"':
        key, at = _string(line, at)
        at = _skip(line, _expect(line, _skip(line, at), ":"))
        value, after = _value(line, at)
        keys.add(key)
        if key == name:
            found.append((at, value))
        at = _skip(line, after)
        if line[at : at + 1] != ",":
            break
        at = _skip(line, at + 1)
        if line[at : at + 1] != '"':
            raise InputError(f"no JSON: a key is expected at column {at + 1}", hint="was the line cut off?")
    at = _skip(line, _expect(line, at, "}"))
    if at != len(line):
        raise InputError(f"no JSON: something follows the object at column {at + 1}", hint="one object a line")
    if not found and {"fix", "cuts", "sha256_fixed"} <= keys:  # the account of an earlier fix
        return 0, None
    if not found:
        raise InputError(f"no field {name!r}", hint="name the field with --field")
    if len(found) > 1:
        raise InputError(f"the field {name!r} stands there twice", hint="readers differ on which one counts")
    if not isinstance(found[0][1], str | None):
        raise InputError(f"the field {name!r} holds no text", hint="name another field with --field")
    return found[0]


def _skip(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at


def _expect(line: str, at: int, sign: str) -> int:
    if line[at : at + 1] != sign:
        raise InputError(f"no JSON: {sign!r} is expected at column {at + 1}", hint="was the line cut off?")
    return at + 1


def _string(line: str, at: int) -> tuple[str, int]:
    try:
        value, end = scanstring(line, at + 1, True)
    except ValueError as problem:
        raise InputError(f"no JSON: {problem}", hint="was the line cut off?") from problem
    return str(value), int(end)


def _value(line: str, at: int) -> tuple[Any, int]:
    if line[at : at + 1] == '"':
        return _string(line, at)
    try:
        return _DECODER.raw_decode(line, at)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"no JSON: {problem}", hint="was the line cut off?") from problem
