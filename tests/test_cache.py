"""Compiled rules on disk: the same readings as fresh ones, and never a reason to fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from phrases import examples

from cleaner.rules.book import acting
from cleaner.rules.compiled import cached, compiled
from cleaner.rules.match import Reading
from cleaner.rules.scan import Scanner


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEANER_CACHE_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def said(reading: Reading) -> list[tuple[object, ...]]:
    found = (*reading.whole, *reading.inside)
    return [(m.rule.id, m.rule.family, m.rule.takes, m.part, m.start, m.end, dict(m.slots)) for m in found]


def test_kept_rules_read_like_fresh_ones(folder: Path) -> None:
    first, again = Scanner(cached("de")), Scanner(cached("de"))
    fresh = Scanner(compiled(acting("de")))
    assert len([*folder.iterdir()]) == 1
    for text in examples():
        assert said(first.read(text)) == said(again.read(text)) == said(fresh.read(text))


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 5_000])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    whole = cached(None)
    file = next(folder.iterdir())
    file.write_bytes(damage)
    assert cached(None) == whole
    assert file.read_bytes() != damage


def test_a_cut_file_is_made_anew(folder: Path) -> None:
    whole = cached(None)
    file = next(folder.iterdir())
    file.write_bytes(file.read_bytes()[:-10])
    assert cached(None) == whole


def test_another_rule_file_has_another_name(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "my.toml"
    rule = 'language = "*"\n[[rule]]\nid = "x"\nfamily = "ad"\nwhy = "A."\n'
    own.write_text(f'{rule}phrases = ["Quayside deals"]\nremoves = ["Quayside deals"]\nkeeps = ["Deals"]\n')
    assert "quayside deals" in cached(None, (str(own),)).literals
    own.write_text(f'{rule}phrases = ["Quayside offers"]\nremoves = ["Quayside offers"]\nkeeps = ["Offers"]\n')
    assert "quayside offers" in cached(None, (str(own),)).literals
    assert len([*folder.iterdir()]) == 2


def test_no_folder_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for value in ("", str(blocked / "below")):
        monkeypatch.setenv("CLEANER_CACHE_DIR", value)
        assert cached(None).entries
