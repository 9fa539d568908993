"""The only place that knows words, counts and exit codes. Everything here goes to stderr; stdout is for data."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaner.article import STATUSES, Article
from cleaner.errors import CleanerError

DONE, FINDINGS, FAILED, INTERRUPTED, PIPE = 0, 1, 2, 130, 141
RESTORED = "restored"
_RED, _YELLOW, _BOLD, _DIM = "31", "33", "1", "2"


def complain(what: str, hint: str = "") -> None:
    """Say what is wrong and what to do about it."""
    say(f"{_style('cleaner:', _RED, _BOLD)} {what}" + (f"\n  {_style(hint, _DIM)}" if hint else ""))


@dataclass(slots=True)
class Report:
    """Counts outcomes; every article ends in exactly one of STATUSES. Quiet hides all but errors."""

    quiet: bool = False
    verbose: bool = False
    outcomes: Counter[str] = field(default_factory=Counter)
    removals: int = 0

    def done(self, article: Article) -> None:
        """Count one article; say at once what failed, and what was kept as it was."""
        self.outcomes[article.status] += 1
        self.removals += len(article.removed)
        if article.status == "failed":
            self.failed(article.source, article.error or {})
        elif article.status == "suspicious" and not self.quiet:
            say(f"{article.source}: {_style('suspicious', _YELLOW)}, kept as it was: {article.reason}")
        elif self.verbose and not self.quiet:
            say(f"{article.source}: {article.status}{_families(article)}")

    def failed(self, name: str, error: Mapping[str, str]) -> None:
        """Say in one line which input failed, why, and what to do."""
        what, hint = " ".join(error.get("what", "failed").split()), error.get("hint")
        told = what if what.startswith(f"{name}:") else f"{name}: {what}"
        say(_style(told, _RED) + (f" ({hint})" if hint else ""))

    def restored(self) -> None:
        """Count one source that came back."""
        self.outcomes[RESTORED] += 1

    def refused(self, name: str, problem: CleanerError) -> None:
        """Count one record that cannot be restored, and say why."""
        self.outcomes["failed"] += 1
        self.failed(name, {"what": problem.what, "hint": problem.hint})

    def close(self) -> int:
        """Say the sum in one line, unless quiet, and return the exit code."""
        if not self.quiet and self.outcomes:
            say(self.summary())
        return FAILED if self.outcomes["failed"] else DONE

    def summary(self) -> str:
        """Return the sum, such as `cleaned 3, failed 1 (12 removals)`."""
        parts = [f"{name} {self.outcomes[name]:,}" for name in (*STATUSES, RESTORED) if self.outcomes[name]]
        return ", ".join(parts) + (f" ({counted(self.removals, 'removal')})" if self.removals else "")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it needs one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def colours(stream: object) -> bool:
    """Tell whether a stream takes colours: a terminal that is not dumb, or FORCE_COLOR; NO_COLOR beats both."""
    if os.environ.get("NO_COLOR"):
        return False
    terminal = getattr(stream, "isatty", lambda: False)()
    return bool(os.environ.get("FORCE_COLOR")) or (bool(terminal) and os.environ.get("TERM") != "dumb")


def _families(article: Article) -> str:
    families = Counter(removal.family for removal in article.removed)
    found = ", ".join(f"{family} {count}" for family, count in families.most_common())
    return f", {counted(len(article.removed), 'removal')} ({found})" if found else ""


def _style(text: str, *codes: str) -> str:
    return f"\033[{';'.join(codes)}m{text}\033[0m" if colours(sys.stderr) else text


def say(line: str) -> None:
    """Print to stderr. A name with half characters is shown with escapes, whatever the locale."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr, flush=True)
