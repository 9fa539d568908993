"""Agency tags, credit lines and the agency list."""

from __future__ import annotations

import tomllib
import unicodedata
from importlib.resources import files

import pytest

from cleaner.article import Block
from cleaner.judge.agency import agency_lines
from cleaner.rules.agencies import agencies
from cleaner.rules.credit_line import after_sentence, standalone
from cleaner.rules.credits import credits
from cleaner.trim.agency import agency

SAID = "Der Hafen bleibe bis zum Herbst gesperrt, sagte die Leiterin des Amtes am Montag."
NEXT = "Auch die Fähre nach Norden fährt vorerst nicht."


def block(text: str, kind: str = "paragraph") -> Block:
    return Block(text, ((0, len(text)),), kind=kind)


def trimmed(text: str, language: str | None = "de", kind: str = "paragraph") -> list[str]:
    """Return the pieces that go, as text."""
    return [text[t.start : t.end] for t in agency([block(text, kind)], language)]


def ids(text: str, language: str | None = "de") -> list[str] | None:
    found = credits(text, language)
    return None if found is None else [a["id"] for a in found.agencies]


def test_data_has_sorted_unique_agencies_in_nfc() -> None:
    raw = (files("cleaner.rules") / "agencies.toml").read_text(encoding="utf-8")
    assert raw == unicodedata.normalize("NFC", raw)
    entries = tomllib.loads(raw)["agency"]
    names = [entry["id"] for entry in entries]
    assert len(names) == len(set(names)) >= 132
    assert names == sorted(names, key=lambda name: (name.casefold(), name))
    for entry in entries:
        assert entry["codes"] and entry["languages"] and entry["country"]
        assert set(entry.get("collides", ())) <= set(entry["codes"]), entry["id"]


def test_press_releases_are_marked() -> None:
    assert {a.id for a in agencies().every if a.press_release} >= {"ots", "APA-OTS", "pressetext", "Protext"}


def test_a_code_of_two_agencies_goes_by_language() -> None:
    assert agencies().by_code("CNA") is None
    chinese, spanish = agencies().by_code("CNA", "zh"), agencies().by_code("CNA", "es")
    assert chinese and chinese.id == "CNA-TW"
    assert spanish and spanish.id == "ACI-CNA"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dpa/tki", ["dpa"]),
        ("dpa, AFP", ["dpa", "AFP"]),
        ("mit dpa", ["dpa"]),
        ("Mit Material von dts", ["dts"]),
        ("Mit Materal von dts", ["dts"]),
        ("Quelle: dts", ["dts"]),
        ("Quelle: u.a. dts", ["dts"]),
        ("Tsp, dpa, Reuters", ["dpa", "Reuters"]),
        ("Tsp,dpa", ["dpa"]),
        ("dpa/lno", ["dpa"]),
        ("skb/dpa/smc", ["dpa"]),
        ("Mara Beispiel, dpa", ["dpa"]),
        ("Mara Beispiel und Jan Muster, dpa", ["dpa"]),
        ("Mara Beispiel mit dpa", ["dpa"]),
        ("mit dpa, Mara Beispiel", ["dpa"]),
        ("Quelle: APA/sda/dpa", ["APA", "Keystone-SDA", "dpa"]),
        ("rt /dpa /TASS", ["dpa", "TASS"]),
        ("dpa/rt deutsch", ["dpa"]),
        ("dpa/-ry", ["dpa"]),
        ("SID/vk", ["SID"]),
        ("mit Agenturen", []),
        ("red, Musterblatt.at/Agenturen", []),
        ("mot mit rtr, AFP", ["Reuters", "AFP"]),
        ("Reuters/kra Frankfurt", ["Reuters"]),
        ("Weitere Quellen • AP", ["AP"]),
        ("Quelle: musterblatt.de, ino/dpa", ["dpa"]),
        ("Par Le Courrier avec AFP", ["AFP"]),
        ("KNA/iz", ["KNA"]),
        ("dts Nachrichtenagentur", ["dts"]),
    ],
)
def test_credits(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "CDU", "CDU/CSU", "SPD", "SZ Plus", "lacht", "Archiv", "Anm. d. Red.", "Englisch", "kostenloses ePaper",
        "Drucksache 19/1", "Quelle",
        "Red", "Red Dawn", "die red pill", "Edition 3+2 AP", "jb", "DM", "tki", "Foto: dpa", "dpa/Hannes Muster",
        "dpa/Daniel P.",
        "AP Photo/Mara Beispiel", "Bild: dpa", "dpa-Anfrage", "dpa-Informationen", "K. J. Apa", "AA", "PA", "PTI",
        "AAP", "ANP", "UNI", "DDP", "TU",
        "Australian Federal Police, AFP", "13", "", "/", "Map", "tap", "spa", "beta", "Nova",
        "siehe dpa-Meldung vom Montag",
    ],
)  # fmt: skip
def test_no_credits(text: str) -> None:
    assert credits(text, "de") is None


