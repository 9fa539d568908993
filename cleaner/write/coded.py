"""The rules that are code and not data, described as rules, so that every id of a record has a page.

What they do lives in `judge` and `trim`; a test holds this list against the ids that stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.rules.load import Rule

_SINCE = "0.1.0"
_FAMILIES = {
    "body/duplicate": "duplicate",
    "body/pull-quote": "duplicate",
    "body/unselected": "unselected",
    "gate/words": "embed",
    "text/behind-the-article": "unselected",
    "text/breadcrumb": "navigation",
    "text/topics": "navigation",
}
"""Families of rules whose name does not begin with it."""


def _rule(name: str, scope: str, why: str, removes: tuple[str, ...], keeps: tuple[str, ...]) -> Rule:
    family = _FAMILIES.get(name, name.partition("/")[0])
    return Rule(name, family, "*", why, "code", _SINCE, removes, keeps, scope=scope)


_CALLS = {
    "ad": ("Alle Anzeigen im Stellenmarkt ansehen", "Die Anzeige hing am Kran."),
    "interface": ("Diskutieren Sie mit und schreiben Sie einen Kommentar.", "Die Diskussion dauerte bis Mitternacht."),
    "navigation": ("Zurück zur Übersicht", "Die Übersicht behielt nur der Kapitän."),
    "paywall": ("Registrieren Sie sich jetzt kostenlos und lesen Sie weiter.", "Das Abo der Fähre kostet 40 Euro."),
    "player": ("Video in voller Länge anhören oder herunterladen", "Das Video zeigt den Kran."),
    "promo": ("Holen Sie sich unseren Newsletter in Ihr Postfach", "Der Newsletter ist tot"),
    "related": ("Unser Dossier zum Thema lesen", "Das Dossier umfasst 200 Seiten."),
    "widget": ("Stimmen Sie ab: Machen Sie mit bei unserer Umfrage!", "Die Umfrage ergab ein Patt."),
}


def _called() -> Iterator[Rule]:
    why = "A line made of nothing but the words in which pages speak to their readers: calls/<language>.toml."
    for family, (removes, keeps) in _CALLS.items():
        yield _rule(f"{family}/words", "block", why, (removes,), (keeps,))


_CODED = (
    _rule(
        "agency/dpa-id",
        "inside",
        "dpa's id line is for newsrooms; the id goes to metadata.dpa.",
        ("Der Hafen bleibt zu. [[© dpa-infocom, dpa:310501-99-000001/1]]",),
        ("Die Nachricht trug die Nummer 310501.",),
    ),
    _rule(
        "agency/end-tag",
        "end",
        "An agency tag behind the last sentence is a credit, no part of the story; it goes to metadata.agencies.",
        ("Der Hafen bleibt zu.[[ (dpa/xyz)]]",),
        ("Das sagte der Rat dem Pressedienst (epd).",),
    ),
    _rule(
        "agency/initials",
        "block",
        "Author codes alone in a block right after the last sentence; they go to metadata.initials.",
        ("(xyz)",),
        ("Der Hafen bleibt zu. (xyz)",),
    ),
    _rule(
        "agency/line",
        "block",
        "A block that is nothing but an agency credit; it goes to metadata.agencies.",
        ("dpa/xyz", "Mit Material von dpa und AFP"),
        ("Die Agentur dpa meldete am Montag, der Hafen bleibe zu.",),
    ),
    _rule(
        "agency/mid-tag",
        "inside",
        "An agency tag between two items of a page that holds several.",
        ("Der Hafen bleibt zu.[[ (dpa)]] Die Schleuse öffnet im Mai.",),
        ("Der Verband (dpa) hat zwölf Mitglieder.",),
    ),
    _rule(
        "agency/source",
        "block",
        "A source line without an agency, right after the last sentence.",
        ("Quelle: harbour.example",),
        ("Die Quelle: ein Bach im Tal.",),
    ),
    _rule(
        "body/duplicate",
        "body",
        "The page shows the same text twice; the first one stays.",
        (),
        (),
    ),
    _rule(
        "body/pull-quote",
        "body",
        "A quote set apart that repeats a sentence of the body. One that the choice of the body kept goes only when"
        " --select names this rule.",
        (),
        (),
    ),
    _rule(
        "body/unselected",
        "body",
        "What a page shows beside its article: menus, lists of links, other stories. detail.why says more.",
        (),
        (),
    ),
    _rule(
        "byline/name",
        "block",
        "In a text without markup: a name alone above the text, beside a line that says when or by whom it came.",
        ("= Der Hafen bleibt bis zum Herbst zu\nNora Feld\n= 3. Mai 2031, 14.05 Uhr",),
        ("Nora Feld\nDer Hafen bleibt bis zum Herbst zu",),
    ),
    _rule(
        "byline/agency",
        "block",
        "An author and her agency alone in a block, before or behind the prose.",
        ("Av Kari Dal/NTB", "Autor: Anna Kowalska (PAP)"),
        ("Foto: Kari Dal/NTB",),
    ),
    _rule(
        "dateline/agency",
        "start",
        "Place, date and agency before the first sentence; they go to metadata.dateline and metadata.agencies.",
        ("[[Hafenstadt (dpa) - ]]Der Hafen bleibt zu.",),
        ("Hafenstadt (rund 900 Einwohner) baut um.",),
    ),
    _rule(
        "dateline/place",
        "start",
        "A place of the gazetteer before the first sentence; it goes to metadata.dateline. --keep-dateline leaves it.",
        ("[[Essen. ]]Der Hafen bleibt zu, wie die Stadt am Montag mitteilte.",),
        ("Montag. Der Hafen bleibt zu.",),
    ),
    _rule(
        "gate/words",
        "block",
        "Neighbouring blocks that speak of nothing but loading something external: a placeholder in words of its own.",
        ("Inhalt von Vimeo gesperrt\nVideo freigeben",),
        ("Die Stadt gibt das Video frei, sobald der Streit um die Rechte beendet ist.",),
    ),
    _rule(
        "timestamp/line",
        "block",
        "A line that only tells when the article was published, in whatever words; a date alone only above the text, "
        "where no other stands alone further down.",
        ("Zuletzt aktualisiert am 3. Mai 2031 um 14.05 Uhr",),
        ("Am 3. Mai 2031 blieb der Hafen zu.", "3. Mai 2031: Der Hafen bleibt zu"),
    ),
    _rule(
        "text/behind-the-article",
        "block",
        "In a text without markup: short lines behind the first closing line (share, related) after the last sentence.",
        ("= Der Hafen bleibt zu.\n= Mehr zum Thema\nKran verkauft",),
        ("Der Hafen bleibt zu.\nTabelle",),
    ),
    _rule(
        "text/breadcrumb",
        "block",
        "In a text without markup: two and more short words in a row above the headline; the last stays as a kicker.",
        ("Nachrichten\nHafen\n= Fähre\n= Die neue Fähre kommt erst im Herbst",),
        ("Hafen\nDie neue Fähre kommt erst im Herbst",),
    ),
    _rule(
        "text/topics",
        "block",
        "In a text without markup: three and more short words in a row at the end, most of which the text spoke of.",
        ("= Der Rat stimmte am Montag für den Kran.\nHafen\nKran\nHolmstedt",),
        ("Der Rat stimmte am Montag für den Kran.\nNora Feld\nJost Brandner",),
    ),
)
CODED = tuple(sorted((*_CODED, *_called()), key=lambda rule: rule.id))
"""In the order of their ids. The examples are for reading; judge and trim have their own tests."""
