"""The rule files that are shipped and those that a user adds: which of them act on an article, and their hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleaner.errors import RuleError
from cleaner.rules.cache import kept
from cleaner.rules.load import Rule, parse, read

_SHIPPED = Path(__file__).parent
_REVIEWED = re.compile(rb"""safety\s*=\s*["']review""")
_EVERYWHERE = "any"
"""Name of the file whose rules act on every article."""

_ABROAD = frozenset({"embed", "consent", "player", "interface", "ad", "navigation", "credit", "notice", "agency"})
"""Families in which English rules act beside those of another language: what software and agencies print."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of some files."""

    rules: tuple[Rule, ...]

    def speaking(self, language: str | None) -> tuple[Rule, ...]:
        """Return the rules that act on an article: its own language, English, and those for every language.

        English acts everywhere because consent frames and players speak it on pages of any language, where there are
        rules for that language only with such families; an article of unknown language gets the rules for every
        language only."""
        wanted = {"*"} if language is None else {"*", language}
        abroad = language is not None and language != "en"
        every = abroad and not any(rule.language == language for rule in self.rules)
        return tuple(
            rule
            for rule in self.rules
            if rule.language in wanted or (abroad and rule.language == "en" and (every or rule.family in _ABROAD))
        )


@cache
def rulebook(extra: tuple[str, ...] = ()) -> Rulebook:
    """Load all shipped rule files and further ones (paths). Raises RuleError for the first thing that is wrong."""
    return _read_all([*shipped(), *map(Path, extra)])


def acting(language: str | None, extra: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Return the rules that act on an article, reading no more files than that takes. Raises RuleError."""
    if extra:
        return _read_all([*shipped(), *map(Path, extra)]).speaking(language)
    named = {_EVERYWHERE} if language is None else {_EVERYWHERE, "en", language}
    return _read_all([file for file in shipped() if file.stem in named]).speaking(language)


@cache
def waiting(extra: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the ids of rules that wait for review. Only files in which one does are parsed. Raises RuleError."""
    files = (*shipped(), *map(Path, extra))

    def made() -> tuple[str, ...]:
        marked = [file for file in files if _REVIEWED.search(read(file))]
        return tuple(rule.id for rule in _read_all(marked).rules if rule.safety == "review")

    return frozenset(kept("waiting", "", files, made))


@cache
def languages() -> frozenset[str]:
    """Return the languages (ISO 639-1) that have a rule file."""
    return frozenset(file.stem for file in shipped()) - {_EVERYWHERE}


def shipped() -> tuple[Path, ...]:
    """Return the rule files that come with the package."""
    return tuple(sorted((_SHIPPED / "languages").glob("*.toml")))


def data() -> tuple[Path, ...]:
    """Return all further files that decide what is removed: agencies, providers, places, rules about markup."""
    return tuple(file for what in ("*.toml", "publishers/*.toml", "*.txt") for file in sorted(_SHIPPED.glob(what)))


@cache
def digest(extra: tuple[str, ...] = ()) -> str:
    """Return the hash of everything that rules are made of; it goes into every record."""
    said = hashlib.sha256()
    for file in (*shipped(), *map(Path, extra), *data()):
        said.update(read(file) + b"\0")
    return said.hexdigest()[:12]


def _read_all(files: Sequence[Path]) -> Rulebook:
    rules = tuple(rule for file in files for rule in parse(read(file).decode(), file=_shown(file)))
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(
                f"{rule.file}: rule {rule.id} is defined twice (also in {seen[rule.id]})", hint="give it another id"
            )
        seen[rule.id] = rule.file
    return Rulebook(rules)


def _shown(file: Path) -> str:
    return file.relative_to(_SHIPPED).as_posix() if file.is_relative_to(_SHIPPED) else str(file)