@pytest.mark.parametrize(
    ("code", "language", "counts"),
    [
        ("AA", "tr", True), ("AA", "de", False), ("PA", "en", True), ("PA", "de", False), ("PA", None, False),
        ("TT", "sv", True), ("TT", "de", False),
        ("PTI", "en", True), ("ats", "fr", True), ("ats", "en", False), ("AP", "en", True), ("AP", None, False),
        ("dpa", None, True), ("DPA", "fr", False),
        ("Reuters", "ja", True), ("Beta", "en", False), ("Beta", "sr", True), ("共同", "ja", True),
        ("TU", "de", False), ("MAP", "en", False),
    ],
)  # fmt: skip
def test_colliding_codes_need_their_language(code: str, language: str | None, counts: bool) -> None:
    assert (credits(code, language) is not None) is counts


def test_parts_of_a_credit() -> None:
    found = credits("Mara Beispiel und Jan Muster, dpa/lno; skb, Tsp", "de")
    assert found is not None
    assert found.authors == ("Mara Beispiel", "Jan Muster")
    assert (found.desk, found.initials, found.houses) == ("lno", ("skb",), ("Tsp",))
    modes = {text: credits(text, "de") for text in ("dpa", "mit dpa", "ots", "ots/dpa")}
    assert [found.mode for found in modes.values() if found] == ["full", "material", "press_release", "full"]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (f"{SAID} (dpa/tki)", [" (dpa/tki)"]),
        (f"{SAID}(dpa, AFP)", ["(dpa, AFP)"]),
        (f"{SAID} [epd]", [" [epd]"]),
        (f"„{SAID}“ (AFP)", [" (AFP)"]),
        (f"„{SAID[:-1]}“. (AFP) ", [" (AFP) "]),
        (f"{SAID} (dpa).", [" (dpa)."]),
        (f"{SAID} (mit dpa)Hinweis: {NEXT}", ["(mit dpa)"]),
        (f"{SAID} (Tsp, dpa, Reuters) {NEXT}", [" (Tsp, dpa, Reuters)"]),
        (f"(mit dpa){NEXT}", ["(mit dpa)"]),
        (f"{SAID} © dpa-infocom, dpa:240516-99-53606/3 (dpa)", [" © dpa-infocom, dpa:240516-99-53606/3 (dpa)"]),
        (f"{SAID} © dpa-infocom, dpa:240516-99-53606/3 {NEXT}", [" © dpa-infocom, dpa:240516-99-53606/3"]),
        (f"{SAID} dpa/lno", [" dpa/lno"]),
        (f"{SAID} (Mara Beispiel, dpa)", [" (Mara Beispiel, dpa)"]),
        (f"{SAID} (mit Agenturen)", [" (mit Agenturen)"]),
        ("港は秋まで閉鎖されると当局が月曜日に発表した。（共同）", []),
    ],
)
def test_tags_go(text: str, gone: list[str]) -> None:
    assert trimmed(text) == gone


def test_tags_of_other_languages() -> None:
    assert trimmed("港は秋まで閉鎖されると当局が月曜日に発表した。（共同）", "ja") == ["（共同）"]
    assert trimmed(f"{'Havnen er lukket til efteråret, siger lederen. ' * 2}/ritzau/", "da") == [" /ritzau/"]
    assert trimmed(f"{'Hamnen är stängd till hösten, säger chefen. ' * 2}/TT", "sv") == [" /TT"]
    assert trimmed("The harbour stays shut until autumn, the office said on Monday. (AP)", "en")


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID[:-1]} dem Evangelischen Pressedienst (epd).",
        f"Die großen drei (Reuters, AP und AFP) berichten. {NEXT}",
        f"Die australische Bundespolizei (AFP) ermittelt. {NEXT}",
        f"Das sagte er der Deutschen Presse-Agentur (dpa). {NEXT}",
        f"{SAID} (tki)",
        f"{SAID} (DM)",
        f"{SAID} (CDU)",
        f"{SAID} (Archiv)",
        f"{SAID} (SZ Plus)",
        f"{SAID} (AA)",
        f"{SAID} (dpa) meldete das zuerst.",
        f"{SAID} (dpa), {NEXT}",
        f"{SAID} (Foto: dpa)",
        f"{SAID} (dpa/Hannes Muster)",
        f"Agenturen wie z. B. (AFP) Die sind gemeint. {NEXT}",
        f"{SAID} Die Nachrichtenagentur dpa.",
        f"{SAID} (red)",
        f"{SAID} (… , Anm. d. Red.) {NEXT}",
        "(dpa/tki)",
    ],
)
def test_prose_stays(text: str) -> None:
    assert trimmed(text) == []


