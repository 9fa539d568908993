"""Datelines: the place, date and agency before the first sentence.

    Hamburg (dpa/lno) - …      LA CROSSE, Wis. (AP) — …      (ANSA) - ROMA, 12 MAG - …
    Essen. …      London/Teheran - …      BERLIN taz | …      新华社北京4月24日电 …

With an agency a dateline may open any block (pages of several items have one per item). Without one the place must be
in the gazetteer, a real sentence must follow, and only the first prose blocks are looked at: "Nein. Das …",
"Montag. …", "Dr. …", "EXKLUSIV - …" and "Berlin: …" have the same shape and are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from cleaner.article import Block, Trim
from cleaner.rules.agencies import Credits, agencies, credits
from cleaner.rules.dates import is_day
from cleaner.rules.places import is_place, is_region

HEAD = 90
"""Longest dateline (characters); "BEIRUT/THE HAGUE, March 7, 2024 (Reuters) - " has half of it."""
PROSE = 80
"""Shortest block (characters) that counts as prose, if it ends like a sentence."""
SENTENCE = 40
"""What must follow at least (characters)."""
LEAD = 60
"""Shortest lead (characters) that may open with a bare place."""
OPENERS = 3
"""So many prose blocks may open with a bare place: picture captions stand before the lead on many pages."""

_APART = frozenset({"title", "kicker", "caption", "table", "heading"})
_ENDS = tuple(".!?…。！？\"“”»«)]:’'")
_SEPARATOR = re.compile(
    r"(?=[-–—.:\s])(?:(?P<stopdash>\.\s?[-–—]{1,2}\s{0,2})|(?P<dash>\s{1,2}[-–—]{1,3}\s{1,2}|(?<=\))[-–—]{1,3}\s{0,2}|(?<=[A-Z])—)"
    r"|(?P<stop>\.\s{1,2})|(?P<bar>\s[·|]\s{1,2})|(?P<colon>:\s{1,2})|(?<=\))(?P<none>\s))"
)
_BRACKET = re.compile(r"(?P<before>.{2,70}?)[ ,]{0,2}(?:\((?P<inside>[^()]{2,50})\)|/(?P<slash>[^/\s]{2,20})/)\.?\Z")
_TAZ = re.compile(r"(?P<before>[^a-z|]{3,50}) (?P<inside>[a-z]{2,7}(?:/[a-z]{2,7}){0,3})(?P<slash>)\Z")
_SLASHED = re.compile(r"(?P<before>[^/]{2,50}) ?/ ?(?P<inside>[^\W\da-z_]{2,6})(?P<slash>)\Z")
"""Without a second slash only an agency may stand behind the first: "Brno/ČTK", but "Kabul/Afghanistan"."""
_HOUSE = re.compile(r"(?:[a-zäöü]{2,5}|taz|red)\Z")
_LEADING = re.compile(
    r"\((?P<inside>[^()]{2,40})\)\.?\s{0,2}[-–—]{1,3}\s{1,2}|\((?P<close>[^()]{2,40})\)\.[-–—]{1,2}\s{0,2}"
)
_CHINESE = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{3})(?P<place>[\u4e00-\u9fff·、]{2,12}?)(?P<date>(?:\d{1,2}月)?\d{1,2}日)[电電讯訊][\s\u3000]{0,2}"
)
_KOREAN = re.compile(
    r"[(\[【](?P<place>[^=()\[\]【】]{1,20})=(?P<agency>[^=()\[\]【】]{2,10})[)\]】]\s{0,2}"
    r"(?:[가-힣]{2,4}(?:[·, ]{1,2}[가-힣]{2,4}){0,3} ?=\s{0,2})?"
)
_JAPANESE = re.compile(r"【(?P<place>[^【】=]{1,12}?)(?P<agency>共同|時事)】\s{0,2}")
GOES_ON = re.compile(
    r"(?:\b(?:in|im|aus|nach|bei|von|vom|zu|zum|für|über|am|an|auf|aus|und|oder|of|to|from|near|and|the|de|en|à|et|y|di|da)|,)\s*\Z"
)
"""The end of a line whose sentence goes on in the next one (hard-wrapped text)."""
_MARKS = re.compile(r"[(/|\[【\u4e00-\u9fff]")
"""Without one of these there is no agency in front."""
_BRACKETED = re.compile(r"[(\[【\u4e00-\u9fff]")
"""How a dateline begins that has the agency first."""
_STAMP = re.compile(r"\d{1,2}(?::\d{2}|\.\d{1,2}\.|\.? [^\W\d_]{3,9}\.? \d{4})")
_JOINT_WORDS = "de del della di da do dos du la las le les los el am an der den im in ob auf bei upon on of sur und"
_JOINTS = frozenset(_JOINT_WORDS.split())
_NO_PLACE = re.compile(
    r"(?:agentur|dienst|press|agency|police|polizei|news|bericht|analyse|hintergrund|kommentar|update|eil|korrektur|"
    r"interview|zusammenfassung|überblick|meldung|foto|quelle|bureau|service|media|redaktion)",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"(?:So (?:heißt|hieß|lautet)|Das (?:ist|war|klingt|heißt)|Dies(?:e Stadt|er Ort| ist)|Dort|Hierher|"
    r"(?:Die|Eine) Stadt(?:,| der| in)|"
    r"(?:Ese|Esa|Eso|Este|Esta|Esto|Así|Allí|Aquí|Ahí|La ciudad(?:,| que| donde| de los| de las))|"
    r"(?:C'est|C'était|Ce nom|Cette ville|Là|Ici|La ville(?:,| où| qui| de tous))|"
    r"(?:È|Era|Questo|Questa|Quello|Quella|Così|Lì|Là|La città(?:,| che| dove))|"
    r"(?:É|Esse|Essa|Isso|Isto|Assim|Ali|Lá|A cidade(?:,| que| onde))|"
    r"(?:Zo (?:heet|heette)|Dat (?:is|was)|Daar|Deze stad|(?:De|Een) stad(?:,| waar| die))|"
    r"(?:Så (?:heter|hette|hedder|hed)|Slik heter|Det (?:är|er|var)|Där|Dér)|"
    r"(?:Staden(?:,| som| där)|Byen(?:,| som| hvor| der))|(?:Se on|Se oli|Siellä|Niin|Kaupunki(?:,| jossa))|"
    r"(?:To|Tak|Tam|Tu|Tutaj|Miasto(?:,| w którym)|Tady|Zde|Město(?:,| kde))|"
    r"(?:Bu|Burası|Orası|Böyle|İşte|Orada|Burada))(?![^\W_])"
)
"""How a sentence begins that refers back to a place named before it."""
_COLON_LANGUAGES = frozenset({"en", "da", "nb", None})
_STOP_LANGUAGES = frozenset({"de", "es", "pt", "it", "pl", "cs", "sv", "nb", "no", "da", "nl", "fi", "tr", "fr"})


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline that was read: where the sentence begins, and what it says."""

    end: int
    place: str | None = None
    date: str | None = None
    credit: Credits | None = None
    houses: tuple[str, ...] = ()

    def detail(self) -> dict[str, object]:
        """Return it as the detail of a removal."""
        said = self.credit or Credits()
        found: dict[str, object] = {
            "place": self.place,
            "date": self.date,
            "agencies": [dict(agency) for agency in said.agencies],
            "desk": said.desk,
        }
        more = {"initials": list(said.initials), "houses": [*said.houses, *self.houses]}
        return found | {key: value for key, value in more.items() if value}


