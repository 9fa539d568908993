"""Findings -> SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from cleaner.finding import SUSPICIOUS, Finding
from cleaner.rules.load import Rule
from cleaner.write.findings import message
from cleaner.write.rulepage import page, summary

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "cleaner/v1"
"""Name of our fingerprints: rule and words, and which one of equal ones in the file; lines may move."""
_SUSPICIOUS_HELP = "Rules would take too much of this text, or it does not settle: nothing is taken out."


def sarif(findings: Iterable[Finding], rules: Sequence[Rule], version: str) -> str:
    """Return the log of one run. `rules` are all that are known; those that spoke are described in it."""
    results = list(findings)
    known = {rule.id: rule for rule in rules}
    spoke = sorted({finding.rule for finding in results})
    place = {name: index for index, name in enumerate(spoke)}
    driver = {
        "name": "cleaner",
        "semanticVersion": version,
        "rules": [_rule(name, known.get(name)) for name in spoke],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, place) for finding in results],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        help_text = _SUSPICIOUS_HELP if name == SUSPICIOUS else name
        return {"id": name, "shortDescription": {"text": name}, "help": {"text": help_text}}
    sections = [f"{head}\n" + "\n".join(f"  {line}" for line in lines) for head, lines in page(rule)]
    told = [part for part in sections if not part.startswith(("Phrases", "Part "))]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.why},
        "help": {"text": f"{summary(rule)}\n\n" + "\n\n".join(told)},
        "defaultConfiguration": {"level": "warning" if rule.safety == "safe" else "note"},
        "properties": {"family": rule.family, "safety": rule.safety, "language": rule.language},
    }


def _result(finding: Finding, place: Mapping[str, int]) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": place[finding.rule],
        "level": "note" if finding.note else "warning",
        "message": {"text": f"{finding.code}: {message(finding)}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(finding.path)}, "region": region}}],
        "partialFingerprints": {FINGERPRINT: f"{finding.fingerprint}:{finding.ordinal}"},
    }


def _uri(path: str) -> str:
    """Return a path as a URI: relative as it was given, absolute with `file:`; bytes that are no UTF-8 as they are."""
    plain = PurePath(path).as_posix()
    quoted = quote(plain.encode("utf-8", "surrogateescape"))
    return f"file://{quoted}" if plain.startswith("/") else quoted
