"""The persons that a byline names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cleaner.rules.agencies import agencies, is_house
from cleaner.rules.match import Match

_BETWEEN = re.compile(r",\s*(?:und|and|et|y|e|och|og|ja|ve)?\s*|\s+(?:und|and|et|y|e|och|og|ja|ve|&|/)\s+")
_BESIDE = re.compile(
    r"(?:\b(?:mit|und|and|with|avec|et|con|e|y|met|en|med|och|og|z|ja|ve)|[/,|]) ([^\W\d_a-z][\w. -]{1,40})\W{0,3}\Z"
)
_AROUND = ".,;:•·|()[]*-–—©"
_LONGEST = 4
"""Words of an agency's name at most."""
_SLOTS = ("names", "name", "names2", "name2")


def supplied(text: str) -> dict[str, Any]:
    """Return the agencies that a line credits which a rule has named as a credit: "Weitere Quellen • AP"."""
    known = agencies()
    words = [word for word in (raw.strip(_AROUND) for raw in text.split()) if word]
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        for count in range(min(_LONGEST, len(words) - at), 0, -1):
            spelled = " ".join(words[at : at + count])
            agency = known.by_name(spelled) or known.by_code(spelled)
            if agency is not None:
                found.setdefault(agency.id, spelled)
                at += count - 1
                break
        at += 1
    return {"agencies": [{"id": name, "as": spelled} for name, spelled in found.items()]} if found else {}


def credited(match: Match, text: str = "") -> dict[str, Any]:
    """Return the authors that the name slots of a byline hold; agencies, desks and single words are none. An agency
    that the line (`text`) ends with is credited beside them: "Von Jo Doe mit AP"."""
    named = _joined(match.slots, text)
    said = [part.strip(" .") for slot in _SLOTS if slot in named for part in _BETWEEN.split(named[slot])]
    known = agencies()
    authors = [
        name
        for name in said
        if " " in name and not _desk(name) and not known.by_name(name) and not known.by_code(name, None)
    ]
    beside = _BESIDE.search(text)
    return ({"authors": list(dict.fromkeys(authors))} if authors else {}) | (supplied(beside[1]) if beside else {})


def _joined(slots: Mapping[str, str], text: str) -> Mapping[str, str]:
    """Return the slots with `{name} {names}` made one: how a phrase asks for two words, since one may be a place."""
    whole = f"{slots.get('name', '')} {slots.get('names', '')}"
    if whole.strip() == whole and whole in text:
        return {**slots, "name": "", "names": whole}
    return slots


def _desk(name: str) -> bool:
    """Tell whether a name begins with the mark of a newsroom: "Redacción Digital". Shorter marks are also first names
    ("Red")."""
    first = name.split(" ", 1)[0]
    return len(first) > 3 and is_house(first)
