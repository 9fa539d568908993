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


FIRST = {
    "de": DE,
    "fr": "La ville fermera le port jusqu'à l'automne et déviera toute la circulation, a annoncé lundi le bureau.",
    "it": "La città chiuderà il porto fino all'autunno e devierà tutto il traffico, ha annunciato lunedì l'ufficio.",
    "es": "La ciudad cerrará el puerto hasta el otoño y desviará todo el tráfico, anunció el lunes la oficina.",
    "nl": "De stad sluit de haven tot de herfst en leidt al het verkeer om, zo maakte de havendienst bekend.",
    "pl": "Miasto zamknie port do jesieni i skieruje cały ruch objazdem, poinformował w poniedziałek urząd żeglugi.",
    "tr": "Belediye limanı sonbahara kadar kapatacak ve bütün trafiği başka yola verecek, açıklama dün yapıldı.",
}
SECOND = "Fishermen on the north bank fear for their berths and have called a meeting for Friday evening."


@pytest.mark.parametrize(
    ("prefix", "language", "place", "date", "agency"),
    [
        ("(PAP) ", "pl", None, None, "PAP"),
        ("PAP - ", "pl", None, None, "PAP"),
        ("Warszawa, PAP - ", "pl", "Warszawa", None, "PAP"),
        ("BRUSSEL 12/3 (BELGA) = ", "nl", "BRUSSEL", "12/3", "Belga"),
        ("BRUSSEL - BELGA - ", "nl", "BRUSSEL", None, "Belga"),
        ("(Belga) ", "nl", None, None, "Belga"),
        ("AGI - ", "it", None, None, "AGI"),
        ("ANSA – ", "it", None, None, "ANSA"),
        ("Adnkronos - ", "it", None, None, "Adnkronos"),
        ("LaPresse - ", "it", None, None, "LaPresse"),
        ("(LaPresse) ", "it", None, None, "LaPresse"),
        ("ROMA, 12 MAG - ANSA - ", "it", "ROMA", "12 MAG", "ANSA"),
        ("(Ottawa) ", "fr", "Ottawa", None, None),
        ("(Montréal) ", "fr", "Montréal", None, None),
        ("Yaoundé, le 12 mai 2024 - ", "fr", "Yaoundé", "12 mai 2024", None),
        ("Yaoundé, le 12 mai 2024 (AFP) - ", "fr", "Yaoundé", "12 mai 2024", "AFP"),
        ("Paris, lundi 12 mai (AFP) - ", "fr", "Paris", "12 mai", "AFP"),
        ("OTTAWA — La Presse Canadienne — ", "fr", "OTTAWA", None, "CP"),
        ("ALGER- ", "fr", "ALGER", None, None),
        ("ANKARA - İHA - ", "tr", "ANKARA", None, "IHA"),
        ("İSTANBUL (AA) - ", "tr", "İSTANBUL", None, "AA"),
        ("(AA) ", "tr", None, None, "AA"),
        ("Ayşe KAYA/İZMİR, (DHA)- ", "tr", "İZMİR", None, "DHA"),
        ("LISBOA (Lusa) - ", "pt", "LISBOA", None, "Lusa"),
        ("Luanda - ANGOP - ", "pt", "Luanda", None, "Angop"),
        ("Bogotá, AFP - ", "es", "Bogotá", None, "AFP"),
        ("EFE.- ", "es", None, None, "EFE"),
        ("MÉXICO (AP) — ", "es", "MÉXICO", None, "AP"),
        ("Ciudad de México, 12 de mayo de 2024.- ", "es", "Ciudad de México", "12 de mayo de 2024.", None),
        ("SEVILLA, 12 (EUROPA PRESS)", "es", "SEVILLA", "12", "EuropaPress"),
        ("Praha 12. května 2024 (ČTK) – ", "cs", "Praha", "12. května 2024", "CTK"),
        ("(čtk) ", "cs", None, None, "CTK"),
        ("(TT) ", "sv", None, None, "TT"),
        ("Stockholm/TT. ", "sv", "Stockholm", None, "TT"),
        ("(©NTB) ", "nb", None, None, "NTB"),
        ("NTB: ", "nb", None, None, "NTB"),
        ("/ritzau/ ", "da", None, None, "Ritzau"),
        ("STT-AFP: ", "fi", None, None, "STT"),
        ("Hamburg/dpa - ", "de", "Hamburg", None, "dpa"),
        ("Hamburg - (dpa) ", "de", "Hamburg", None, "dpa"),
        ("LONDON -- (AP) ", "en", "LONDON", None, "AP"),
        ("London | Reuters — ", "en", "London", None, "Reuters"),
        ("Mumbai (Maharashtra) [India], May 12 (ANI): ", "en", "Mumbai (Maharashtra) [India]", "May 12", "ANI"),
        ("New Delhi: (PTI) ", "en", "New Delhi", None, "PTI"),
        ("Accra, May 12, GNA - ", "en", "Accra", "May 12", "GNA"),
    ],
)
def test_where_the_article_begins(
    prefix: str, language: str, place: str | None, date: str | None, agency: str | None
) -> None:
    text = prefix + FIRST.get(language, EN)
    (trim,) = dateline([block(text), block(SECOND)], language)
    assert (trim.block, text[: trim.end]) == (0, prefix)
    assert (trim.detail["place"], trim.detail["date"]) == (place, date)
    assert [each["id"] for each in trim.detail["agencies"]] == ([agency] if agency else [])


