"""Datelines: what opens an article, and what only looks so."""

from __future__ import annotations

import pytest

from cleaner.article import Block
from cleaner.rules.dates import is_day
from cleaner.trim.dateline import dateline, opening

DE = "Die Stadt will den Hafen bis zum Herbst sperren und den Verkehr umleiten. Das teilte das Amt am Montag mit."
EN = "The city will close the harbour until autumn and divert all traffic, the office said on Monday in a statement."
ZH = "市政府星期一表示，港口将关闭至秋季，所有船只将绕道行驶，居民对此表示理解，商会则要求补偿，具体方案将在下月公布。"
KO = "시는 월요일 가을까지 항구를 폐쇄하고 모든 선박을 우회시키겠다고 밝혔다. 주민들은 이해한다고 말했다."


def block(text: str, kind: str = "paragraph") -> Block:
    return Block(text, ((0, len(text)),), kind=kind)


def found(text: str, language: str | None) -> tuple[str, dict[str, object]] | None:
    trims = list(dateline([block(text)], language))
    return (text[: trims[0].end], dict(trims[0].detail)) if trims else None


@pytest.mark.parametrize(
    ("prefix", "language", "place", "date", "agency"),
    [
        ("Hamburg (dpa/lno) – ", "de", "Hamburg", None, "dpa"),
        ("Frankfurt/Main (dpa) - ", "de", "Frankfurt/Main", None, "dpa"),
        ("Wiesbaden (KNA/iz). ", "de", "Wiesbaden", None, "KNA"),
        ("Kirchlinteln (dpa/lni) – ", "de", "Kirchlinteln", None, "dpa"),
        ("Berlin (dts Nachrichtenagentur) – ", "de", "Berlin", None, "dts"),
        ("Kempen (ots) – ", "de", "Kempen", None, "ots"),
        ("Berlin, 3. Mai (dpa) ", "de", "Berlin", "3. Mai", "dpa"),
        ("Wien/Berlin (APA/dpa) – ", "de", "Wien/Berlin", None, "APA"),
        ("BERLIN dpa/afp | ", "de", "BERLIN", None, "dpa"),
        ("KATHMANDU, April 25 (Reuters) - ", "en", "KATHMANDU", "April 25", "Reuters"),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - ", "en", "BEIRUT/THE HAGUE", "March 7", "Reuters"),
        ("LA CROSSE, Wis. (AP) — ", "en", "LA CROSSE, Wis.", None, "AP"),
        ("SANTA FE, N.M. (AP) — ", "en", "SANTA FE, N.M.", None, "AP"),
        ("HANOI, Vietnam (AP) — ", "en", "HANOI, Vietnam", None, "AP"),
        ("HAYWARD, Calif. (AP) — ", "en", "HAYWARD, Calif.", None, "AP"),
        ("NOWHERETON, Ohio (AP) — ", "en", "NOWHERETON, Ohio", None, "AP"),
        ("New York (CNN) -- ", "en", "New York", None, "CNNwire"),
        ("LONDON (PA) — ", None, "LONDON", None, "PA"),
        ("KUALA LUMPUR, May 4 (Bernama) -- ", "en", "KUALA LUMPUR", "May 4", "Bernama"),
        ("(Reuters) — ", "en", None, None, "Reuters"),
        ("(EFE).- ", "es", None, None, "EFE"),
        ("Madrid, 4 may (EFE).- ", "es", "Madrid", "4 may", "EFE"),
        ("(ANSA) - ROMA, 12 MAG - ", "it", "ROMA", "12 MAG", "ANSA"),
        ("Roma, 12 mag. (Adnkronos) - ", "it", "Roma", "12 mag.", "Adnkronos"),
        ("PARIS, 3 mai (Reuters) - ", "fr", "PARIS", "3 mai", "Reuters"),
        ("Lisboa, 04 mai 2024 (Lusa) - ", "pt", "Lisboa", "04 mai 2024", "Lusa"),
        ("ANKARA (AA) - ", "tr", "ANKARA", None, "AA"),
        ("DİYARBAKIR, (DHA)- ", "tr", "DİYARBAKIR", None, "DHA"),
        ("TUKHOLMA (STT–TT) - ", "fi", "TUKHOLMA", None, "STT"),
        ("МОСКВА, 5 мая. /ТАСС/. ", "ru", "МОСКВА", "5 мая.", "TASS"),
    ],
)
def test_with_an_agency(prefix: str, language: str | None, place: str | None, date: str | None, agency: str) -> None:
    result = found(prefix + (DE if language == "de" else EN), language)
    assert result is not None
    assert result[0] == prefix
    assert result[1]["place"] == place
    assert str(result[1]["date"] or "").rstrip(".") == str(date or "").rstrip(".")
    assert result[1]["agencies"][0]["id"] == agency  # type: ignore[index]


