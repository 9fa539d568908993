"""Restraint: prose that looks like furniture survives every rule of every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from phrases import NEGATIVE, lines

from cleaner.article import Block
from cleaner.flow import clean
from cleaner.judge.agency import agency_lines
from cleaner.judge.rules import rules
from cleaner.options import Options
from cleaner.rules.book import rulebook
from cleaner.rules.scan import Reader, Scanner
from cleaner.trim.agency import agency
from cleaner.trim.dateline import dateline
from cleaner.trim.inline import inline

FILES = sorted(NEGATIVE.glob("*.txt"))
OPTIONS = Options()


@cache
def everything() -> Scanner:
    """Return a scanner with the rules of all languages at once."""
    return Scanner(rulebook().rules)


def findings(text: str, language: str | None) -> Iterator[str]:
    """Yield what any judge or trim would take from a sentence that stands alone."""
    block = [Block(text, ((0, len(text)),))]
    reader = Reader(everything())
    yield from (verdict.rule for verdict in rules(block, reader, OPTIONS))
    yield from (trim.rule for trim in inline(block, reader, OPTIONS))
    yield from (verdict.rule for verdict in agency_lines(block, language))
    yield from (trim.rule for trim in (*agency(block, language), *dateline(block, language)))


def chunks(sentences: Sequence[str], size: int = 20) -> Iterator[Sequence[str]]:
    for i in range(0, len(sentences), size):
        yield sentences[i : i + size]


def test_german_and_english_are_there() -> None:
    assert {path.stem for path in FILES} >= {"de", "en"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_five_hundred_sentences_and_no_two_the_same(path: Path) -> None:
    sentences = lines(path)
    assert len(sentences) >= 500
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_survives_every_rule_of_every_language(path: Path) -> None:
    stem = path.stem
    taken = {text: found for text in lines(path) if (found := [*findings(text, stem)])}
    assert taken == {}


@pytest.mark.parametrize("language", ["given", "detected"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pages_of_them_are_unchanged(path: Path, language: str) -> None:
    stem = path.stem if language == "given" else None
    taken = []
    for chunk in chunks(lines(path)):
        article = clean("\n\n".join(chunk), format="text", language=stem)
        assert article.status in ("unchanged", "cleaned"), article.reason
        taken += [(removal.rule, removal.text) for removal in article.removed]
    assert taken == []
