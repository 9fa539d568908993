"""The seed article: two placeholders, a dateline and an agency tag go; every other sentence stays to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from account import balances, restores, runs

from cleaner.article import Article
from cleaner.flow import clean
from cleaner.read.decode import encode
from cleaner.write.restore import source as rebuilt_source

SEEDS = Path(__file__).parent.parent / "seeds"
SEED = next(SEEDS.glob("*.txt"))
HEADINGS = [
    "Atomprogramm: Gespräche schon am ersten Tag gescheitert",
    "Nordkorea-Experte: „Erwarten Sie mehr Raketen-Tests“",
    "Spitzentreffen von Trump und Kim Jong Un zuletzt erfolglos",
]


@pytest.fixture(scope="module")
def seed() -> Article:
    return clean(SEED.read_bytes(), name=SEED.name)


def expected_paragraphs() -> list[str]:
    """Return the source's own paragraphs without what must go, put together by hand from the raw file."""
    text = SEED.read_bytes().decode("utf-8")
    blocks = [part for part in text.split("\n\n") if not part.startswith("Empfohlener externer Inhalt\n")]
    blocks[0] = blocks[0].removeprefix("Stockholm. ")
    blocks[-1] = blocks[-1].rstrip("\n").removesuffix(" (dpa/tki)")
    return blocks


def test_every_other_sentence_is_untouched(seed: Article) -> None:
    assert seed.status == "cleaned"
    assert seed.text.split("\n\n") == expected_paragraphs()


def test_two_placeholders_leave_as_one_removal_each(seed: Article) -> None:
    embeds = [removal for removal in seed.removed if removal.family == "embed"]
    assert len(embeds) == 2
    for removal in embeds:
        lines = removal.text.split("\n")
        assert [line[:11] for line in lines] == ["Empfohlener", "An dieser S", "Externer In", "Ich bin dam"]
        assert removal.text.endswith("Mehr dazu in unserer Datenschutzerklärung")
        assert removal.detail["provider"] == "x"


def test_nothing_else_goes(seed: Article) -> None:
    assert [(run.family, run.count) for run in runs(seed)] == [
        ("dateline", 1),
        ("embed", 1),
        ("embed", 1),
        ("agency", 1),
    ]
    assert [run.text for run in runs(seed)][::3] == ["Stockholm.", "(dpa/tki)"]


def test_headings(seed: Article) -> None:
    assert [block.text for block in seed.blocks if block.kind == "heading"] == HEADINGS
    assert {block.kind for block in seed.blocks} == {"heading", "paragraph"}


def test_what_is_known(seed: Article) -> None:
    known = seed.to_dict()["metadata"]
    assert known["language"] == "de"
    assert [agency["id"] for agency in known["agencies"]] == ["dpa"]
    assert known["initials"] == ["tki"]
    assert known["dateline"]["place"] == "Stockholm"
    assert [embed["provider"] for embed in known["embeds"]] == ["x", "x"]
    assert known["authors"] == [] and known["date"] is None and known["desk"] is None


def test_the_account_balances_and_the_bytes_come_back(seed: Article) -> None:
    balances(seed)
    restores(seed)
    assert rebuilt_source(seed.to_dict(), encode) == SEED.read_bytes()


def test_a_second_pass_changes_nothing(seed: Article) -> None:
    again = clean(seed.text)
    assert (again.text, again.status) == (seed.text, "unchanged")
