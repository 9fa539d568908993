"""The gazetteer."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from cleaner.rules.places import is_place, is_region


def test_the_list_is_sorted_unique_and_small() -> None:
    raw = (files("cleaner.rules") / "places.txt").read_text(encoding="utf-8")
    names = raw.splitlines()
    assert names == sorted(set(names))
    assert raw == unicodedata.normalize("NFC", raw)
    assert len(raw.encode()) < 1_500_000
    assert all(name == name.strip() and len(name) > 2 for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Berlin", "Essen", "Rom", "Straßburg", "Den Haag", "Brüssel", "Karlsruhe", "Vatikanstadt", "Washington",
        "New York", "NEW YORK", "WASHINGTON", "KÖLN",
        "STRASSBURG", "Frankfurt/Main", "Frankfurt a. M.", "Halle (Saale)", "London/Teheran", "BEIRUT/THE HAGUE",
        "LA CROSSE, Wis.", "SANTA FE, N.M.",
        "HANOI, Vietnam", "Thüringen/Suhl", "Kabul/Afghanistan", "Berlin-Mitte", "Garmisch-Partenkirchen", "Dénia",
        "Bad Bentheim", "Nendeln", "Kyiv",
        "København", "Göteborg", "Warszawa", "São Paulo", "İstanbul", "İZMİR", "IĞDIR", "REGINA", "JACKSON, Miss.",
    ],
)  # fmt: skip
def test_places(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "A", "Nein", "Montag", "Mars", "Of", "Man", "Bar", "Most", "Police", "Orange", "Mobile", "Union",
        "Wetter", "Regen", "Ende", "Wissen", "Maria",
        "Regina", "Angela", "Martin", "Jordan", "Dr", "Prof", "NRW", "MOMA", "MBA", "EPL", "EXKLUSIV", "REPORTAGE",
        "SKECHERS", "UPDATE", "CORONA", "berlin",
        "BErlin", "Berlin und Paris", "Berlin/Bundestag", "Berlin, Angela", "Berlin (dpa)", "Deutschland",
        "Berlin" * 20, "/", "//", ",", "-", "Berlin/",
    ],
)  # fmt: skip
def test_no_places(text: str) -> None:
    assert not is_place(text)


def test_regions() -> None:
    assert is_region("Wis.") and is_region("Vietnam") and is_region("D.C.") and is_region("CALIF.")
    assert not is_region("Montag") and not is_region("")


@pytest.mark.parametrize("piece", ["/", "A/", "Berlin/", "Berlin, ", "Berlin-", "(", "A"])
def test_hostile_input_runs_through(piece: str) -> None:
    assert not is_place(piece * 10_000)
