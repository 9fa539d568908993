"""Golden articles: fixtures/<language>/<slug>/ holds a source, the body that must come out, and what must be known.

expected.json: `status`; `kinds` of all kept blocks ("a|b": either); `removed`: every removal in order, neighbours of
one family joined (`starts`, `ends`, and where it matters `count`, `detail`; `family` may be a list where the design
leaves the choice; `optional`: may be missing); `removed_among`: the same, but others may stand between (pages); `gone`:
words that must be in the account and not in the body; `metadata`, `provenance`: what the record must at least say;
`todo`: names of tests that are known to fail here, each with the reason.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from account import Run, balances, restores, runs

from cleaner.article import FAMILIES, KINDS, Article
from cleaner.flow import clean
from cleaner.read.decode import encode
from cleaner.write.restore import source as rebuilt_source

ROOT = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path.parent for path in ROOT.glob("??/*/expected.json"))


@dataclass(frozen=True)
class Case:
    """A fixture folder, cleaned once."""

    folder: Path
    source: Path
    expected: dict[str, Any]
    article: Article

    @property
    def body(self) -> str:
        return (self.folder / "expected.txt").read_bytes().decode("utf-8").rstrip("\n")


@pytest.fixture(scope="module", params=CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def case(request: pytest.FixtureRequest) -> Case:
    folder: Path = request.param
    source = next(folder.glob("source.*"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Case(folder, source, expected, clean(source.read_bytes(), name=source.name))


@pytest.fixture(autouse=True)
def known_failures(request: pytest.FixtureRequest) -> None:
    """Expect a test to fail that the fixture's `todo` names; it reports itself when it starts to work (strict)."""
    if "case" in request.fixturenames:
        todo = request.getfixturevalue("case").expected.get("todo", {})
        if reason := todo.get(request.function.__name__):
            request.applymarker(pytest.mark.xfail(reason=reason, strict=True))


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 16
    assert {path.parent.name for path in CASES} >= {"de", "en"}
    for folder in CASES:
        assert len(list(folder.glob("source.*"))) == 1, folder
        assert (folder / "expected.txt").is_file(), folder


def test_status(case: Case) -> None:
    assert case.article.error is None
    assert (case.article.status, case.article.reason) == (case.expected["status"], None)


def test_body(case: Case) -> None:
    assert case.article.text.split("\n\n") == case.body.split("\n\n")
    assert case.article.text == case.body


def test_kinds(case: Case) -> None:
    kinds = [block.kind for block in case.article.blocks]
    assert set(kinds) <= set(KINDS)
    wanted = case.expected["kinds"]
    assert len(kinds) == len(wanted) and all(k in w.split("|") for k, w in zip(kinds, wanted, strict=True)), kinds


def test_removed(case: Case) -> None:
    found = runs(case.article)
    assert {run.family for run in found} <= set(FAMILIES)
    if "removed" in case.expected:
        wanted = [
            w for w in case.expected["removed"] if not (w.get("optional") and not any(_fits(r, w) for r in found))
        ]
        assert len(found) == len(wanted), [(r.family, r.text) for r in found]
        for run, entry in zip(found, wanted, strict=True):
            assert _fits(run, entry), (run, entry)


def test_removed_among(case: Case) -> None:
    rest = iter(runs(case.article))
    for entry in case.expected.get("removed_among", []):
        assert any(_fits(run, entry) for run in rest), (entry, [(r.family, r.text) for r in runs(case.article)])


def test_gone(case: Case) -> None:
    account = "\n".join(removal.text for removal in case.article.removed)
    for words in case.expected.get("gone", []):
        assert words in account, f"not in the account: {words}"
        assert not any(_says(block, words) for block in case.article.text.split("\n\n")), f"still in the body: {words}"


def test_metadata(case: Case) -> None:
    record = case.article.to_dict()
    _holds(record["metadata"], case.expected["metadata"], "metadata")
    _holds(record["provenance"], case.expected.get("provenance", {}), "provenance")


def test_counts(case: Case) -> None:
    # What counts as a word (a hyphen, a decimal point) is the counter's own affair.
    assert case.article.metadata.words == pytest.approx(len(case.article.text.split()), rel=0.1)
    assert 0 < case.article.metadata.paragraphs <= len(case.article.text.split("\n\n"))


def test_conservation(case: Case) -> None:
    balances(case.article)


def test_restore(case: Case) -> None:
    restores(case.article)
    if case.source.suffix == ".txt":
        assert rebuilt_source(case.article.to_dict(), encode) == case.source.read_bytes()


def test_the_record_is_plain_json(case: Case) -> None:
    record = case.article.to_dict()
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record
    assert record["schema"] == 1 and record["text"] == case.article.text


def test_a_second_pass_changes_nothing(case: Case) -> None:
    again = clean(case.article.text)
    assert again.text == case.article.text
    assert (again.status, again.removed) == ("unchanged", ())


def test_a_second_pass_with_the_language_given(case: Case) -> None:
    language = case.expected["metadata"]["language"]
    assert clean(case.article.text, language=language).text == case.article.text


def _says(block: str, words: str) -> bool:
    """Tell whether a block is these words; long ones may be anywhere in it, one word ("Inseln") is also prose."""
    return words == block or (len(words.split()) > 2 and words in block)


def _fits(run: Run, entry: dict[str, Any]) -> bool:
    families = [entry["family"]] if isinstance(entry["family"], str) else entry["family"]
    detail = entry.get("detail", {})
    return (
        run.family in families
        and run.text.startswith(entry["starts"])
        and run.text.endswith(entry["ends"])
        and run.count == entry.get("count", run.count)
        and all(any(d.get(key) == value for d in run.details) for key, value in detail.items())
    )


def _holds(found: Any, wanted: Any, where: str) -> None:
    """Assert that `found` says at least what `wanted` says; lists have the same length, places may be in capitals."""
    if isinstance(wanted, dict):
        assert isinstance(found, dict), f"{where}: {found!r}"
        for key, value in wanted.items():
            assert key in found, f"{where}.{key} is missing"
            _holds(found[key], value, f"{where}.{key}")
    elif isinstance(wanted, list):
        assert isinstance(found, list) and len(found) == len(wanted), f"{where}: {found!r}"
        for i, (one, other) in enumerate(zip(found, wanted, strict=True)):
            _holds(one, other, f"{where}[{i}]")
    elif where.endswith(".place") and isinstance(found, str):
        assert found.casefold() == wanted.casefold()
    else:
        assert found == wanted, where
