"""The baseline: the findings that are accepted as they are, by file and fingerprint, so that lines may move."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cleaner.errors import OptionError
from cleaner.finding import Outcome

NAME = ".cleaner-baseline.json"
_VERSION = 1
_SHOWN = 60
"""Characters of a finding that stand in the file, for those who read it."""
_ASK = "make it anew with cleaner baseline"


def key(path: str, folder: str) -> str:
    """Return the name of a file in a baseline: relative to the folder of the baseline, with slashes."""
    if path == "-":
        return path
    return os.path.relpath(path, folder or ".").replace(os.sep, "/")


def accepted(path: Path) -> Mapping[str, Mapping[str, int]]:
    """Return what a baseline accepts: counts by file and fingerprint. Raises OptionError for what is no baseline."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        what = problem.strerror if isinstance(problem, OSError) else problem
        raise OptionError(f"{path}: no baseline: {what}", hint=_ASK) from problem
    if not isinstance(table, dict) or table.get("version") != _VERSION or not isinstance(table.get("files"), dict):
        raise OptionError(f"{path}: no baseline of version {_VERSION}", hint=_ASK)
    try:
        return {
            name: {str(entry["fingerprint"]): int(entry["count"]) for entry in entries}
            for name, entries in table["files"].items()
        }
    except (KeyError, TypeError, ValueError) as problem:
        raise OptionError(f"{path}: damaged baseline ({problem})", hint=_ASK) from problem


def written(outcomes: Iterable[Outcome], folder: str) -> bytes:
    """Return the baseline of today's findings: sorted, one finding a line, the same for the same findings."""
    rows: list[str] = []
    found = {key(each.path, folder): each.counted for each in outcomes if each.counted}
    for name in sorted(found):
        counts = Counter(finding.fingerprint for finding in found[name])
        told: dict[str, Any] = {}
        for finding in found[name]:
            entry = {"fingerprint": finding.fingerprint, "count": counts[finding.fingerprint], "rule": finding.rule}
            told[finding.fingerprint] = entry | {"text": " ".join(finding.text.split())[:_SHOWN]}
        entries = [told[print_] for print_ in sorted(told, key=lambda p: (told[p]["rule"], p))]
        body = ",\n".join(f"      {_json(entry)}" for entry in entries)
        rows.append(f"    {_json(name)}: [\n{body}\n    ]")
    files = ",\n".join(rows)
    inner = f"{{\n{files}\n  }}" if files else "{}"
    return f'{{\n  "version": {_VERSION},\n  "files": {inner}\n}}\n'.encode("utf-8", "backslashreplace")


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text
