"""Slots: what may stand in the braces of a phrase, as bounded patterns on the normalised view.

The patterns stand in thousands of phrases, so they are kept small: any word may be a month or the first word of a name
in them, and `sure` asks afterwards, once, whether it is one. Lists of 200 words inside every pattern took four
milliseconds to compile each.
"""

from __future__ import annotations

import re

from cleaner.rules.dates import DAYS, MONTHS

WORD = r"[^\s.!?…]\S{0,60}"
_PARTICLES = "von|van|de|der|den|da|di|du|la|le|zu|al|bin|ten|del|dos|af|av|zur|vom|y"
_NAME_WORD = rf"(?-i:[^\W\d_a-zß-öø-ÿ][\w.'-]{{0,40}}|(?:{_PARTICLES})\b)"
_NAME = rf"(?-i:(?=[^\W\d_a-zß-öø-ÿ])){_NAME_WORD}(?: {_NAME_WORD}){{0,4}}"
_BETWEEN = "(?:, and|, und|,| und| and| et| y| e| en| og| och| i| a| ja| ve| &| /)?"
_NO_NAME = """
    The A An This That These Those It In On At Popular Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Montag Dienstag Mittwoch Donnerstag
    Freitag Samstag Sonnabend Sonntag Januar Jänner Februar März Mai Juni Juli Oktober Dezember Der Die Das Den Dem Ein
    Eine Einem Einer Les Une Ces Cette Los Las Una Esta Este Gli Questa Questo Het Een Deze Dit Ett Det Dette Denna Os
    Uma Esse Ten Bu Bir Tämä Af Av Door
"""
_UNNAMED = re.compile(rf"(?:^|(?:,|\bund|\band|\bet|\by|\be|\ben|\bog|\boch|&|/) ?)(?:{'|'.join(_NO_NAME.split())})\b")
"""Capitalised words that begin no person's name, where one would begin."""


def _date(day: str, month: str) -> str:
    """Return the pattern of a date, given those of a day's and a month's name."""
    return (
        rf"(?:(?:{day}[.,]{{0,2}} )?(?:\d{{1,2}}[./-] ?(?:\d{{1,2}}\.?|{month})[./ -] ?(?:\d{{4}}|\d{{2}})(?!\d)"
        rf"|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}|\d{{1,2}}(?:\.|er|º|°)? (?:de |di )?{month}"
        rf"(?: (?:de |del )?\d{{4}})?(?: [rg]\.)?|{month} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
        r"|\d{1,2}\.\d{1,2}\.))"
    )


_WORDS_OF_DATES = re.compile(r"[^\W\d_]{2,}(?:-feira)?")
_SMALL = frozenset(_PARTICLES.split("|"))
_LINKS = frozenset(["de", "di", "del", "er", "st", "nd", "rd", "th"])
_CALENDAR = re.compile(rf"(?:(?:{'|'.join(MONTHS)})\w{{0,9}}|{'|'.join(DAYS)})\Z")
_ZONE = r"(?:utc|gmt|m?e[sd]?z|cest|cet|[ecmp][sd]?t|ist|bst)(?:[+-]\d{1,2})?"
_TIME = (
    rf"\d{{1,2}}(?:[:.h]| h )\d{{2}}(?:[:.]\d{{2}})?(?: ?(?:uhr|h|[ap]\.?m\.?))?(?: ?\(?{_ZONE}\)?)?"
    r"|\d{1,2} ?(?:uhr|[ap]\.?m\.?)(?: [ecmp][sd]?t)?"
)
SLOTS = {
    "provider": rf"{WORD}(?: \S{{1,60}}){{0,5}}?",
    "outlet": rf"{WORD}(?: \S{{1,60}}){{0,3}}?",
    "host": r"(?:https?://)?(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}(?:/\S{0,200})?",
    "n": r"\d{1,9}(?:[.,:'’]\d{1,3}| \d{3}(?!\d)){0,3}",
    "time": rf"(?:{_TIME})",
    "date": _date(r"[^\W\d_]{2,14}(?:-feira)?", r"[^\W\d_]{3,14}\.?"),
    "name": _NAME,
    "names": rf"{_NAME}(?:{_BETWEEN} {_NAME}){{0,5}}",
    "word": r"\S{1,80}",
    "handle": r"@[\w.]{1,40}",
    "email": r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}",
    "rest": r"\S.{0,1200}",
    "headline": r"\S{1,80}(?: \S{1,80}){0,29}?",
}
"""Slot name -> pattern on the normalised view (case-insensitive but for names)."""
_DAYS = "|".join(sorted(DAYS, key=len, reverse=True))
STRICT = SLOTS | {"date": _date(f"(?:{_DAYS})", rf"(?:{'|'.join(MONTHS)})\w{{0,9}}\.?")}
"""The same with the words of dates spelt out: for the rare text in which the short pattern took a wrong word along."""


def sure(found: re.Match[str] | None) -> re.Match[str] | None:
    """Return a match whose dates are dates and whose names begin like names, else None."""
    if found is None or found.re.groups == 0:
        return found
    for slot, said in found.groupdict().items():
        if said and (
            (slot.startswith("date") and not _is_date(said)) or (slot.startswith("name") and not _is_name(said))
        ):
            return None
    return found


def _is_name(said: str) -> bool:
    """Tell whether words may be names: the pattern takes small letters beyond those of Western Europe for capitals."""
    return _UNNAMED.search(said) is None and not any(
        word[0].islower() and word not in _SMALL and ord(word[0]) > 0xFF for word in said.split()
    )


def _is_date(said: str) -> bool:
    words = [word for word in _WORDS_OF_DATES.findall(said.lower()) if word not in _LINKS]
    return all(_CALENDAR.match(word) for word in words)
