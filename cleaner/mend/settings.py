"""What holds for every file of a run of `check` or `fix`. Immutable, and sent to other processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made

from cleaner.options import Options

DEFAULT_FAMILIES = (
    "embed", "consent", "agency", "related", "promo", "paywall", "ad", "player", "interface", "navigation", "widget",
)  # fmt: skip
"""What goes by default: nothing that tells something which a text file has no other place for."""
TELLING_FAMILIES = ("dateline", "byline", "timestamp", "credit", "notice")
"""What goes only where it is selected, or where the account of the removals is kept."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`ignores` are patterns with the families and rules that do not act on files they name, counted from `folder`;
    `accepted` is what the baseline leaves in, by file and fingerprint."""

    options: Options
    language: str | None = None
    field: str = "text"
    ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folder: str = "."
    home: str = "."
    """The folder that paths of the baseline count from."""
    accepted: Mapping[str, Mapping[str, int]] = made(default_factory=dict)
    diff: bool = False
    edits: bool = False
    """Whether the bytes after are wanted (`fix`), and not the findings alone."""

    def options_for(self, path: str) -> Options:
        """Return the options that hold for one file."""
        if not self.ignores:
            return self.options
        from cleaner.read.ignored import matches

        names = [name for pattern, own in self.ignores if matches(pattern, path, self.folder) for name in own]
        return replace(self.options, ignore=(*self.options.ignore, *names)) if names else self.options

    def accepted_in(self, path: str) -> Counter[str]:
        """Return what the baseline leaves in a file, by fingerprint."""
        if not self.accepted:
            return Counter()
        from cleaner.mend.baseline import key

        return Counter(self.accepted.get(key(path, self.home)) or {})


def filtering(options: Options, *, extend: Iterable[str] = (), telling: bool = False) -> Options:
    """Return options for `check` and `fix`: the default families where nothing is selected, and further ones."""
    chosen = options.select or (*DEFAULT_FAMILIES, *(TELLING_FAMILIES if telling else ()))
    return replace(options, select=(*chosen, *extend))