@pytest.mark.parametrize(
    ("prefix", "text", "place", "agency"),
    [
        ("新华社北京4月24日电 ", ZH, "北京", "Xinhua"),
        ("(서울=연합뉴스) 홍길동 기자 = ", KO, "서울", "Yonhap"),
        ("【北京共同】", ZH, "北京", "Kyodo"),
    ],
)
def test_east_asian(prefix: str, text: str, place: str, agency: str) -> None:
    result = found(prefix + text, None)
    assert result is not None
    assert (result[0], result[1]["place"]) == (prefix, place)
    assert result[1]["agencies"][0]["id"] == agency  # type: ignore[index]


@pytest.mark.parametrize(
    ("prefix", "language", "place"),
    [
        ("Berlin – ", "de", "Berlin"),
        ("München - ", "de", "München"),
        ("Essen. ", "de", "Essen"),
        ("London/Teheran - ", "de", "London/Teheran"),
        ("Bayern/Augsburg – ", "de", "Bayern/Augsburg"),
        ("Kabul/Afghanistan - ", "de", "Kabul/Afghanistan"),
        ("Halle (Saale) – ", "de", "Halle (Saale)"),
        ("Frankfurt a. M. – ", "de", "Frankfurt a. M."),
        ("St. Gallen – ", "de", "St. Gallen"),
        ("Neuss · ", "de", "Neuss"),
        ("Nendeln, 27.6.2025 – ", "de", "Nendeln"),
        ("Kiel (dpo) - ", "de", "Kiel"),
        ("BERLIN taz | ", "de", "BERLIN"),
        ("AUBURN, Wash. — ", "en", "AUBURN, Wash."),
        ("PUTRAJAYA, Nov 22 — ", "en", "PUTRAJAYA"),
        ("WASHINGTON—", "en", "WASHINGTON"),
        ("LINDI: ", "en", "LINDI"),
        ("NEW YORK, May 4, 2024 /PRNewswire/ -- ", "en", "NEW YORK"),
        ("STOCKHOLM. ", "sv", "STOCKHOLM"),
    ],
)
def test_without_an_agency(prefix: str, language: str, place: str) -> None:
    result = found(prefix + (EN if language == "en" else DE), language)
    assert result is not None
    assert (result[0], result[1]["place"], result[1]["agencies"]) == (prefix, place, [])


@pytest.mark.parametrize(
    "prefix",
    [
        "Dr. ", "Prof. ", "Prof. Dr. ", "Nein. ", "Montag. ", "Maria. ", "Mars. ", "Regen. ", "Ausgangssperren. ",
        "Repräsentation. Ein spannendes Thema. ",
        "In St. ", "Abholservice. ", "SZ: ", "Außerdem: ", "Frage: ", "Update: ", "Berlin: ", "NRW – ", "MOMA – ",
        "EXKLUSIV - ", "REPORTAGE - ",
        "SKECHERS - ", "MBA – ", "EPL- ", "Es war eine Premiere - und ", "Nah- und Fernverkehr ",
        "Die Staats- und Regierungschefs ",
        "Meldungen des Evangelischen Pressedienstes (epd)... ", "Meldungen des Evangelischen Pressedienstes (epd). ",
        "Berlin. Montag. ", "Montag. Berlin. ",
        "Paris. London. Rom. ", "Köln – Paris in drei Stunden: ", "Die Deutsche Presse-Agentur (dpa) – ",
        "Deutsche Presse-Agentur (dpa) – ",
        "Sport-Informations-Dienst (SID) – ", "Mara Beispiel (dpa) – ", "Analyse (dpa) – ", "Die Linke (AFP) – ",
        "Australian Federal Police (AFP) – ",
        "Berlin ist schön - ", "Berlin-Mitte-Bewohner ", "Hamburg – 3. Mai 2024 ", "Brüssel - 15 okt 2024 - 08:22 ",
        "Wilhelmine – ", "(tki) – ", "",
    ],
)  # fmt: skip
def test_traps(prefix: str) -> None:
    assert found(prefix + DE, "de") is None


@pytest.mark.parametrize(
    "prefix",
    ["Paris. ", "Nice. ", "Reading – ", "Mobile – ", "London: ", "Associated Press (AP) — ", "Victoria – ", "Angela. "],
)
def test_english_traps(prefix: str) -> None:
    assert found(prefix + EN, "en") is None


