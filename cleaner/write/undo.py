"""The account of a fix: one line of JSON a file, from which `restore` puts the file together again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from cleaner.errors import RecordError
from cleaner.finding import Cut, Outcome

SCHEMA = 1
_ASK = "restore needs the account as cleaner fix --removed wrote it"


def entry(outcome: Outcome, version: str) -> dict[str, Any]:
    """Return the account of one file that was fixed: hashes before and after, what was cut, and which rule named it.

    `cuts` are the bytes that went, each at its place in the old file: as text where it is UTF-8, else in hex. `removed`
    holds one finding each, as `check` told it.
    """
    edit = outcome.edit
    assert edit is not None
    return {
        "schema": SCHEMA,
        "fix": version,
        "source": outcome.path,
        "sha256": edit.sha256,
        "sha256_fixed": hashlib.sha256(edit.after).hexdigest(),
        "cuts": [_cut(cut) for cut in edit.cuts],
        "removed": [
            {
                "family": finding.family,
                "rule": finding.rule,
                "line": finding.line,
                "column": finding.column,
                "text": finding.text,
                "start": finding.start,
                "end": finding.end,
            }
            for finding in outcome.counted
        ],
    }


def is_entry(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is one of `fix --removed`, and not of `clean`."""
    return "fix" in record and "cuts" in record


def before(record: Mapping[str, Any], fixed: bytes) -> bytes:
    """Return the file as it was before the fix. Raises RecordError where the file is another one than the fix left, or
    the account does not add up to the old one."""
    if record.get("schema") != SCHEMA:
        raise RecordError(f"this is no account of schema {SCHEMA}", hint=_ASK)
    if hashlib.sha256(fixed).hexdigest() != record.get("sha256_fixed"):
        raise RecordError("the file was changed since the fix", hint="nothing was written; undo those changes first")
    try:
        cuts = sorted((_uncut(each) for each in record["cuts"]), key=lambda cut: cut.start)
    except (KeyError, TypeError, ValueError) as problem:
        raise RecordError(f"the account is damaged ({type(problem).__name__}: {problem})", hint=_ASK) from problem
    parts: list[bytes] = []
    taken = place = 0
    for cut in cuts:
        stays = cut.start - place
        parts += (fixed[taken : taken + stays], cut.data)
        taken, place = taken + stays, cut.end
    data = b"".join((*parts, fixed[taken:]))
    if hashlib.sha256(data).hexdigest() != record.get("sha256"):
        raise RecordError("the account does not add up to the file before the fix", hint=_ASK)
    return data


def _cut(cut: Cut) -> dict[str, Any]:
    try:
        return {"start": cut.start, "end": cut.end, "text": cut.data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"start": cut.start, "end": cut.end, "hex": cut.data.hex()}


def _uncut(value: Mapping[str, Any]) -> Cut:
    data = bytes.fromhex(value["hex"]) if "hex" in value else str(value["text"]).encode("utf-8")
    start, end = int(value["start"]), int(value["end"])
    if start < 0 or end - start != len(data):
        raise ValueError(f"{len(data)} bytes for a range of {end - start}")
    return Cut(start, end, data)
