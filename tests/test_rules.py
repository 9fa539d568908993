"""Every rule file loads, every rule does what its own examples say, and what is wrong with a file is said by name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from cleaner.article import FAMILIES
from cleaner.errors import RuleError
from cleaner.examples import failures
from cleaner.rules.book import rulebook
from cleaner.rules.load import Rule, loaded, parse
from cleaner.rules.phrase import Phrase
from cleaner.rules.scan import Scanner
from cleaner.rules.slots import SLOTS

RULES = rulebook().rules
HEAD = 'language = "de"\n[[rule]]\nid = "x"\nfamily = "ad"\nwhy = "Because."\n'
GOOD = 'phrases = ["Anzeige"]\nremoves = ["Anzeige"]\nkeeps = ["Anzeige erstattet"]\n'


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_does_what_its_examples_say(rule: Rule) -> None:
    assert not [str(failure) for failure in failures([rule])]


def test_rules_are_in_order() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert {rule.family for rule in RULES} <= set(FAMILIES)
    for rule in RULES:
        phrases = [*rule.phrases, *(phrase for part in rule.parts.values() for phrase in part)]
        sources = [phrase.source for phrase in phrases]
        assert all(unicodedata.is_normalized("NFC", source) for source in sources), rule.id
        assert rule.why and rule.since, rule.id


BROKEN = {
    "not TOML": ("language = ", "not valid TOML"),
    "no language": ("[[rule]]\n", "no language"),
    "unknown key": (HEAD + GOOD + "colour = 1\n", "unknown key 'colour'"),
    "unknown top-level key": ('language = "de"\ncolour = 1\n', "unknown top-level key"),
    "unknown family": (HEAD.replace('"ad"', '"advert"') + GOOD, "family = 'advert'"),
    "no why": (HEAD.replace('why = "Because."\n', "") + GOOD, "why is missing"),
    "no phrases": (HEAD + 'removes = ["a"]\nkeeps = ["b"]\n', "phrases must be"),
    "no removes": (HEAD + 'phrases = ["Anzeige"]\nkeeps = ["b"]\n', "removes must be"),
    "no keeps": (HEAD + 'phrases = ["Anzeige"]\nremoves = ["Anzeige"]\n', "keeps must be"),
    "unknown slot": (HEAD + GOOD.replace('["Anzeige"]\nrem', '["Anzeige {colour}"]\nrem'), "unknown slot {colour}"),
    "braces in braces": (HEAD + GOOD.replace('["Anzeige"]\nrem', '["Anzeige {a|{n} b}"]\nrem'), "braces inside braces"),
    "bar in braces": (HEAD + GOOD.replace('["Anzeige"]\nrem', "['Anzeige {a|\\|}']\nrem"), "a bar in braces"),
    "open brace": (HEAD + GOOD.replace('["Anzeige"]\nrem', '["Anzeige {n"]\nrem'), "brace is not closed"),
    "bare ellipsis": (HEAD + GOOD.replace('["Anzeige"]\nrem', '["… ab …"]\nrem'), "has an ellipsis"),
    "unknown scope": (HEAD + GOOD + 'scope = "page"\n', "scope = 'page'"),
    "endless inside": (
        HEAD + 'scope = "inside"\nphrases = ["Mehr: {headline}"]\nremoves = ["a"]\nkeeps = ["b"]\n',
        "needs scope block",
    ),
    "group without parts": (HEAD.replace("[[rule]]", "[[group]]") + 'removes = ["a"]\nkeeps = ["b"]\n', "no parts"),
    "stray decisive part": (
        HEAD.replace("[[rule]]", "[[group]]")
        + 'decisive = ["title"]\nremoves = ["a"]\nkeeps = ["b"]\n[group.parts]\nbutton = ["Laden"]\n',
        "part 'title' is not among",
    ),
}


@pytest.mark.parametrize(("text", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_with_a_file_is_said(text: str, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        list(parse(text, file="my.toml"))
    assert says in caught.value.what
    assert caught.value.what.startswith("my.toml")
    assert caught.value.hint


def test_an_example_that_does_not_hold_is_reported() -> None:
    rules = tuple(parse(HEAD + GOOD.replace('removes = ["Anzeige"]', 'removes = ["Inserat"]'), file="my.toml"))
    found = list(failures(rules))
    assert len(found) == 1
    assert "Inserat" in str(found[0])
    assert str(found[0]).startswith("my.toml:2: de/x")


def test_a_rule_under_review_is_tested_too() -> None:
    rules = tuple(parse(HEAD + GOOD + 'safety = "review"\n', file="my.toml"))
    assert not list(failures(rules))


def test_a_wrong_example_is_shown_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(
        HEAD + 'phrases = ["Anzeige"]\nremoves = [\n  "Anzeige",\n  "Inserat",\n]\nkeeps = ["Anzeige erstattet"]\n'
    )
    assert [str(failure).split(":")[1] for failure in failures(loaded(file))] == ["9"]


@pytest.mark.parametrize("text", ["18:42", "18h42", "18 h 42", "18.42 Uhr", "6 pm"])
def test_times(text: str) -> None:
    assert re.fullmatch(SLOTS["time"], text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["7", "12 345", "1 234 567", "12'345", "12’345", "12.345", "3,5"])
def test_numbers(text: str) -> None:
    assert re.fullmatch(SLOTS["n"], text)


@pytest.mark.parametrize("text", ["12 34", "1 2345", "12'", "18 h"])
def test_what_is_no_number_and_no_time(text: str) -> None:
    assert not re.fullmatch(SLOTS["n"], text)
    assert not re.fullmatch(SLOTS["time"], text, re.IGNORECASE)


def test_a_choice_of_many_words_is_found() -> None:
    """More alternatives than an anchor may have, and nothing else to look the phrase up by."""
    words = "|".join(f"Wort{chr(97 + k // 10)}{chr(97 + k % 10)}" for k in range(70))
    assert len(Phrase(f"{{{words}}}", "many").anchors) == 70
    text = HEAD + GOOD.replace('["Anzeige"]\nrem', f'["{{{words}}}"]\nrem')
    assert [m.rule.id for m in Scanner(tuple(parse(text, file="many"))).read("Wortbc").whole] == ["de/x"]


def test_english_rules_abroad() -> None:
    """Beside the rules of another language they act in some families only; where there are none, in all."""
    abroad = {rule.family for rule in rulebook().speaking("de") if rule.language == "en"}
    assert "consent" in abroad
    assert abroad.isdisjoint({"byline", "promo", "related", "timestamp", "paywall"})
    assert "byline" in {rule.family for rule in rulebook().speaking("ja") if rule.language == "en"}
