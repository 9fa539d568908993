"""Is this the name of a person? Desks, houses, roles, author codes and addresses are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.describe.lexicon import DESKS, LABELS, PARTICLES, ROLES
from cleaner.describe.plain import squash

_LEAD = re.compile(
    r"(?:(?:written|posted|reported|edited|words|story|published) by|(?:eine?|ein) \w{3,25} von"
    r"|(?:text|analyse|kommentar|interview|protokoll|bericht|essay|kolumne|gastbeitrag|reportage) (?:von|by)"
    r"|(?:propos recueillis|écrit|publié) par|von|by|par|por|autor|autoren|autorin|authors?)(?:\s?:\s?|\s{1,3})"
    r"|(?:di|da|door|av|af|przez|text|texte|texto|testo|tekst|reporter|interview|protokoll|skribent)\s?:\s?",
    re.IGNORECASE,
)
_SURE = ("von ", "by ", "par ", "por ")
_MAIL = re.compile(r"[<(\[]?[\w.+-]{1,64}@[\w.-]{1,100}[>)\]]?")
_PAREN = re.compile(r"\s?[(\[][^()\[\]]{0,60}[)\]]")
_HOST = re.compile(r"(?:\w[\w-]{1,40}\.){1,3}[a-z]{2,10}$", re.IGNORECASE)
_MATERIAL = re.compile(r",?\s(?:mit|with|avec|con|med|met|unter verwendung von)\s", re.IGNORECASE)
_HARD = re.compile(
    r"\s?[;|•·/+]\s?|\s&\s|\s(?:und|and|et|og|och|sowie|oraz|ja|ve|и|та|e da)\s|\s[-–—]\s|\s?[、，]\s?", re.IGNORECASE
)
_SOFT = re.compile(r"\s(?:y|e|i|en|a)\s")
_NATIVE = re.compile(r"\s?(?:기자|특파원|논설위원|記者|记者|通讯员|외 \d{1,2}명)$")
_CJK_HOUSE = re.compile(
    r"新聞|新闻|通信|通讯|通訊|編集|编辑部|取材班|日報|日报|記者クラブ|[Ww]eb$|デジタル|放送|時報|时报|일보|신문|뉴스|방송|통신|समाचार|न्यूज|डेस्क|टीम"
)
_CASED = re.compile(r"[A-Za-zÀ-ɏЀ-ӿΑ-ϡ]")
_LONGEST = 60
_MOST_WORDS = 6


def parts(raw: str) -> tuple[list[str], list[str]]:
    """Split an author field into (candidates for names, mentions of material that others supplied).

    `Von Anna Beispiel und Jo Muster, mit Material der dpa` gives two candidates and one mention. Particles between
    names in Spanish, Portuguese, Italian and others (`y`, `e`, `i`, `en`) only split where both sides have two words,
    so that `Ortega y Gasset` stays whole.
    """
    text = _PAREN.sub("", _MAIL.sub(" ", raw)).strip(" ,;:-–|*")
    text = _lead(text)
    names, *material = _MATERIAL.split(text)
    pieces = [p for piece in _HARD.split(names) for p in _softly(piece.strip())]
    return [c for piece in pieces for c in _commas(piece)], [m for m in material if m]


def person(part: str, houses: set[str], *, alone: bool) -> str | None:
    """Return the name when a candidate is a person's, else None.

    A single word only counts where it is the whole field (`alone`): beside other parts it is a place or a title.
    """
    name = _bare(part)
    tokens = name.split()
    if not tokens or len(name) > _LONGEST or len(tokens) > _MOST_WORDS or not _spelled(name):
        return None
    if is_house(name, houses) or _of_desk(tokens) or _CJK_HOUSE.search(name):
        return None
    if not _CASED.search(name):
        return name if len(name) >= 2 else None
    if not all(t[:1].isupper() or not _CASED.match(t) or _is_particle(t) for t in tokens) or _is_particle(tokens[-1]):
        return None
    if len(tokens) == 1:
        return name if alone and len(name) >= 3 and not name.isupper() else None
    return name


def code(part: str) -> str | None:
    """Return an author's code (`tki`): one word of two to five small letters."""
    return part if re.fullmatch(r"[a-zäöüß]{2,5}", part) else None


def is_label(name: str) -> bool:
    """Tell whether a piece of a visible line is a label or a role (`Last Updated`, `Chief Editor`), not a name."""
    return any(t.casefold().strip(".,:") in LABELS or t.casefold() in ROLES for t in name.split())


def is_house(name: str, houses: set[str]) -> bool:
    """Tell whether a name is the site's own or starts with it (`Musterblatt Sport`), or is a host name.

    A house of up to three letters only counts in capitals (`NDR Info`), and `Anna Stern` may write for `Stern`.
    """
    if _HOST.match(name):
        return True
    leading = ""
    for word in name.split():
        leading += squash(word)
        if leading in houses and (len(leading) > 3 or word.isupper() or leading == squash(name)):
            return True
    return False


def _lead(text: str) -> str:
    """Take `Von`, `By`, `Ein Kommentar von` off the start, unless it is part of a name (`Von der Aue`)."""
    for _ in range(2):
        found = _LEAD.match(text)
        rest = text[found.end() :] if found else ""
        whole = " " in rest or (found and ":" in found[0]) or text.lower().startswith(_SURE)
        if not rest or rest.split()[0] in PARTICLES or not whole:
            break
        text = rest
    return text


def _softly(piece: str) -> Iterator[str]:
    sides = _SOFT.split(piece)
    if all(len(side.split()) >= 2 for side in sides):
        yield from sides
    else:
        yield piece


def _commas(piece: str) -> list[str]:
    """Split at commas; `Muster, Erika` alone is a name with the surname first."""
    sides = [s.strip() for s in piece.split(",") if s.strip()]
    if len(sides) == 2 and all(
        len(s.split()) == 1 and s[0].isupper() and not s.isupper() and not _HOST.match(s) for s in sides
    ):
        return [f"{sides[1]} {sides[0]}"]
    return sides


def _bare(part: str) -> str:
    """Return a candidate without a repeated lead, a native title at its end and roles around it."""
    name = _NATIVE.sub("", _NATIVE.sub("", _lead(part.strip(" .:*-–_\"'"))))
    tokens = name.split()
    while len(tokens) > 2 and tokens[-1].strip(",.").casefold() in ROLES:
        tokens.pop()
    while len(tokens) > 2 and tokens[0].strip(":").casefold() in ROLES:
        tokens.pop(0)
    return " ".join(tokens)


def _spelled(name: str) -> bool:
    """Tell whether a string is spelled like a name: letters and a few marks, no digits, no address."""
    return bool(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u200c\u200d .'’ʻ‘`´·‐‑-]){0,80}", name))


def _of_desk(tokens: list[str]) -> bool:
    """Tell whether a word names a desk or house, or all words are roles (`Guardian staff reporter`, `IN-Redaktion`)."""
    pieces = [p.casefold().strip(".") for t in tokens for p in (t, *t.split("-"))]
    return any(p in DESKS for p in pieces) or all(t.casefold() in ROLES for t in tokens)


def _is_particle(token: str) -> bool:
    return token in PARTICLES or token[:2] in ("d'", "d’", "l'", "l’")
