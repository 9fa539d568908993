"""The sums of `check`, `fix` and `baseline`, and what is said on the way. To stderr; findings themselves are data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner.cli.report import DONE, FAILED, FINDINGS, Report, counted, say
from cleaner.finding import SUSPICIOUS, Outcome


@dataclass(slots=True)
class Tally:
    """Counts files, findings and errors; says at once what failed, unless it is only a matter of notes."""

    quiet: bool = False
    verbose: bool = False
    files: int = 0
    found_in: int = 0
    findings: int = 0
    review: int = 0
    suspicious: int = 0
    failed: int = 0
    changed: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one file and name what could not be done in it."""
        self.files += 1
        found = len(outcome.counted)
        self.findings += found
        self.found_in += bool(found)
        suspicious = sum(finding.family == SUSPICIOUS for finding in outcome.findings)
        self.review += len(outcome.findings) - found - suspicious
        self.suspicious += bool(suspicious)
        self.failed += bool(outcome.errors)
        for error in outcome.errors:
            Report(self.quiet).failed(error["where"], error)
        if self.verbose and not self.quiet and not outcome.errors:
            say(f"{outcome.path}: {counted(found, 'finding') if found else 'nothing to do'}")

    def counting(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes, each counted."""
        for outcome in outcomes:
            self.add(outcome)
            yield outcome

    def refuse(self, path: str, what: str, hint: str) -> None:
        """Count a file that could not be written, and say why."""
        self.failed += 1
        Report(self.quiet).failed(path, {"what": what, "hint": hint})

    def fixed(self, outcome: Outcome) -> None:
        """Count a file that was rewritten, and name it; one that stayed as it was does not count."""
        if outcome.edit is None:
            return
        self.changed += 1
        if not self.quiet:
            say(f"fixed {outcome.path} ({counted(len(outcome.counted), 'removal')})")

    def close(self, sentence: str, *, findings: bool) -> int:
        """Say the sum in one line, unless quiet, and return the exit code."""
        if not self.quiet and self.files:
            failed = f", {self.failed:,} failed" if self.failed else ""
            kept = f", {self.suspicious:,} suspicious (kept as they were)" if self.suspicious else ""
            waiting = f", {self.review:,} for review" if self.review else ""
            say(f"{sentence}{waiting}{kept}{failed}")
        if self.failed:
            return FAILED
        return FINDINGS if findings else DONE
