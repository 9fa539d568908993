"""Findings -> lines for people, JSON for programs, annotations for GitHub. One function a format."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.finding import SUSPICIOUS, Finding

FORMATS = ("text", "json", "jsonl", "github", "sarif")
_SHOWN = 72
"""Characters of a finding's text in a line for people."""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def text(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield `path:line:column: family/rule  text…`, as compilers write, so that editors find the place."""
    for each in findings:
        yield f"{shown(each.path)}:{each.line}:{each.column}: {each.code}  {message(each)}\n"


def message(finding: Finding) -> str:
    """Return the text of a finding on one line, shortened, and what kind of note it is."""
    if finding.family == SUSPICIOUS:
        return f"{finding.text.removesuffix(': kept as it was')}: kept as it was"
    said = shown(" ".join(finding.text.split()))
    said = said if len(said) <= _SHOWN else said[: _SHOWN - 1].rstrip() + "…"
    return f"{said}  (review: --unsafe takes it out)" if finding.note else said


def shown(value: str) -> str:
    """Return a text whose control characters a terminal does not obey, and half characters of a name as escapes."""
    plain = value.encode("utf-8", "backslashreplace").decode("utf-8")
    return _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", plain)


def as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data. `note` is true for what does not count: review and suspicious."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "family": finding.family,
        "rule": finding.rule,
        "safety": finding.safety,
        "note": finding.note,
        "text": finding.text,
        "fingerprint": f"{finding.fingerprint}:{finding.ordinal}",
    }


def jsonl(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one JSON object a line."""
    for each in findings:
        yield f"{_json(as_dict(each))}\n"


def array(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield one JSON array, a finding a line; `[]` without any."""
    before = "[\n  "
    for each in findings:
        yield before + _json(as_dict(each))
        before = ",\n  "
    yield "[]\n" if before == "[\n  " else "\n]\n"


def github(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield workflow commands that GitHub shows beside the lines of a change: warnings, and notices for notes."""
    for each in findings:
        level = "notice" if each.note else "warning"
        fields = {"file": each.path, "line": each.line, "col": each.column, "endLine": each.end_line}
        if each.end_line == each.line:
            fields["endColumn"] = each.end_column
        fields["title"] = f"cleaner: {each.code}"
        told = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items())
        yield f"::{level} {told}::{_escaped(message(each))}\n"


def statistics(findings: Iterable[Finding]) -> list[tuple[int, int, int, str, str]]:
    """Return how often each rule spoke: pieces, files, characters, family and rule, the most frequent first."""
    pieces: Counter[tuple[str, str]] = Counter()
    characters: Counter[tuple[str, str]] = Counter()
    files: dict[tuple[str, str], set[str]] = {}
    for each in findings:
        key = each.family, each.rule
        pieces[key] += 1
        characters[key] += len(each.text)
        files.setdefault(key, set()).add(each.path)
    order = sorted(pieces, key=lambda key: (-pieces[key], key))
    return [(pieces[key], len(files[key]), characters[key], *key) for key in order]


def _json(value: dict[str, Any]) -> str:
    """Return JSON in readable letters; a lone surrogate (half a character of a name) is escaped."""
    out = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if re.search("[\ud800-\udfff]", out) else out


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _escaped(value).replace(":", "%3A").replace(",", "%2C")