def test_captions_and_titles_are_left_alone() -> None:
    assert trimmed(f"{SAID} (dpa)", kind="caption") == []
    assert trimmed(f"{SAID} (dpa)", kind="title") == []


def test_detail_of_a_trim() -> None:
    (found,) = agency([block(f"{SAID} (skb/dpa/lno)")], "de")
    assert (found.family, found.rule) == ("agency", "agency/end-tag")
    assert found.detail == {
        "agencies": [{"id": "dpa", "as": "dpa"}],
        "initials": ["skb"],
        "desk": "lno",
        "mode": "full",
    }
    (found,) = agency([block(f"{SAID} © dpa-infocom, dpa:240516-99-53606/3")], "de")
    assert found.detail["dpa"] == {"date": "2024-05-16", "service": "99", "id": "53606", "version": "3"}


def test_a_tag_without_brackets_counts_in_the_last_prose_block_only() -> None:
    blocks = [block(f"{SAID} dpa"), block(f"{SAID} {NEXT}")]
    assert list(agency(blocks, "de")) == []


@pytest.mark.parametrize(
    ("before", "ends"),
    [
        ("Ende. ", True),
        ("Ende.“ ", True),
        ("Ende“. ", True),
        ("Ende! ", True),
        ("Wort ", False),
        ("Wort, ", False),
        ("", False),
    ],
)
def test_after_sentence(before: str, ends: bool) -> None:
    assert after_sentence(before, len(before)) is ends


def test_abbreviations_end_no_sentence_when_strict() -> None:
    assert after_sentence("der Beispiel Inc. ", 18)
    assert not after_sentence("der Beispiel Inc. ", 18, strict=True)


def lines(*texts: str, language: str | None = "de") -> list[tuple[int, str]]:
    return [(v.block, v.rule) for v in agency_lines([block(t) for t in texts], language)]


@pytest.mark.parametrize(
    "text",
    [
        "(dpa/tki)", "dpa", "mit dpa", "Quelle: sid/dpa", "© dpa", "AFP", "SDA/sep",
        "© dpa-infocom, dpa:240516-99-53606/3", "--Field Level Media",
        "Mit Agenturmaterial.", "Von dpa 30.04.2024, 18:58", "By The Associated Press", "The Associated Press",
        "(Quelle: APA/sda/dpa)",
        "Mit Informationen der Korrespondenten sowie der Nachrichtenagenturen AFP, dpa und Reuters.",
        "Mit Informationen der Nachrichtenagenturen AFP und dpa. Die Angaben lassen sich nicht unabhängig überprüfen.",
    ],
)  # fmt: skip
def test_lines_that_are_credits(text: str) -> None:
    assert standalone(text, "de") is not None
    assert lines(SAID, text) == [(1, "agency/line")]


@pytest.mark.parametrize(
    "text",
    [
        "AA",
        "PA",
        "CDU",
        "Von Mara Beispiel, dpa",
        "Mara Beispiel/AFP",
        "Die dpa meldet das.",
        "Quelle: Ministerium",
        "Die Reuters-Meldung",
        "Foto: dpa",
    ],
)
def test_lines_that_are_none(text: str) -> None:
    assert lines(SAID, text) == []


def test_weak_lines_count_at_the_edges_only() -> None:
    body = [f"{SAID} {n}. {NEXT}" for n in range(6)]
    assert lines("AP", *body) == [(0, "agency/line")]
    assert lines(*body, "AP") == [(6, "agency/line")]
    assert lines(*body[:5], "AP", body[5]) == []
    assert lines("SID", "Nachrichtenagentur", *body) == [(0, "agency/line"), (1, "agency/line")]


def test_the_last_line_of_a_wrapped_sentence_stays() -> None:
    body = [f"{SAID} {n}. {NEXT}" for n in range(6)]
    assert lines(*body[:5], "Deutschen Presse-Agentur.", body[5]) == []


def test_author_codes_and_source_lines_follow_the_last_sentence() -> None:
    assert lines(SAID, "(tki)") == [(1, "agency/initials")]
    assert lines(SAID, "MDR (tki)") == [(1, "agency/initials")]
    assert lines(SAID, "Quelle: musterblatt.de") == [(1, "agency/source")]
    assert lines(SAID, "Zwischentitel", "(tki)", SAID) == []


