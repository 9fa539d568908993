"""Sentences that speak about the place named before them, which is no dateline then.

The data is referring.toml: for each language how such sentences begin.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from cleaner.rules.cache import parsed


def refers(text: str, language: str | None) -> bool:
    """Tell whether a text begins like a sentence about a place named right before it: "Die Stadt, in der …".

    `language` is the article's (ISO 639-1, a region may follow) or None; without a list for it nothing refers.
    """
    opens = _opens().get((language or "").split("-")[0].lower())
    return opens is not None and opens.match(text) is not None


@cache
def _opens() -> dict[str, re.Pattern[str]]:
    """Return for each language one pattern of all its openings, the longest first."""
    data = parsed(Path(__file__).with_name("referring.toml"))
    return {
        language: re.compile(f"(?:{'|'.join(map(re.escape, sorted(said['opens'], key=len, reverse=True)))})(?![^\\W_])")
        for language, said in data.items()
    }
