"""News agencies: their names, codes and languages, and the words that stand beside them in a credit.

The data is agencies.toml. A code is compared with case (`ap` and `AP` are two things), and a code that is also an
ordinary word or another body counts alone only in an article of a language whose press prints it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleaner.rules.cache import parsed

_HOST = re.compile(
    r"[a-z0-9][a-z0-9-]{0,40}\.(?:de|at|ch|com|net|org|fr|it|es|nl|be|tv|eu|uk|info|pl|cz|sk|se|dk|no|fi|tr|pt|br|lu|li)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Agency:
    """One news agency. `codes` are case-sensitive tags; `collides` are those that need more context than themselves."""

    id: str
    name: str
    country: str
    codes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    wikidata: str | None = None
    press_release: bool = False
    historic: bool = False
    collides: tuple[str, ...] = ()
    note: str = ""

    def alone(self, code: str, language: str | None) -> bool:
        """Tell whether a code of this agency counts without another agency beside it."""
        if code not in self.collides:
            return True
        return not self.historic and language is not None and language.split("-")[0].lower() in self.languages


@dataclass(frozen=True, slots=True)
class Agencies:
    """All agencies, with lookups, and the words that may stand in a credit. `openings` are the first words of all
    names: without one of them a text credits nobody, which spares most of the work."""

    every: tuple[Agency, ...]
    codes: Mapping[str, tuple[Agency, ...]]
    names: Mapping[str, Agency]
    words: Mapping[str, frozenset[str]]
    openings: frozenset[str]

    def by_code(self, code: str, language: str | None = None) -> Agency | None:
        """Return the agency of a code (with case). A code of two agencies is the one's that prints in the language."""
        found = self.codes.get(code, ())
        if len(found) > 1:
            short = (language or "").split("-")[0].lower()
            found = tuple(a for a in found if short in a.languages)
        return found[0] if len(found) == 1 else None

    def by_name(self, name: str) -> Agency | None:
        """Return the agency of a full name or alias, any case."""
        return self.names.get(name.casefold())


@cache
def agencies() -> Agencies:
    """Return the agencies of agencies.toml, read once."""
    data = parsed(Path(__file__).with_name("agencies.toml"))
    every = tuple(_agency(entry) for entry in data["agency"])
    codes: dict[str, tuple[Agency, ...]] = {}
    names: dict[str, Agency] = {}
    for one in every:
        for code in one.codes:
            codes[code] = (*codes.get(code, ()), one)
        for name in one.aliases:
            names.setdefault(name.casefold(), one)
    words = {key: frozenset(listed) for key, listed in data["words"].items()}
    openings = {name.casefold().split(" ")[0] for name in (*codes, *names)} | words["generic"]
    return Agencies(every, codes, names, words, frozenset(openings))


def _agency(entry: dict[str, object]) -> Agency:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Agency(**values)  # type: ignore[arg-type]


def is_house(text: str) -> bool:
    """Tell whether a text is the mark or host of a newsroom ("Tsp", "example.de")."""
    return text.casefold() in agencies().words["houses"] or _HOST.match(text) is not None