@pytest.mark.parametrize("piece", ["(", "(dpa ", ". (dpa)", "a", "dpa/", "© dpa-infocom, dpa:240516-99-", "【", " "])
def test_hostile_input_runs_through(piece: str) -> None:
    text = piece * 10_000
    assert isinstance(list(agency([block(text)], "de")), list)
    assert list(agency_lines([block(text)], "de")) == []
    assert credits(text, "de") is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Af Ritzau", "da", ["Ritzau"]),
        ("Nyhedsbureauet Ritzau", "da", ["Ritzau"]),
        ("Kilder: Ritzau, AFP og Reuters", "da", ["Ritzau", "AFP", "Reuters"]),
        ("Med bidrag fra Ritzau", "da", ["Ritzau"]),
        ("Med oplysninger fra bureauerne", "da", []),
        ("Av NTB", "nb", ["NTB"]),
        ("NPK-NTB", "nb", ["NTB"]),
        ("©NPK", "nb", ["NPK"]),
        ("NPK", "en", None),
        ("Av de ni medlemmene", "nb", None),
    ],
)
def test_danish_and_norwegian_credits(text: str, language: str, expected: list[str] | None) -> None:
    assert ids(text, language) == expected


PROSE = {
    "de": SAID,
    "fr": "Le port restera fermé jusqu'à l'automne, a annoncé lundi la responsable du service des quais de la ville.",
    "it": "Il porto resterà chiuso fino all'autunno, ha annunciato lunedì la responsabile dell'ufficio dei moli.",
    "es": "El puerto seguirá cerrado hasta el otoño, anunció el lunes la responsable de la oficina de los muelles.",
    "nl": "De haven blijft tot de herfst dicht, zo maakte de chef van de havendienst maandag in de stad bekend.",
    "pt": "O porto vai continuar fechado até ao outono, anunciou na segunda-feira a responsável pelos cais da cidade.",
    "pl": "Port pozostanie zamknięty do jesieni, poinformowała w poniedziałek kierowniczka miejskiego urzędu żeglugi.",
    "sv": "Hamnen är stängd till hösten, meddelade chefen för kontoret på måndagen i ett uttalande till tidningen.",
    "da": "Havnen er lukket til efteråret, oplyste chefen for kontoret mandag i en meddelelse til avisen og radioen.",
    "nb": "Havnen er stengt til høsten, opplyste sjefen for kontoret mandag i en melding til avisen og til radioen.",
    "fi": "Satama on suljettu syksyyn asti, viraston päällikkö kertoi maanantaina lehdelle lähettämässään viestissä.",
    "cs": "Přístav zůstane zavřený do podzimu, oznámila v pondělí vedoucí městského úřadu pro plavbu na své desce.",
    "tr": "Liman sonbahara kadar kapalı kalacak, müdürlüğün başkanı pazartesi günü gazeteye bildirdi.",
    "en": "The harbour stays shut until autumn, the head of the office said on Monday in a statement to the paper.",
}


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("ats/blv", "fr", ["Keystone-SDA"]),
        ("TT", "sv", ["TT"]),
        ("(TT)", "sv", ["TT"]),
        ("© TT", "sv", ["TT"]),
        ("© ANP", "nl", ["ANP"]),
        ("© ANP 2024", "nl", ["ANP"]),
        ("(anp)", "nl", ["ANP"]),
        ("(RTL Nieuws/ANP)", "nl", ["ANP"]),
        ("Bronnen: ANP/Reuters", "nl", ["ANP", "Reuters"]),
        ("(Belga)", "nl", ["Belga"]),
        ("NTB", "nb", ["NTB"]),
        ("Tekst: NTB", "nb", ["NTB"]),
        ("Ritzau", "da", ["Ritzau"]),
        ("/RITZAU/", "da", ["Ritzau"]),
        ("(RB)", "da", ["Ritzau"]),
        ("STT", "fi", ["STT"]),
        ("Lähteet: STT, AFP", "fi", ["STT", "AFP"]),
        ("ČTK", "cs", ["CTK"]),
        ("(ČTK)", "cs", ["CTK"]),
        ("/čtk/", "cs", ["CTK"]),
        ("Zdroje: ČTK, Reuters", "cs", ["CTK", "Reuters"]),
        ("AA", "tr", ["AA"]),
        ("DHA", "tr", ["DHA"]),
        ("AA-DHA", "tr", ["AA", "DHA"]),
        ("Kaynaklar: AA, DHA", "tr", ["AA", "DHA"]),
        ("(PAP)", "pl", ["PAP"]),
        ("Źródła: PAP, Reuters", "pl", ["PAP", "Reuters"]),
        ("Quellen: dpa, AFP", "de", ["dpa", "AFP"]),
        ("Sources : AFP, Reuters", "fr", ["AFP", "Reuters"]),
        ("© 2024 Agence France-Presse", "fr", ["AFP"]),
        ("Fuentes: EFE, AP", "es", ["EFE", "AP"]),
        ("Fonti: ANSA, AGI", "it", ["ANSA", "AGI"]),
        ("Fonte: Ansa, Agi", "it", ["ANSA", "AGI"]),
        ("Fontes: Reuters, AFP", "pt", ["Reuters", "AFP"]),
        ("Källor: TT, AFP", "sv", ["TT", "AFP"]),
        ("PA", "en", ["PA"]),
    ],
)
def test_tags_on_their_own_line_at_the_end(line: str, language: str, expected: list[str]) -> None:
    (verdict,) = agency_lines([block(PROSE[language]), block(line)], language)
    assert (verdict.block, verdict.rule) == (1, "agency/line")
    assert [each["id"] for each in verdict.detail["agencies"]] == expected


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["TT", "P", "P"], "sv"),  # a kicker: the races on the island, or a car
        (["P", "TT", "P"], "sv"),
        (["P", "Klasser", "TT", "Sidvagn"], "sv"),
        (["P", "TT 350 S"], "sv"),
        (["P", "TT"], "de"),
        (["P", "AA"], "en"),  # a battery
        (["P", "AA"], "de"),
        (["P", "Pil tipi", "AA"], "tr"),
        (["P", "PA"], "de"),
        (["P", "SDA", "FCB", "YB"], "de"),  # clubs
        (["P", "FCB", "SDA"], "de"),
        (["P", "PAP"], "de"),
        (["P", "P", "P", "P", "PAP", "P"], "pl"),
        (["P", "Agi"], "de"),
        (["P", "© Reuters", "P"], "de"),  # under a picture
        (["© AFP", "P", "P"], "fr"),
        (["P", "Foto: Anna Berg/TT"], "sv"),
        (["P", "Jo Doe/AFP"], "en"),
        (["Anna Berg/TT", "P"], "sv"),
        (["P", "Källor: brunnar och bäckar"], "sv"),
    ],
)
def test_codes_on_their_own_line_that_are_no_tags(texts: list[str], language: str) -> None:
    body = PROSE.get(language, SAID)
    assert list(agency_lines([block(body if text == "P" else text) for text in texts], language)) == []


