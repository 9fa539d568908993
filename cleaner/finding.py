"""The nouns of the filter: what `check` reports and `fix` cuts. Standard library only.

Lines and columns count from 1, columns in characters (Unicode code points); `start` and `end` count characters of the
decoded file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

SAFE, REVIEW = "safe", "review"
SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of a file that a rule names. `note` findings are told and not cut: what waits for review, and what
    was kept as it was (family `suspicious`, its reason as text)."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    family: str
    rule: str
    text: str
    safety: str = SAFE
    note: bool = False
    start: int = 0
    end: int = 0
    ordinal: int = 1
    """How often the same piece stood in the file up to here, this one included."""

    @property
    def code(self) -> str:
        """Family and rule as one word, for reports; --select, --ignore and the markers take it too."""
        return self.family if self.rule == self.family else f"{self.family}/{self.rule.removeprefix(f'{self.family}/')}"

    @property
    def fingerprint(self) -> str:
        """What stays the same when lines move: a hash of the rule and the words."""
        return fingerprint(self.rule, self.text)


def fingerprint(rule: str, text: str) -> str:
    """Return 16 hex digits of the SHA-256 of a rule and of the words it names."""
    body = f"{rule}\0{' '.join(text.split())}"
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of one file in their order, each with its ordinal among equal ones."""
    seen: dict[str, int] = {}
    out = []
    for finding in sorted(findings, key=lambda each: (each.start, each.note, each.code)):
        seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        out.append(replace(finding, ordinal=seen[finding.fingerprint]))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Cut:
    """One stretch that `fix` takes out of a file: [start, end) counts bytes of the file as it was."""

    start: int
    end: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Edit:
    """What `fix` would make of a file: the bytes after, the stretches cut, and the SHA-256 of the bytes before."""

    after: bytes
    cuts: tuple[Cut, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file gave. `errors` say what could not be done, each with a place; `edit` is None where nothing would
    change or nobody asked; `fixable` is false where only `check` works."""

    path: str
    findings: tuple[Finding, ...] = ()
    errors: tuple[Mapping[str, str], ...] = ()
    edit: Edit | None = None
    diff: tuple[str, ...] = ()
    fixable: bool = True
    stdin: bool = False

    @property
    def counted(self) -> tuple[Finding, ...]:
        """The findings that are no notes."""
        return tuple(finding for finding in self.findings if not finding.note)
