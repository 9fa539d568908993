"""Rules about a page's markup: dom.toml for what many sites share, publishers/*.toml for single houses.

Everything a file can get wrong is refused when it is loaded, with the file, the rule and the remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick_rs

from cleaner.article import FAMILIES
from cleaner.errors import RuleError
from cleaner.rules.providers import providers
from cleaner.rules.selector import Part, Selector, SelectorError, selector

ACTIONS = ("remove", "replace-with-decoded-prose", "unwrap")
DECODERS = ("base64", "entities", "percent", "json", "quotes")
FIELDS = ("url", "id", "provider", "title")
_SHIPPED = Path(__file__).parent
_TOP = frozenset(("rule", "since", "domains", "extends"))
_KEYS = frozenset(
    (
        "id",
        "family",
        "why",
        "css",
        "keeps_css",
        "action",
        "provider",
        "kind",
        "recover",
        "removes",
        "keeps",
        "leaves",
        "finds",
        "since",
    )
)
_STEP_KEYS = frozenset(("css", "within", "attr", "prefix", "decode", "field", "url"))


@dataclass(frozen=True, slots=True)
class Step:
    """One way to recover something: which element (None: the matched one), which attribute (None: its text), how it is
    decoded, which field it fills. `within` is looked for in the markup that the element's text is, as in template
    scripts; `prefix` takes the rest of the word that begins so, `url` is a template with `{}`."""

    css: Selector | None = None
    within: Selector | None = None
    attr: str | None = None
    prefix: str | None = None
    decode: tuple[str, ...] = ()
    field: str = "url"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DomRule:
    """One rule: the elements that `css` matches go, but for what `keeps_css` matches inside; `recover` says what is
    read off them before. `domains` is empty for rules that act on every page."""

    id: str
    family: str
    why: str
    file: str
    since: str
    css: Selector
    removes: str
    keeps: str
    keeps_css: Selector | None = None
    action: str = "remove"
    provider: str | None = None
    kind: str | None = None
    recover: tuple[Step, ...] = ()
    leaves: str = ""
    finds: Mapping[str, Any] = field(default_factory=dict)
    domains: tuple[str, ...] = ()


class DomBook:
    """All rules, and one scan that tells which of their selectors a page can match at all."""

    def __init__(self, rules: Sequence[DomRule]) -> None:
        self.rules = tuple(rules)
        needles = sorted({needle for rule in rules for part in rule.css.parts for needle in part.needles})
        number = {needle: k for k, needle in enumerate(needles)}
        self._parts = [
            (rule, part, frozenset(number[needle] for needle in part.needles))
            for rule in rules
            for part in rule.css.parts
        ]
        self._scan = ahocorasick_rs.AhoCorasick(needles, implementation=ahocorasick_rs.Implementation.DFA)

    def possible(self, markup: str) -> list[tuple[DomRule, Part]]:
        """Return the selectors whose needles all stand in the markup, in the order of the rules."""
        found = {needle for needle, _, _ in self._scan.find_matches_as_indexes(markup, overlapping=True)}
        return [(rule, part) for rule, part, needles in self._parts if needles <= found]


def acts_on(rule: DomRule, hosts: Sequence[str]) -> bool:
    """Tell whether a rule acts on a page of these hosts: a domain counts with its subdomains, at label borders."""
    return not rule.domains or any(host == d or host.endswith("." + d) for host in hosts for d in rule.domains)


@cache
def dombook() -> DomBook:
    """Load the shipped rules. Raises RuleError for the first thing that is wrong."""
    own = [_SHIPPED / "dom.toml", *sorted((_SHIPPED / "publishers").glob("*.toml"))]
    return DomBook(loaded({file.stem: file.read_text(encoding="utf-8") for file in own}))


def loaded(files: Mapping[str, str]) -> list[DomRule]:
    """Return the rules of files (name without suffix -> text), groups that extend others included."""
    tables = {name: _table(name, text) for name, text in files.items()}
    domains = {name: _domains(name, tables) for name in tables}
    rules = [
        _Where(name, raw, str(table.get("since", ""))).rule(domains[name])
        for name, table in tables.items()
        for raw in table.get("rule", [])
    ]
    ids = [rule.id for rule in rules]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise RuleError(f"rule {twice} is defined twice", hint="give it another id")
    return rules


def _table(name: str, text: str) -> dict[str, Any]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise RuleError(f"{name}.toml: not valid TOML: {problem}", hint="see docs/rules.md") from problem
    if unknown := sorted(set(table) - _TOP):
        raise RuleError(f"{name}.toml: unknown top-level key {unknown[0]!r}", hint=f"known: {', '.join(sorted(_TOP))}")
    if name != "dom" and not table.get("domains"):
        raise RuleError(f"{name}.toml: no domains", hint='write domains = ["harbour.example"] at the top')
    return table


def _domains(name: str, tables: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the domains on which a group's rules act: its own, and those of every group that extends it."""
    own = list(tables[name].get("domains", ()))
    for other, table in tables.items():
        for base in table.get("extends", ()):
            if base not in tables:
                raise RuleError(f"{other}.toml: extends {base!r}, which is not there", hint="name a file beside it")
            if base == name:
                own += table.get("domains", ())
    for domain in own:
        if not isinstance(domain, str) or domain != domain.lower().strip("./") or "." not in domain or "/" in domain:
            raise RuleError(f"{name}.toml: {domain!r} is no domain", hint='write "harbour.example", without www')
    return tuple(dict.fromkeys(own))