@pytest.mark.parametrize(
    ("tail", "language"),
    [
        (" (PAP)", "pl"), (" PAP", "pl"), (" AFP", "fr"), (" ats/blv", "fr"), (" Lusa", "pt"), (" TT", "sv"),
        (" ©NTB", "nb"), (" – STT", "fi"), (" (Belga)", "nl"), (" — AP", "en"), (" -DHA", "tr"), (" AA", "tr"),
        (" *dpa*", "de"),
    ],
)  # fmt: skip
def test_tags_behind_the_last_sentence(tail: str, language: str) -> None:
    assert trimmed(PROSE[language] + tail, language) == [tail]


@pytest.mark.parametrize(
    ("tail", "language"),
    [(" TT", "de"), (" AA", "en"), (" PA", "en"), (" AP", "en"), (" idea", "de"), (" PAP", "de"), (" Andina", "en"),
     (" DDP", "de"), (" ats", "fr"), (" Nein", "de")],
)  # fmt: skip
def test_words_behind_the_last_sentence_stay(tail: str, language: str) -> None:
    assert trimmed(PROSE[language] + tail, language) == []


@pytest.mark.parametrize(
    ("line", "language", "author", "expected"),
    [
        ("Autor: Anna Kowalska (PAP)", "pl", "Anna Kowalska", "PAP"),
        ("Af Ida Holm/ritzau/", "da", "Ida Holm", "Ritzau"),
        ("Av Kari Dal/NTB", "nb", "Kari Dal", "NTB"),
        ("Anna Berg/TT", "sv", "Anna Berg", "TT"),
    ],
)
def test_authors_with_their_agency(line: str, language: str, author: str, expected: str) -> None:
    (verdict,) = agency_lines([block(PROSE[language]), block(line)], language)
    assert (verdict.family, verdict.rule) == ("byline", "byline/agency")
    assert verdict.detail["authors"] == [author]
    assert verdict.detail["agencies"] == [{"id": expected, "as": line.rstrip("/)").split("/")[-1].split("(")[-1]}]
