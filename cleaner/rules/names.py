"""The persons that a byline names."""

from __future__ import annotations

import re
from typing import Any

from cleaner.rules.agencies import agencies, is_house
from cleaner.rules.match import Match

_BETWEEN = re.compile(r",\s*(?:und|and|et|y|e|och|og|ja|ve)?\s*|\s+(?:und|and|et|y|e|och|og|ja|ve|&|/)\s+")
_SLOTS = ("names", "name", "names2", "name2")


def credited(match: Match) -> dict[str, Any]:
    """Return the authors that the name slots of a byline hold; agencies, desks and single words are none."""
    said = [part.strip(" .") for slot in _SLOTS if slot in match.slots for part in _BETWEEN.split(match.slots[slot])]
    known = agencies()
    authors = [
        name
        for name in said
        if " " in name and not _desk(name) and not known.by_name(name) and not known.by_code(name, None)
    ]
    return {"authors": list(dict.fromkeys(authors))} if authors else {}


def _desk(name: str) -> bool:
    """Tell whether a name begins with the mark of a newsroom: "Redacción Digital". Shorter marks are also first names
    ("Red")."""
    first = name.split(" ", 1)[0]
    return len(first) > 3 and is_house(first)