def test_reporters_before_the_place_are_told() -> None:
    (trim,) = dateline([block("Ayşe KAYA - Mehmet DEMİR/İZMİR, (DHA) - " + FIRST["tr"])], "tr")
    assert trim.detail["authors"] == ["Ayşe KAYA", "Mehmet DEMİR"]


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["(AA) Batteries are not in the box, and the shop at the corner had sold out of them by Friday."], "en"),
        (["AA - Pil kutusu artık satılmıyor, dükkân sahibi pazartesi günü yaptığı açıklamada bunu doğruladı."], "tr"),
        (["APP - The new app for ferry tickets has cost two million and still does not work on most phones."], "en"),
        (["TT - Audi har byggt en modell som har fans över hela landet, och klubben firar trettio år i sommar."], "sv"),
        (["TT: Hur kommer det sig att ni stänger hamnen nu, mitt i sommaren?", "Berg: Bron måste lagas."], "sv"),
        (["NTB: Hvorfor stenger dere havnen nå, midt på sommeren, når alle båtene ligger her?", "Dal: Brua."], "nb"),
        (["AGI - L'intelligenza generale è il traguardo di cui parlano tutti.", "LLM - I modelli di lingua."], "it"),
        (["Agi di ogni genere aspettavano gli ospiti, e la terrazza sul porto era illuminata da cento lampade."], "it"),
        (["(PAP) to badanie, które wykonuje się raz na trzy lata, a przychodnia robi je bez skierowania."], "pl"),
        (["(PAP) Badanie wykonuje się raz na trzy lata, bez skierowania.", "(HPV) Test raz na pięć lat."], "pl"),
        (["Partia Akcji Ludowej (PAP) wygrała wybory po raz kolejny, choć straciła kilka mandatów w porcie."], "pl"),
        (["(Ottawa) a dit Smith, et personne n'a su répondre à cette phrase que tout le monde répétait."], "fr"),
        (["(Ottawa) Smith a marqué deux fois en première période.", "(Montréal) Tremblay a arrêté trente tirs."], "fr"),
        (["(Lyon) C'est là que tout a commencé, dit-il aujourd'hui, assis devant la maison de son père."], "fr"),
        (["Le ministre (Ottawa) La réponse est attendue vendredi soir, et les pêcheurs n'y croient plus guère."], "fr"),
        (["(Ottawa) The government will close the harbour until autumn and divert all traffic, it said."], "en"),
        (["Berlin 24/7 – Eine Reihe zeigt die Stadt, die niemals schläft, und die Menschen, die sie tragen."], "de"),
        (["Paris = Die Stadt der Liebe, so steht es im Prospekt, und so haben es die Gäste bisher geglaubt."], "de"),
        (["Wien UNI – Die Haltestelle heißt seit hundert Jahren so und soll nach einer Ärztin benannt werden."], "de"),
        (
            ["AFP – Die Bundespolizei in Australien hieß schon so, als noch keine Agentur den Namen kannte, sagt er."],
            "de",
        ),
        (
            ["Berlin, Paris, AFP - und dann noch Rom: So hieß die Liste, die er an seine Tür geklebt hatte, sagt er."],
            "de",
        ),
        (["SDA - Der Verein aus dem Dorf spielt seit drei Jahren oben mit.", "FCB - Der Verein aus der Stadt."], "de"),
        (["Lima. Este lugar no figura en los mapas que venden en la estación, y todos saben llegar a él."], "es"),
    ],
)
def test_codes_and_places_that_are_prose(texts: list[str], language: str) -> None:
    blocks = [block(text + " " + SECOND if len(text) < 90 else text) for text in texts]
    assert list(dateline(blocks, language)) == []


def test_an_agency_alone_opens_the_article_only() -> None:
    later = [block(FIRST["it"]), block("AGI - " + FIRST["it"]), block("(AGI) " + FIRST["it"])]
    assert list(dateline(later, "it")) == []


@pytest.mark.parametrize(
    ("line", "language", "place", "agency"),
    [
        ("MADRID, 12 (SERVIMEDIA)", "es", "MADRID", "Servimedia"),
        ("Madrid, 12 may (EFE).-", "es", "Madrid", "EFE"),
        ("Hamburg (dpa)", "de", "Hamburg", "dpa"),
        ("LONDON (Reuters) -", "en", "LONDON", "Reuters"),
        ("ANKARA (AA)", "tr", "ANKARA", "AA"),
        ("AUBURN, Wash. —", "en", "AUBURN, Wash.", None),
        ("Chemnitz.", "de", "Chemnitz", None),
    ],
)
def test_a_dateline_in_a_block_of_its_own(line: str, language: str, place: str, agency: str | None) -> None:
    blocks = [block("A headline of a few words", "title"), block(line, "heading"), block(FIRST.get(language, EN))]
    (trim,) = dateline(blocks, language)
    assert (trim.block, trim.end, trim.detail["place"]) == (1, len(line), place)
    assert [each["id"] for each in trim.detail["agencies"]] == ([agency] if agency else [])


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Berlin", "de"),
        ("Berlin, 3. Mai 2024", "de"),
        ("Essen. Trinken.", "de"),
        ("Die Linke (AFP)", "de"),
        ("Paris.", "en"),
        ("Delhi (AAP)", "de"),
    ],
)
def test_a_line_before_the_article_that_is_no_dateline(line: str, language: str) -> None:
    assert list(dateline([block(line), block(DE), block(SECOND)], language)) == []
    assert list(dateline([block(DE), block("Hamburg (dpa)", "heading"), block(DE)], "de")) == []
