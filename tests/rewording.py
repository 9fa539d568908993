"""Placeholders that nobody has printed yet: the parts of the real ones, worded anew by chance.

Each part has a bank of templates; `(a|b|)` is a choice, `[P]` a service. The banks were written as a publisher's author
would, and not from the rule files; half of the templates (those with an even number) were never looked at when rules
were tuned.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

SERVICES = (
    "YouTube", "Instagram", "Facebook", "X", "Twitter", "TikTok", "Spotify", "Podigee", "Datawrapper", "Vimeo",
    "Google Maps", "Bluesky", "Threads", "SoundCloud", "Flourish", "Telegram",
)  # fmt: skip

DE = {
    "title": [
        "(Empfohlener|Eingebetteter|Externer) (redaktioneller |)Inhalt",
        "Externer Inhalt (von [P]|nicht geladen|blockiert|gesperrt)",
        "(Hier|An dieser Stelle) (steht|befindet sich) ein (externer Inhalt|Inhalt von [P])",
        "Inhalt von [P] (blockiert|gesperrt|deaktiviert|nicht geladen)",
        "[P]-(Inhalt|Beitrag|Video|Post) (blockiert|ausgeblendet|nicht geladen)",
        "(Dieser|Der) (externe |)Inhalt (wurde|ist) (blockiert|deaktiviert|gesperrt|ausgeblendet)",
        "Inhalte (von|aus) (Drittanbietern|sozialen Netzwerken)",
        "(Ihre|Deine|Eure) (Zustimmung|Einwilligung) (ist|wird) (nötig|erforderlich|benötigt)",
    ],
    "statement": [
        "(An dieser Stelle|Hier) (finden Sie|findest du|findet ihr) (einen externen Inhalt|Inhalte|einen Beitrag) von [P](, der den Artikel ergänzt|)",
        "(Dieser Artikel|Dieser Beitrag|Dieser Text) enthält (einen Inhalt|Inhalte|einen Beitrag) von [P]",
        "(Um|Damit) (Sie|du) (diesen Inhalt|dieses Video|diesen Beitrag) (sehen|ansehen|nutzen) (können|kannst), (müssen Sie|musst du) (externe Inhalte|Cookies) (zulassen|akzeptieren|erlauben)",
        "Zum (Anzeigen|Laden|Abspielen) (dieses Inhalts|dieses Videos|dieser Karte) (brauchen|benötigen) wir (Ihre|deine|eure) (Zustimmung|Einwilligung)",
        "Die Redaktion hat (hier|an dieser Stelle) einen (Beitrag|Inhalt|Post) von [P] (eingebunden|eingebettet|ausgewählt)",
        "(Wir verwenden|Unsere Seite verwendet) [P], um (Videos|Inhalte|Karten|Grafiken) (einzubetten|einzubinden|anzuzeigen)",
        "Mit (einem Klick|Ihrer Zustimmung|deiner Zustimmung) wird (hier |)(ein externer Inhalt|der Inhalt|das Video|die Karte) von [P] (geladen|angezeigt|eingeblendet)",
        "Aus (Gründen des Datenschutzes|Datenschutzgründen) (wird|ist) (dieser Inhalt|dieses Video|diese Karte) (nicht automatisch|erst nach Ihrer Zustimmung|erst nach deiner Zustimmung) (geladen|angezeigt)",
    ],
    "script": [
        "Bitte (aktivieren Sie|aktiviere) JavaScript, um (diesen Inhalt|das Video) (zu sehen|anzuzeigen)",
        "(Ihr|Dein) Browser (unterstützt|lädt) (dieses Video|diesen Inhalt) nicht",
    ],
    "button": [
        "(Inhalt|Video|Beitrag|Karte|Post|Podcast) (laden|anzeigen|freischalten|aktivieren|ansehen)",
        "(Externen|Diesen) Inhalt (anzeigen|laden|zulassen|freigeben)",
        "[P]-(Inhalte|Videos|Beiträge) (anzeigen|zulassen|laden)",
        "(Zustimmen|Einwilligen|Akzeptieren) und (anzeigen|laden|ansehen)",
        "(Jetzt|Einmalig|Trotzdem) (laden|anzeigen|zulassen)",
        "(Externe Inhalte|Inhalte von [P]) (aktivieren|zulassen|erlauben)",
    ],
    "always": [
        "(Inhalte|Videos|Beiträge) von [P] (immer|künftig immer|dauerhaft) (laden|anzeigen|zulassen)",
        "[P] immer (entsperren|laden|zulassen)",
        "(Auswahl|Entscheidung) (merken|speichern)",
        "Nicht (mehr|erneut|wieder) fragen",
    ],
    "consent": [
        "Ich bin (damit |)einverstanden, dass mir (externe Inhalte|Inhalte von [P]|Inhalte von Drittanbietern) (angezeigt|eingeblendet) werden",
        "(Dabei|Damit|Hierbei) können (personenbezogene |)Daten an (Drittanbieter|Drittplattformen|[P]|den Anbieter) (übermittelt|übertragen|weitergegeben) werden",
        "Mit dem (Laden|Anzeigen|Abspielen) (des Inhalts|des Videos|der Karte|des Beitrags) (akzeptieren Sie|akzeptierst du|stimmen Sie) (die|der) (Datenschutzerklärung|Datenschutzbestimmungen) von [P](| zu)",
        "Ich (willige ein|stimme zu), dass (Daten|personenbezogene Daten) an [P] (übermittelt|übertragen) werden",
    ],
    "privacy": [
        "Mehr (dazu|darüber|Informationen) in unserer Datenschutzerklärung",
        "(Datenschutzerklärung|Datenschutz|Datenschutzhinweise)",
        "(Mehr|Weitere) (Informationen|Infos) (zum Datenschutz|finden Sie hier|findest du hier)",
        "(Datenschutz-Einstellungen|Cookie-Einstellungen|Einstellungen) (ändern|anpassen|öffnen)",
    ],
}
EN = {
    "title": [
        "(External|Embedded|Third-party) content( from [P]|)",
        "(This|The) [P] (content|post|video) (has been|is|was) (blocked|hidden)",
        "Allow [P] content?",
        "[P] content (blocked|not loaded|unavailable)",
        "(We need|You need to give) your consent( to load this|)",
        "Content from [P]",
    ],
    "statement": [
        "This (article|story|page) (contains|includes) content (provided by|from|hosted on) [P]",
        "We ask for your (permission|consent) before anything is loaded, as (they|[P]) may (use|be using) cookies and other technologies",
        "To (view|see|watch|play) this (content|video|post|map), (please |)(accept|enable|allow) (cookies|third-party content|external content)",
        "This (content|video|post) is (hosted|provided) by [P], which (may use|uses|sets) cookies",
        "(By clicking|When you click) (below|the button|play), content from [P] will be loaded",
        "At this point you will find (external content|content) from [P] that (complements|supplements) the article",
    ],
    "script": ["(Please |)(enable|turn on|allow) JavaScript to (view|see|load) this (content|video|post)"],
    "button": [
        "(Load|Show|View) (content|video|post|map|external content)",
        "(Accept|Agree|Allow) and (continue|load|view|show)",
        "(Load|Show|Allow) [P] (content|posts|videos)",
        "(Allow|Accept) (once|cookies|all)",
    ],
    "always": [
        "Always (load|show|allow|unblock) [P]( content|)",
        "(Don't|Do not) ask (me |)again",
        "Remember my choice",
    ],
    "consent": [
        "I (agree|consent) to (external content|content from [P]|third-party content) being (displayed|shown) to me",
        "(Personal data|Data) may be (transmitted|sent|transferred) to (third parties|third-party platforms|[P])",
        "By (loading|playing|viewing) (the|this) (video|post|map|content)(,|) you (accept|agree to) the (privacy policy|terms) of [P]",
        "By (clicking|continuing) you (agree|consent) to (content|cookies) from [P] being (loaded|set)",
    ],
    "privacy": [
        "(Read|See|Find) more (about this |)in our privacy policy",
        "(Privacy policy|Privacy notice|Cookie policy)( of [P]|)",
        "(Learn|Find out|Read) more",
        "(Manage|Change|Edit) (your |)(cookie|privacy) (settings|preferences)",
    ],
}
BANKS = {"de": DE, "en": EN}
ORDER = ("title", "statement", "script", "button", "always", "consent", "privacy")
DECIDING = ("title", "statement", "consent")
"""A placeholder has one of these; a lone button or privacy link is none."""
_CHOICE = re.compile(r"\(([^()]*)\)")


def placeholder(bank: dict[str, list[str]], rng: random.Random, *, half: int) -> list[str]:
    """Return the lines of one placeholder of two to five parts, from the templates with an odd (1) or even (0) number."""
    while True:
        names = [name for name in ORDER if rng.random() < 0.5]
        if 2 <= len(names) <= 5 and sum(name in DECIDING for name in names) >= 1:
            break
    service = rng.choice(SERVICES)
    return [_worded(rng.choice(_half(bank[name], half)), service, rng, name) for name in names]


def _half(templates: Sequence[str], half: int) -> Sequence[str]:
    return [t for k, t in enumerate(templates) if k % 2 == half] or templates


def _worded(template: str, service: str, rng: random.Random, name: str) -> str:
    text = template
    while found := _CHOICE.search(text):
        text = text[: found.start()] + rng.choice(found[1].split("|")) + text[found.end() :]
    text = " ".join(text.replace("[P]", service).split())
    return text + "." if name in ("statement", "script", "consent") else text


def slip(line: str, rng: random.Random) -> str:
    """Return a line with one letter of one long word doubled, dropped or swapped with the next."""
    words = [k for k, word in enumerate(line.split(" ")) if len(word) >= 9 and word.isalpha()]
    if not words:
        return line
    out = line.split(" ")
    k = rng.choice(words)
    word, at = out[k], rng.randrange(2, len(out[k]) - 3)
    out[k] = rng.choice(
        (
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(out)
