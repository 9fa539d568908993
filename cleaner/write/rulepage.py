"""Rules -> what people read about them: the list, and one page a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from cleaner.errors import OptionError
from cleaner.rules.book import rulebook
from cleaner.rules.dom import DomRule, dombook, shown
from cleaner.rules.load import Rule
from cleaner.write.coded import CODED

_EVERY = "*"


def known(extra: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Return all rules, those of further files (paths), about markup, and those that are code included."""
    return (*rulebook(extra).rules, *map(_about_markup, dombook().rules), *CODED)


def _about_markup(rule: DomRule) -> Rule:
    """Return a rule about markup in the shape of the others."""
    css = tuple(shown(rule))
    examples = ((rule.removes,), (rule.keeps,))
    return Rule(rule.id, rule.family, _EVERY, rule.why, rule.file, rule.since, *examples, scope="markup", css=css)


def chosen(rules: Sequence[Rule], *, language: str | None = None, family: str | None = None) -> list[Rule]:
    """Return the rules of a language (with those for every language) and of a family, in the order of their ids."""
    found = [rule for rule in rules if family in (None, rule.family)]
    return sorted((r for r in found if language is None or r.language in (language, _EVERY)), key=lambda rule: rule.id)


def named(rules: Sequence[Rule], name: str) -> Rule:
    """Return the rule of an id; its last part is enough where only one rule has it.

    Raises OptionError that offers similar ids.
    """
    found = [rule for rule in rules if name == rule.id] or [r for r in rules if name == r.id.partition("/")[2]]
    if len(found) == 1:
        return found[0]
    ids = [rule.id for rule in found] or get_close_matches(name, [rule.id for rule in rules], n=3, cutoff=0.6)
    hint = f"did you mean {' or '.join(ids)}?" if ids else "cleaner rules lists them"
    raise OptionError(f"{name}: no such file, and no rule of this name", hint=hint)


def as_dict(rule: Rule) -> dict[str, Any]:
    """Return a rule as plain data; `phrases` of a simple rule, `parts` of a group."""
    shape: dict[str, Any] = {"scope": scope(rule)}
    if rule.parts:
        shape |= {"parts": {name: [p.source for p in phrases] for name, phrases in rule.parts.items()}}
        shape |= {"decisive": sorted(rule.decisive), "reach": rule.reach}
    elif rule.css:
        shape["css"] = list(rule.css)
    else:
        shape["phrases"] = [phrase.source for phrase in rule.phrases]
    return {
        "id": rule.id,
        "language": rule.language,
        "family": rule.family,
        "safety": rule.safety,
        "since": rule.since,
        "why": rule.why,
        **shape,
        "removes": list(rule.removes),
        "keeps": list(rule.keeps),
        "file": rule.file,
    }


def scope(rule: Rule) -> str:
    """Return where a rule looks, in one word."""
    return "group" if rule.parts else rule.scope


def page(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    """Yield the sections of a rule's page: heading and lines. Phrases come last: some rules have a hundred."""
    yield "What it does", [_what(rule)]
    yield "Why", [rule.why]
    if rule.removes:
        yield "Removes", [_example(text) for text in rule.removes]
    if rule.keeps:
        yield "Keeps", [_example(text) for text in rule.keeps]
    yield "Turn it off", [f"cleaner clean --ignore {rule.id}", f'[tool.cleaner] ignore = ["{rule.id}"]']
    if rule.css:
        yield "Selectors", list(rule.css)
    if rule.phrases:
        yield "Phrases", [phrase.source for phrase in rule.phrases]
    for name, phrases in rule.parts.items():
        weight = "decisive alone" if name in rule.decisive else "counts next to another part"
        yield f"Part {name} ({weight})", [phrase.source for phrase in phrases]


def summary(rule: Rule) -> str:
    """Return the line under a rule's name."""
    language = "every language" if rule.language == _EVERY else rule.language
    since = f"since {rule.since}" if rule.since else ""
    return " · ".join(filter(None, (rule.family, language, rule.safety, since, rule.file)))


_POSITIONS = {
    "top": ", before the first paragraph",
    "head": ", before the second paragraph",
    "tail": ", after the last paragraph",
}


def _what(rule: Rule) -> str:
    where = {
        "body": "a block of a page",
        "markup": "elements of a page that one of the selectors matches",
        "block": "a block that is nothing but this",
        "start": "the start of a block",
        "end": "the end of a block",
        "inside": "sentences anywhere in a block",
        "group": f"blocks whose parts stand together, at most {rule.reach} blocks apart",
    }[scope(rule)]
    where += _POSITIONS.get(rule.position, "")
    took = {"links": ", with the links that follow", "one": ", with the link that follows"}.get(rule.takes, "")
    when = "" if rule.safety == "safe" else " Reported only, never applied by default."
    return f"Takes out {where}{took}; family {rule.family}.{when}"


def _example(text: str) -> str:
    return " ⏎ ".join(text.splitlines())