def dateline(blocks: Sequence[Block], language: str | None) -> Iterator[Trim]:
    """Yield a trim of family "dateline" for each dateline; what is left of the block begins with its first sentence.

    `language` is the article's (ISO 639-1) or None.
    """
    openers = _openers(blocks)
    for index, block in enumerate(blocks):
        if block.kind in _APART or len(block.text) < SENTENCE:
            continue
        bare = index in openers and not (index and GOES_ON.search(blocks[index - 1].text[-12:]))
        found = opening(block.text, language, bare=bare)
        if found is None:
            continue
        rule = "dateline/agency" if found.credit else "dateline/place"
        yield Trim(index, 0, found.end, "dateline", rule, detail=found.detail())
        openers = openers if found.credit else frozenset()


def _openers(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the blocks that may open with a bare place: the first prose blocks and a lead before them."""
    usable = [i for i, block in enumerate(blocks) if block.kind not in _APART]
    told = (i for i in usable if len(blocks[i].text) >= PROSE and blocks[i].text.rstrip().endswith(_ENDS))
    prose = list(islice(told, OPENERS))
    before = prose[0] - 1 if prose else -1
    leads = [i for i in usable if blocks[i].kind == "lead" or (i == before and _leads(blocks[i].text))]
    return frozenset(prose + leads)


def _leads(text: str) -> bool:
    """Tell whether a short block before the prose may be its lead: long enough for more than a slogan."""
    return len(text) >= LEAD and text.rstrip().endswith(_ENDS)


def opening(text: str, language: str | None, *, bare: bool) -> Opening | None:
    """Return the dateline at the start of a text, None if there is none. `bare` admits a place without an agency."""
    if not bare and not _MARKS.search(text, 0, HEAD):
        return None
    if _BRACKETED.match(text) and (found := _asian(text) or _leading(text, language)):
        return found
    for count, match in enumerate(_SEPARATOR.finditer(text, 1, min(len(text), HEAD))):
        if count == 8:
            break
        head = text[: match.start() + (match.lastgroup == "stopdash")].strip()
        read = _head(head, match, language, bare=bare)
        if (
            read
            and _follows(text[read.end :])
            and _fits(read, text[read.end :], match.lastgroup or "", language, bare=bare)
        ):
            return read
    return None


def _head(head: str, separator: re.Match[str], language: str | None, *, bare: bool) -> Opening | None:
    """Read what stands before a separator: place, region, date, then an agency (or, if `bare`, a house) in brackets."""
    shape = _TAZ if separator.lastgroup == "bar" else _BRACKET
    bracket = shape.match(head)
    if bracket is None and (slashed := _SLASHED.match(head)) and _credit(slashed["inside"], language):
        bracket = slashed
    if bracket is None and not bare:
        return None
    credit: Credits | None = None
    houses: tuple[str, ...] = ()
    if bracket:
        inside = bracket["inside"] or bracket["slash"]
        credit = _credit(inside, language)
        if credit is None and not bare:
            return None
        if credit is None and not (bracket["slash"] or _HOUSE.match(inside)):
            return Opening(separator.end(), head) if is_place(head) else None
        head, houses = bracket["before"], () if credit else (inside,)
    place, date = _place_and_date(head.strip(" ,"))
    return Opening(separator.end(), place, date, credit, houses)


def _credit(text: str, language: str | None) -> Credits | None:
    """Read the agency. Beside a place even AA or PA is one, so a single code counts in any language."""
    single = agencies().by_code(text, language)
    found = credits(text, single.languages[0] if single and single.languages else language)
    return None if found is None or found.authors else found


def _place_and_date(head: str) -> tuple[str, str | None]:
    for comma in [match.start() for match in re.finditer(",", head)][:3]:
        tail = head[comma + 1 :].strip()
        if is_day(tail) or (tail.isdigit() and len(tail) <= 2 and head[:comma].isupper()):
            return head[:comma].strip(), tail
    words = head.rsplit(" ", 2)
    if len(words) == 3 and is_day(" ".join(words[1:])):
        return words[0].strip(), " ".join(words[1:])
    return head if is_place(head) else head.removesuffix("."), None


def _follows(rest: str) -> bool:
    """Tell whether a sentence of some length begins here."""
    if len(rest) < SENTENCE:
        return False
    if _STAMP.match(rest):
        return False
    first = rest.lstrip("\"'“”„»«‚‘¿¡")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def _fits(read: Opening, rest: str, separator: str, language: str | None, *, bare: bool) -> bool:
    """Tell whether place and separator make a dateline before this rest of the block."""
    place = read.place or ""
    if read.credit:
        if separator == "colon":
            return is_place(place)
        if separator == "none" and read.credit.bare:
            return is_place(place) and all(_printed(agency["as"], language) for agency in read.credit.agencies)
        return is_place(place) or (separator != "none" and _village(place, read))
    if not (bare and is_place(place)):
        return False
    if separator == "stop":
        return _stop(place, rest, language)
    if separator == "colon":
        return place.isupper() and len(place) > 3 and language in _COLON_LANGUAGES
    return separator != "none" and not _route(rest)


def _printed(code: str, language: str | None) -> bool:
    """Tell whether the press of a language prints an agency's code, so that it is no other body's there."""
    agency = agencies().by_code(code, language)
    return agency is not None and agency.alone(code, language)


def _stop(place: str, rest: str, language: str | None) -> bool:
    """Tell whether "Place." opens an article: not in English, and a sentence follows ("Berlin. Montag." is a diary)."""
    if _REFERS.match(rest):
        return False  # "Córdoba. Ese era el nombre de la yegua": the place is what the sentence speaks about
    first = re.split(r"[.!?]", rest[:200], maxsplit=1)[0]
    return language in _STOP_LANGUAGES and len(first.split()) >= 4


def _route(rest: str) -> bool:
    """Tell whether the next word is a place too, or a club: "Köln – Paris in drei Stunden", "Sevilla - Betis, …"."""
    word = re.match(r"([\w-]{3,30})(,)?", rest)
    return word is not None and (is_place(word[1]) or word[2] is not None)


def _village(place: str, read: Opening) -> bool:
    """Tell whether a place that the gazetteer does not know can be one, next to an agency beyond doubt."""
    words = place.partition(",")[0].split()
    if not words or len(place) > 40 or _NO_PLACE.search(place) or agencies().by_name(place):
        return False
    if not all(word[:1].isupper() or word in _JOINTS for word in words) or not words[0][:1].isupper():
        return False
    region = is_region(place.partition(",")[2].strip())
    if read.credit is None or (read.credit.bare and not (region or read.date)):
        return False
    sure = region or read.date or place.isupper() or read.credit.desk or any(word in _JOINTS for word in words)
    return bool(sure) or len(words) == 1 or words[0] in ("Bad", "Sankt", "St.")


def _leading(text: str, language: str | None) -> Opening | None:
    """Read "(AFP) — …", "(EFE).- …" and "(ANSA) - ROMA, 12 MAG - …"."""
    match = _LEADING.match(text)
    credit = credits(match["inside"] or match["close"], language) if match else None
    if match is None or credit is None or credit.authors or not _follows(text[match.end() :]):
        return None
    for separator in _SEPARATOR.finditer(text, match.end(), min(len(text), match.end() + HEAD)):
        place, date = _place_and_date(text[match.end() : separator.start()].strip())
        if separator.lastgroup == "dash" and is_place(place) and (date or place.isupper()):
            return Opening(separator.end(), place, date, credit)
    return Opening(match.end(), None, None, credit)


def _asian(text: str) -> Opening | None:
    """Read "新华社北京4月24日电", "(서울=연합뉴스) 홍길동 기자 =" and "【北京共同】"."""
    match = _CHINESE.match(text) or _KOREAN.match(text) or _JAPANESE.match(text)
    agency = agencies().by_code(match["agency"].strip()) if match else None
    if match is None or agency is None or not text[match.end() :].strip():
        return None
    credit = Credits(({"id": agency.id, "as": match["agency"].strip()},))
    return Opening(match.end(), match["place"].strip(), match.groupdict().get("date"), credit)
