"""Who wrote it: persons, and the agencies that stand in the author's field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cleaner.describe.jsonld import Graph, kinds
from cleaner.describe.names import code, is_label, parts, person
from cleaner.describe.plain import plain, strings, unique
from cleaner.rules.agencies import agencies
from cleaner.rules.credits import credits as tagged

_URL = re.compile(r"(?:https?:)?//|www\.|@\w+$", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+$")
_ARTICLE = re.compile(r"(?:the|der|die|das|la|le)\s", re.IGNORECASE)
_MOST, _LONGEST = 50, 1_000
"""Fields of one source, and characters of one field, that are read; real author fields stay far below."""
_PERSONAL = frozenset({"person", "patient", "profilepage"})


@dataclass(frozen=True, slots=True)
class Credits:
    """What an author field names: persons, agencies as {"id", "as"}, author codes (`tki`)."""

    persons: tuple[str, ...] = ()
    agencies: tuple[dict[str, str], ...] = ()
    codes: tuple[str, ...] = ()


def credits(names: Iterable[str], houses: set[str], language: str | None = None, *, alone: bool = True) -> Credits:
    """Sort the names of author fields into persons, agencies and codes; houses, desks and addresses are left out.

    `language` (two letters) settles agency codes that two agencies share. `alone` lets a single word that is a whole
    field be a name; in visible text it is more often something else.
    """
    persons: list[str] = []
    wires: list[Mapping[str, str]] = []
    codes: list[str] = []
    for raw in islice(names, _MOST):
        if len(raw) > _LONGEST or _URL.match(raw) or _SLUG.match(raw):
            continue
        whole = tagged(raw, language)
        candidates, material = ([], [raw]) if whole and not whole.authors else parts(raw)
        for text in material:
            tag = tagged(text, language)
            wires.extend(tag.agencies if tag else ())
            codes.extend(tag.initials if tag else ())
        for part in candidates:
            if found := agency(part, language):
                wires.append(found)
            elif short := code(part):
                codes.append(short)
            elif name := person(part, houses, alone=alone and len(candidates) == 1):
                persons.append(name)
    by_id = {each["id"]: dict(each) for each in reversed(wires)}
    return Credits(unique(persons), tuple(by_id.values())[::-1], unique(codes))


def shown(pieces: Iterable[str], houses: set[str]) -> Credits:
    """Return the persons of a visible author line, piece by piece, without labels, roles and agencies around them."""
    found = credits(pieces, houses, alone=False)
    return Credits(tuple(p for p in found.persons if not is_label(p)))


def filed(graph: Graph) -> list[tuple[str, bool]]:
    """Return (name, is a house) for the authors in JSON-LD."""
    for article in graph.articles:
        for name in ("author", "creator"):
            found = list(_named(article.get(name), graph, 0))
            if found:
                return found
    return []


def agency(name: str, language: str | None = None) -> dict[str, str] | None:
    """Return {"id", "as"} when a name is a news agency's, also with a place or desk behind it (`AFP Deutschland`)."""
    text = _ARTICLE.sub("", name.strip(" .()"), count=1) if _ARTICLE.match(name) else name.strip(" .()")
    tokens = text.split()
    for count in range(min(len(tokens), 6), 0, -1):
        spelled = " ".join(tokens[:count])
        found = _known(spelled, language)
        if found and (count == len(tokens) or count > 1 or _heads(tokens)):
            return {"id": found, "as": spelled}
    return None


def _known(text: str, language: str | None) -> str | None:
    """Return the id of the agency with this name or code; a code that is no other word counts in any case (`Dpa`)."""
    known = agencies()
    exact = known.by_code(text, language) or known.by_name(text)
    if exact:
        return exact.id
    recased = (known.by_code(t, language) for t in (text.lower(), text.upper()) if len(text) >= 3)
    return next((a.id for a in recased if a and not a.collides), None)


def _heads(tokens: Sequence[str]) -> bool:
    """Tell whether no surname follows an agency's short name: it is in capitals, or the rest is small."""
    return (tokens[0].isupper() and len(tokens[0]) > 2) or all(
        t[0].islower() or t in ("Staff", "News") for t in tokens[1:]
    )


def _named(value: Any, graph: Graph, depth: int) -> Iterable[tuple[str, bool]]:
    """Yield (name, is a house) for strings, objects, lists, ListItems and references, whatever is nested."""
    if depth > 5:
        return
    value = graph.resolve(value)
    if isinstance(value, list):
        for each in value[:50]:
            yield from _named(each, graph, depth + 1)
    elif isinstance(value, dict):
        yield from _of_node(value, graph, depth)
    elif text := plain(value):
        yield text, False


def _of_node(node: dict[str, Any], graph: Graph, depth: int) -> Iterable[tuple[str, bool]]:
    inner = next((node[k] for k in ("item", "@list", "itemListElement") if isinstance(node.get(k), (dict, list))), None)
    names = list(strings(node.get("name"))) or [plain(f"{_str(node, 'givenName')} {_str(node, 'familyName')}")]
    types = kinds(node)
    house = any("organi" in k for k in types) and not _PERSONAL & set(types)
    if names[0]:
        yield from ((name, house) for name in names)
    elif inner is not None:
        yield from _named(inner, graph, depth + 1)
    elif not types and node and all(isinstance(v, (dict, str)) and k.isdigit() for k, v in node.items()):
        yield from _named(list(node.values()), graph, depth + 1)


def _str(node: dict[str, Any], name: str) -> str:
    value = node.get(name)
    return value if isinstance(value, str) else ""
