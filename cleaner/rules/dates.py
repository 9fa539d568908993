"""Days as datelines print them: "April 25", "3. Mai", "12 MAG", "4 may", "27.6.2025", "5 мая"."""

from __future__ import annotations

import re

_MONTHS_SAID = """
    jan feb mar apr may jun jul aug sep oct nov dec des mär mrz mai okt dez jän fév avr jui aoû déc ene abr ago dic
    gen mag giu lug set ott fev out maa mei mrt maj tam hel huh tou kes hei elo syy lok mars juin juil sty lut
    kwi cze lip sie wrz paź lis gru led úno bře dub kvě čer srp zář říj pro oca şub nis haz tem ağu eyl eki kas
    ara янв фев мар апр мая май июн июл авг сен окт ноя дек
"""
MONTHS = tuple(_MONTHS_SAID.split())
"""The first letters of the months in en de fr es it pt nl sv da nb fi pl cs tr ru: what stands in a date."""
_DAYS_SAID = """
    mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mon tue tues wed
    wednes thu thurs fri sat satur sun monday tuesday wednesday thursday friday saturday sunday lundi mardi
    mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì
    mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta segunda-feira terça-feira
    quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag
    tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag maanantai maanantaina tiistai
    tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina lauantai lauantaina sunnuntai
    sunnuntaina poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek
    neděle pazartesi salı çarşamba perşembe cuma cumartesi pazar ma ti ke to pe la su po út st čt pá ne
"""
DAYS = tuple(_DAYS_SAID.split())
"""Names of the days in the same languages, whole or as they are shortened in print."""
_MONTHS = frozenset(name[:3] for name in MONTHS)
_DAY_FIRST = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?[ -](?:de )?(?P<month>[^\W\d_]{3,10})\.?(?:,? (?:de )?\d{4})?\Z"
)
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,9})\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\Z")
_NUMBERS = re.compile(r"\d{1,2}[./]\s?\d{1,2}[./]?\s?(?:\d{2,4})?\Z")


def is_day(text: str) -> bool:
    """Tell whether a text is a day and nothing else; the year may be missing."""
    match = _DAY_FIRST.match(text) or _MONTH_FIRST.match(text)
    return match["month"].casefold()[:3] in _MONTHS if match else bool(_NUMBERS.match(text))
