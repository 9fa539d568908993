"""Datelines that begin with the agency, or with a place in brackets.

    (AFP) — …    (ANSA) - ROMA, 12 MAG - …    (PAP) …    AGI - …    NTB: …    EFE.- …    (Ottawa) …
    新华社北京4月24日电 …    (서울=연합뉴스) 홍길동 기자 = …    【北京共同】…

A bracket with an agency and a dash counts anywhere. What has less to it counts at the start of the article only, and
a code that is also a word ("AGI", "(AA)") in the press that prints it.
"""

from __future__ import annotations

import re
from functools import cache

from cleaner.rules.agencies import agencies
from cleaner.rules.credits import Credits, credits
from cleaner.rules.places import is_place
from cleaner.rules.referring import refers
from cleaner.trim.opening import HEAD, SEPARATOR, Opening, follows, place_and_date

_BRACKETS = frozenset("([/【")
_DASH = r"\.?\s{0,2}[-–—]{1,3}\s{1,2}|\.[-–—]{1,2}\s{0,2}"
_LEADING = re.compile(
    rf"(?:\((?P<inside>[^()]{{2,40}})\)|/(?P<slash>[^/\s]{{2,16}})/)(?:(?P<dash>{_DASH})|(?P<weak>:?\s{{1,2}}))"
)
_BARE = re.compile(
    r"(?P<code>[^\W\d_][\w’'.–-]{1,18}?(?: [A-Z][\w]{2,10})?)"
    r"(?:(?P<dash>\s[-–—]{1,3}\s{1,2}|\.\s?[-–—]{1,2}\s{0,2}|\s\|\s{1,2})|(?P<colon>:\s{1,2}))"
)
_PLACE = re.compile(r"\((?P<place>[^\W\d_][^()]{1,40})\)(?:(?P<dash>\s{0,2}[-–—]{1,3}\s{1,2})|\s{1,2})")
_PLACE_ALONE = frozenset({"fr"})
"""Languages whose press writes "(Ottawa) Le gouvernement …"; elsewhere a dash must follow."""
_COLONS = frozenset({"da", "nb", "sv", "fi", "pl", "cs"})
"""Languages whose press writes "NTB: …"; elsewhere that is who speaks in an interview."""
EASTERN = re.compile(r"[\u3000-\ud7a3]")
"""Chinese, Japanese and Korean letters and brackets. One range: a set with signs of other pages is slow to compile."""


@cache
def _asian_shapes() -> tuple[re.Pattern[str], ...]:
    """Return Chinese, Korean and Japanese datelines: three slow patterns to compile, so only for such a text."""
    return (
        re.compile(
            r"(?P<agency>[\u4e00-\u9fff]{3})(?P<place>[\u4e00-\u9fff·、]{2,12}?)"
            r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)[电電讯訊][\s\u3000]{0,2}"
        ),
        re.compile(
            r"[(\[【](?P<place>[^=()\[\]【】]{1,20})=(?P<agency>[^=()\[\]【】]{2,10})[)\]】]\s{0,2}"
            r"(?:[가-힣]{2,4}(?:[·, ]{1,2}[가-힣]{2,4}){0,3} ?=\s{0,2})?"
        ),
        re.compile(r"【(?P<place>[^【】=]{1,12}?)(?P<agency>共同|時事)】\s{0,2}"),
    )


def leading(text: str, language: str | None, *, first: bool) -> Opening | None:
    """Return the dateline at the start of a text that does not begin with a bare place, None if there is none.

    `first` tells that the article begins here, and `language` is the article's (ISO 639-1) or None.
    """
    if bracketed(text):
        return _asian(text) or _bracketed(text, language, first=first) or (_place(text, language) if first else None)
    return _bare(text, language) if first else None


def bracketed(text: str) -> bool:
    """Tell whether a text begins as such a dateline does that does not begin with the bare code."""
    return text[:1] in _BRACKETS or "\u4e00" <= text[:1] <= "\u9fff"


def _bracketed(text: str, language: str | None, *, first: bool) -> Opening | None:
    """Read "(AFP) — …", "(EFE).- …", "(ANSA) - ROMA, 12 MAG - …" and, where the article begins, "(PAP) …"."""
    match = _LEADING.match(text)
    said = credits((match["inside"] or match["slash"]).strip(" ©"), language) if match else None
    if match is None or said is None or said.authors or not follows(text[match.end() :]):
        return None
    if not (match["dash"] and match["inside"]) and not (first and _own(said, language)):
        return None
    return _with_place(text, match.end(), said)


def _with_place(text: str, at: int, said: Credits) -> Opening:
    """Return the opening that ends at `at`, or behind "ROMA, 12 MAG -" which follows there."""
    for separator in SEPARATOR.finditer(text, at, min(len(text), at + HEAD)):
        place, date = place_and_date(text[at : separator.start()].strip(), sure=True)
        if separator.lastgroup == "dash" and is_place(place) and (date or place.isupper()):
            return Opening(separator.end(), place, date, said)
    return Opening(at, None, None, said)


def _own(said: Credits, language: str | None) -> bool:
    """Tell whether all codes are beyond doubt, or such that the press of the language prints: of two letters only its
    own agency's ("(TT)" in Swedish; "(AA)" in English is a battery)."""
    known = agencies()
    for one in said.agencies:
        agency = known.by_code(one["as"], language)
        if agency is None or one["as"] not in agency.collides:
            continue
        own = language is not None and agency.languages[0] == language
        if not agency.alone(one["as"], language) or (len(one["as"]) < 3 and not own):
            return False
    return bool(said.agencies)


def _bare(text: str, language: str | None) -> Opening | None:
    """Read "AGI - …", "EFE.- …", "EFE | …" and "NTB: …". A code that is also a word must be of the language's own
    agency; in English too many are ("APP - ", "MAP - ")."""
    match = _BARE.match(text)
    agency = agencies().by_code(match["code"], language) if match else None
    if match is None or agency is None or not follows(text[match.end() :]):
        return None
    code = match["code"]
    own = agency.languages[0] == language != "en" and agency.alone(code, language)
    if code in agency.collides and not (own and len(code) > 2 and code.isupper()):
        return None
    if match["colon"] and language not in _COLONS:
        return None
    return _with_place(text, match.end(), Credits(({"id": agency.id, "as": code},), bare=code in agency.collides))


def _place(text: str, language: str | None) -> Opening | None:
    """Read "(Ottawa) Le gouvernement …"."""
    match = _PLACE.match(text)
    if match is None or not (match["dash"] or language in _PLACE_ALONE) or not is_place(match["place"]):
        return None
    rest = text[match.end() :]
    return Opening(match.end(), match["place"]) if follows(rest) and not refers(rest, language) else None


def _asian(text: str) -> Opening | None:
    """Read "新华社北京4月24日电", "(서울=연합뉴스) 홍길동 기자 =" and "【北京共同】"."""
    if not EASTERN.search(text, 0, HEAD):
        return None
    match = next((found for shape in _asian_shapes() if (found := shape.match(text))), None)
    agency = agencies().by_code(match["agency"].strip()) if match else None
    if match is None or agency is None or not text[match.end() :].strip():
        return None
    said = Credits(({"id": agency.id, "as": match["agency"].strip()},))
    return Opening(match.end(), match["place"].strip(), match.groupdict().get("date"), said)