class _Where:
    """Checks one rule, and names the place in messages."""

    def __init__(self, file: str, raw: Mapping[str, Any], since: str) -> None:
        self.raw, self.since = raw, str(raw.get("since", since))
        self.file = "dom.toml" if file == "dom" else f"publishers/{file}.toml"
        self.id = f"{file}/{raw.get('id', '?')}"
        self.name = f"{self.file}: rule {self.id}"

    def rule(self, domains: tuple[str, ...]) -> DomRule:
        self.known(self.raw, _KEYS)
        texts = {key: self.text(key) for key in ("id", "family", "why", "css", "removes", "keeps")}
        self.one_of("family", texts["family"], FAMILIES)
        keeps_css = self.raw.get("keeps_css")
        return DomRule(
            self.id,
            texts["family"],
            texts["why"],
            self.file,
            self.since,
            self.css(texts["css"]),
            texts["removes"],
            texts["keeps"],
            self.css(keeps_css) if keeps_css else None,
            self.one_of("action", str(self.raw.get("action", "remove")), ACTIONS),
            self.service(self.raw.get("provider")),
            self.raw.get("kind"),
            tuple(self.step(step) for step in self.raw.get("recover", ())),
            str(self.raw.get("leaves", "")),
            dict(self.raw.get("finds", {})),
            domains,
        )

    def known(self, table: Mapping[str, Any], keys: frozenset[str]) -> None:
        if unknown := sorted(set(table) - keys):
            raise RuleError(f"{self.name}: unknown key {unknown[0]!r}", hint=f"known keys: {', '.join(sorted(keys))}")

    def text(self, key: str) -> str:
        value = self.raw.get(key)
        if not isinstance(value, str) or not value.strip():
            raise RuleError(f"{self.name}: {key} is missing", hint=f'write {key} = "…"')
        return value

    def one_of(self, key: str, value: str, valid: Sequence[str]) -> str:
        if value not in valid:
            raise RuleError(f"{self.name}: {key} = {value!r}", hint=f"valid: {', '.join(valid)}")
        return value

    def css(self, source: str) -> Selector:
        try:
            return selector(source)
        except SelectorError as problem:
            hint = "known: tag .class #id [attr=value] with = ^= *= $= ~=, a space or > between, commas"
            raise RuleError(f"{self.name}: bad selector {problem}", hint=hint) from problem

    def service(self, value: str | None) -> str | None:
        if value is not None and value not in providers().kinds:
            raise RuleError(f"{self.name}: provider = {value!r}", hint="write an id of providers.toml")
        return value

    def step(self, raw: Mapping[str, Any]) -> Step:
        self.known(raw, _STEP_KEYS)
        decode = tuple(raw.get("decode", ()))
        for way in decode:
            self.one_of("decode", way, DECODERS)
        self.one_of("field", raw.get("field", "url"), FIELDS)
        css, within, attr = raw.get("css"), raw.get("within"), raw.get("attr")
        return Step(
            self.css(css) if css else None,
            self.css(within) if within else None,
            attr.lower() if attr else None,
            raw.get("prefix"),
            decode,
            raw.get("field", "url"),
            raw.get("url"),
        )


def shown(rule: DomRule) -> Iterator[str]:
    """Yield the selectors of a rule, one a line, as people read them."""
    yield from (each.strip() for each in rule.css.source.replace("\n", " ").split(", "))