def test_a_sentence_must_follow() -> None:
    assert found("Hamburg – 2:1", "de") is None
    assert (
        found("Berlin – das ist die Stadt, in der wir alle leben wollen und die es so nur einmal gibt.", "de") is None
    )
    assert found("Berlin (dpa) – Kurz.", "de") is None


def test_a_bare_place_counts_at_the_start_of_the_article_only() -> None:
    text = f"Berlin – {DE}"
    assert [t.block for t in dateline([block(DE), block("Zwischentitel"), block(text)], "de")] == [2]
    assert list(dateline([block(DE), block(DE), block(DE), block(text)], "de")) == []
    assert [t.block for t in dateline([block(text), block(text)], "de")] == [0]


def test_the_rest_of_a_wrapped_sentence_stays() -> None:
    assert list(dateline([block("Der Zug fuhr weiter nach"), block(f"Berlin. {DE}")], "de")) == []
    assert len(list(dateline([block("Der Zug fährt wieder"), block(f"Berlin. {DE}")], "de"))) == 1


def test_an_agency_dateline_counts_in_every_block_of_prose() -> None:
    text = f"Bremen (dpa/lni) – {DE}"
    blocks = [block(DE), block(DE), block(DE), block(DE), block(text), block(text)]
    assert [t.block for t in dateline(blocks, "de")] == [4, 5]


def test_titles_and_captions_have_none() -> None:
    assert list(dateline([block(f"Berlin (dpa) – {DE}", kind) for kind in ("title", "caption", "heading")], "de")) == []


@pytest.mark.parametrize(
    "text",
    [
        "April 25",
        "Nov 22",
        "3. Mai",
        "12 MAG",
        "4 may",
        "27.6.2025",
        "04 mai 2024",
        "5 мая",
        "May 4, 2024",
        "3 de mayo",
    ],
)
def test_days(text: str) -> None:
    assert is_day(text)


@pytest.mark.parametrize("text", ["Montag", "Mai", "3 Tore", "Wis.", "2024", "12 Spieler", ""])
def test_no_days(text: str) -> None:
    assert not is_day(text)


@pytest.mark.parametrize("piece", ["Berlin - ", "Berlin, ", "(", "A", "A. ", "Berlin/", "—", "新华社", "(dpa) - ", " "])
def test_hostile_input_runs_through(piece: str) -> None:
    assert isinstance(list(dateline([block(piece * 10_000)], "de")), list)


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        (
            "OSLO (NTB): Regjeringen legger fram et nytt forslag om ferger i løpet av høsten, sier ministeren.",
            "nb",
            "OSLO",
        ),
        (
            "Oslo (NTB) Regjeringen legger fram et nytt forslag om ferger i løpet av høsten, sier ministeren.",
            "nb",
            "Oslo",
        ),
        ("AALBORG: Byrådet vil bygge en ny færgehavn, og den skal stå færdig, før året er omme.", "da", "AALBORG"),
        (
            "MADRID, 12 (EUROPA PRESS) - El puerto seguirá cerrado hasta el otoño, según ha dicho el concejal.",
            "es",
            "MADRID",
        ),
        ("Brno/ČTK – Přístav zůstane zavřený až do podzimu, rozhodla o tom v pondělí městská rada.", "cs", "Brno"),
    ],
)
def test_shapes_of_other_presses(text: str, language: str, place: str) -> None:
    found = opening(text, language, bare=True)
    assert found is not None
    assert found.place == place
    assert text[found.end :][:1].isupper()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sevilla - Betis, el partido que todos esperaban, se jugará en domingo y no en lunes como se dijo.", "es"),
        ("Hamar: Byen ligger ved Mjøsa og har vært kjent for sine båter i mer enn hundre år, sier historikeren.", "nb"),
        ("Córdoba. Ese era el nombre de la yegua, y con ella ganó todas las carreras de aquel año.", "es"),
        ("Berlin. Die Stadt, in der alles begann, hat ihn nie wieder losgelassen, sagt er heute.", "de"),
        ("Lisboa. Assim se chamava o barco em que o avô partiu para nunca mais voltar a terra.", "pt"),
        ("Kabul/Afghanistan: Der Ort ist seit Jahren bekannt für seine Gärten, die im Frühling alle besuchen.", "de"),
    ],
)
def test_what_looks_like_them_stays(text: str, language: str) -> None:
    assert opening(text, language, bare=True) is None
