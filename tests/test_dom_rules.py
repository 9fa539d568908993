"""Rules about markup: each does what its examples say, a bad one is refused by name, domains hold at label borders."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from cleaner.article import FAMILIES
from cleaner.dom_examples import failures
from cleaner.errors import RuleError
from cleaner.rules.dom import DomRule, acts_on, dombook, loaded
from cleaner.rules.selector import SelectorError, selector

RULES = dombook().rules
GOOD = """[[rule]]
id = "x"
family = "embed"
why = "Because."
css = "div.gate"
removes = "<div class=gate>a</div>"
keeps = "<p>b</p>"
"""
OWN = 'domains = ["harbour.example"]\n'


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_does_what_its_examples_say(rule: DomRule) -> None:
    assert list(failures([rule])) == []


def test_rules_are_in_order() -> None:
    assert {rule.family for rule in RULES} <= set(FAMILIES)
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.since and rule.why for rule in RULES)
    needles = [max(map(len, part.needles)) for rule in RULES for part in rule.css.parts]
    assert min(needles) >= 5, "a short needle stands in every page"


BROKEN = {
    "not TOML": ("[[rule]", "not valid TOML"),
    "unknown key": (GOOD + "colour = 1\n", "unknown key 'colour'"),
    "unknown top-level key": ("colour = 1\n" + GOOD, "unknown top-level key"),
    "no css": (GOOD.replace('css = "div.gate"\n', ""), "css is missing"),
    "bad selector": (GOOD.replace("div.gate", "div:hover"), "bad selector 'div:hover': cannot read ':hover'"),
    "no why": (GOOD.replace('why = "Because."\n', ""), "why is missing"),
    "no keeps": (GOOD.replace('keeps = "<p>b</p>"\n', ""), "keeps is missing"),
    "unknown family": (GOOD.replace('"embed"', '"gate"'), "family = 'gate'"),
    "unknown action": (GOOD + 'action = "burn"\n', "action = 'burn'"),
    "unknown provider": (GOOD + 'provider = "harbourtube"\n', "provider = 'harbourtube'"),
    "unknown decoder": (GOOD + 'recover = [{ decode = ["rot13"] }]\n', "decode = 'rot13'"),
    "unknown step key": (GOOD + 'recover = [{ colour = "red" }]\n', "unknown key 'colour'"),
    "twice": (GOOD + GOOD, "defined twice"),
}


@pytest.mark.parametrize(("text", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_with_a_file_is_said(text: str, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        loaded({"dom": text})
    assert says in caught.value.what
    assert caught.value.hint


def test_a_publisher_needs_domains_and_may_extend_another() -> None:
    with pytest.raises(RuleError, match="no domains"):
        loaded({"harbour": GOOD})
    with pytest.raises(RuleError, match="is no domain"):
        loaded({"harbour": 'domains = ["https://www.harbour.example/"]\n' + GOOD})
    with pytest.raises(RuleError, match="extends 'quay'"):
        loaded({"harbour": OWN + 'extends = ["quay"]\n'})
    rules = loaded({"harbour": OWN + GOOD, "quay": 'domains = ["quay.example"]\nextends = ["harbour"]\n'})
    assert rules[0].domains == ("harbour.example", "quay.example")


@pytest.mark.parametrize(
    ("host", "acts"),
    [
        ("harbour.example", True),
        ("www.harbour.example", True),
        ("myharbour.example", False),
        ("harbour.example.org", False),
        ("example", False),
    ],
)
def test_a_domain_holds_at_label_borders(host: str, acts: bool) -> None:
    (rule,) = loaded({"harbour": OWN + GOOD})
    assert acts_on(rule, (host,)) is acts


@pytest.mark.parametrize(
    ("css", "xpath"),
    [
        ("div", "descendant::div"),
        ("*", None),
        ("#a > p", "descendant::p[parent::*[@id='a']]"),
        ("a-opt-in [data-X='y']", "descendant::*[@data-x='y'][ancestor::a-opt-in]"),
        ('[src^="//x"]', "descendant::*[starts-with(@src,'//x')]"),
        ("[src$=ab]", "descendant::*[substring(@src,string-length(@src)-1)='ab']"),
        ("[rel~=b]", "descendant::*[contains(concat(' ',normalize-space(@rel),' '),' b ')]"),
        ("a, b", "descendant::a | descendant::b"),
        ('[a="x,y"]', "descendant::*[@a='x,y']"),
    ],
)
def test_selectors(css: str, xpath: str | None) -> None:
    assert xpath is None or " | ".join(part.xpath for part in selector(css).parts) == xpath


BAD = ("", "a,", "a >", "> a", "a b:first-child", "a + b", "[a=]", "[a='\"']a", "a..b", 'p[title="it\'s"]')


@pytest.mark.parametrize("css", BAD)
def test_bad_selectors_are_refused(css: str) -> None:
    with pytest.raises(SelectorError):
        selector(css)


def test_the_needle_is_what_tells_most() -> None:
    both, frame = selector("div.embed-wrapper > p.a[data-kind=x], iframe").parts
    assert (both.needles, frame.needles) == ({"embed-wrapper", "data-kind"}, {"<iframe"})
    assert selector("[data-oembed-url]").parts[0].needles == {"data-oembed-url"}


def test_a_page_without_a_needle_costs_little() -> None:
    markup = "<p class='text'>The council met on Monday and will meet again in May.</p>\n" * 3_500
    book = dombook()
    took = []
    for _ in range(5):
        start = time.perf_counter()
        assert book.possible(markup) == []
        took.append(time.perf_counter() - start)
    assert len(markup) > 240_000 and min(took) < 0.02


def test_the_example_of_the_handbook_holds() -> None:
    handbook = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", handbook, re.DOTALL)
    (example,) = (block for block in blocks if "css = " in block)
    assert list(failures(loaded({"harbour": example}))) == []
