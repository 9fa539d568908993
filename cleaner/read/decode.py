"""Make text of bytes, so that the same bytes can be made of the text again.

The order: byte order mark, the codec the user named, a declared iso-2022, strict UTF-8, UTF-8 with stray
windows-1252 bytes, the charset the page declares, windows-1252 where it looks like it, and a guess. Valid UTF-8 is
believed before the page's own declaration, because templates lie about it and a legacy text is valid UTF-8 only by a
rare accident.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from cleaner.article import Encoding
from cleaner.errors import OptionError
from cleaner.read.binary import refuse_binary, refuse_magic
from cleaner.read.charset import codec
from cleaner.read.charset import declared as declared_codec
from cleaner.read.patches import BOMS, MOST, REPLACEMENT, Patches, checked, encode, patches_for

__all__ = ["decode", "decode_str", "encode"]

Reading = tuple[str, str, Patches | None]
"""Text, name of the codec, and patches where they are known already."""

WESTERN = "windows-1252"
WIDE = ("utf-16", "utf-32")
NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
ASCII = bytes(range(0x80))
USUAL = ASCII + "ÄÖÜäöüßÀÁÂÇÈÉÊËÎÔÙÚàáâäåçèéêëíîïñóôùúûŒœ„“”‚‘’‹›«»–—…·•€£§°©®™´½\xa0\xad".encode("cp1252")
"""Bytes that Western news uses in windows-1252. Left out are those that are frequent letters elsewhere: Polish ³ ¹ ¿,
Czech ì ø, Turkish ð ý þ, Russian ð ò ì ø, Hungarian õ."""
SURE, LIKELY = 4, 1
"""UTF-8 sequences for each stray byte that make a mixed text: before a declared legacy charset, and without one."""
TOLERATED = 10
"""A charset is believed with undecodable bytes when it has ten good non-ASCII characters for each."""
UNUSUAL = 20
"""... and windows-1252 is, when at most one in twenty of its non-ASCII bytes is unusual in Western news."""
SAMPLE = 50_000
"""Bytes shown to the guesser, from the first that is not ASCII on."""
STRAY = re.compile("[\udc80-\udcff]+")
LONE = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def decode(data: bytes, *, format: str, declared: str | None = None) -> tuple[str, Encoding]:
    """Return the text of some bytes, and how they were read; `encode(text, encoding)` gives the bytes again.

    `format` is html or text (only html can declare a charset), `declared` is a codec that the user named. The text
    keeps its line ends and loses its byte order mark. Undecodable bytes become U+FFFD and are counted. Raises
    DecodeProblem for what is no text, OptionError for an unknown codec.
    """
    refuse_magic(data)
    marked, bom = next(((name, mark) for name, mark in BOMS if data.startswith(mark)), ("", b""))
    body = data[len(bom) :]
    text, name, patches = _read(body, marked, format, declared)
    if patches is None:
        patches = patches_for(text, body, name)
    replaced = _replaced(text, body, name) if patches else 0
    return text, Encoding(name, bool(bom), _newline(text), replacements=replaced, patches=patches)


def decode_str(source: str) -> tuple[str, Encoding]:
    """Return a string that may hold lone surrogates or a byte order mark as clean text.

    Halves of surrogate pairs are joined, lone ones become U+FFFD. `encode` gives the string's UTF-8 (with surrogates).
    Raises DecodeProblem for what is no text.
    """
    bom = source.startswith("\ufeff")
    body = source[1:] if bom else source
    try:
        data, lone = body.encode("utf-8"), False
    except UnicodeEncodeError:
        data, lone = body.encode("utf-8", "surrogatepass"), True
    refuse_binary(data)
    text, patches, offset, position = body, [], 0, 0
    if lone:
        pieces: list[str] = []
        for match in LONE.finditer(body):
            pieces += (body[position : match.start()], _joined(match[0]))
            offset += match.start() - position
            patches.append((offset, 1, match[0].encode("utf-8", "surrogatepass").hex()))
            offset, position = offset + 1, match.end()
        text = "".join((*pieces, body[position:]))
    held = checked(text, data, "utf-8", tuple(patches)) if patches else ()
    replaced = text.count(REPLACEMENT) - body.count(REPLACEMENT)
    return text, Encoding("utf-8", bom, _newline(text), replacements=replaced, patches=held)


def _joined(halves: str) -> str:
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le") if len(halves) == 2 else REPLACEMENT


def _read(data: bytes, marked: str, format: str, named: str | None) -> Reading:
    if marked.startswith(WIDE):
        return _forced(data, marked)
    if named and not marked:
        return _forced(data, _known(named))
    refuse_binary(data)
    page = format == "html" and not marked
    if page and b"\x1b" in data and (stateful := _stateful(data)):
        return stateful
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return next(reading for reading in _readings(data, page, marked) if reading)


def _readings(data: bytes, page: bool, marked: str) -> Iterator[Reading | None]:
    """Yield the readings of bytes that are not valid UTF-8, best first; the last one always succeeds."""
    yield _mixed(data, 0 if marked else SURE)
    said = declared_codec(data) if page else None
    legacy = said if said != "utf-8" else None
    yield _strict(data, legacy)
    yield _mixed(data, LIKELY)
    yield _tolerant(data, legacy)
    yield _western(data)
    guess = _guess(data)
    yield _strict(data, guess)
    yield _tolerant(data, guess)
    yield data.decode(WESTERN, "replace"), WESTERN, None


def _known(name: str) -> str:
    """Return the name of a codec the user asked for, raise OptionError when it is no charset."""
    try:
        info = codecs.lookup(name)
        valid = info.name not in NO_CHARSETS and isinstance(b"a".decode(info.name, "replace"), str)
    except (LookupError, ValueError):
        valid = False
    if not valid:
        raise OptionError(f"unknown encoding {name!r}", hint="valid: utf-8, windows-1252, iso-8859-2, utf-16-le, …")
    plain = info.name.removesuffix("-sig")
    return f"{plain}-le" if plain in WIDE else re.sub(r"^cp(?=125\d$)", "windows-", plain)


def _forced(data: bytes, name: str) -> Reading:
    """Read with a codec that is certain: what it cannot decode becomes U+FFFD."""
    text = data.decode(name, "replace")
    refuse_binary(text.encode("utf-8", "surrogatepass"))
    return text, name, None


def _stateful(data: bytes) -> Reading | None:
    """Read a declared iso-2022 page, which is ASCII (so valid UTF-8) to everybody who does not know."""
    name = declared_codec(data)
    return _strict(data, name) if name and name.startswith("iso-2022") else None


def _strict(data: bytes, name: str | None) -> Reading | None:
    try:
        return (data.decode(name), name, None) if name else None
    except UnicodeDecodeError:
        return None


def _tolerant(data: bytes, name: str | None) -> Reading | None:
    """Read with a likely codec, and believe it if few bytes are undecodable (a page cut off inside a character)."""
    if not name:
        return None
    text = data.decode(name, "replace")
    other = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    bad = text.count(REPLACEMENT)
    return (text, name, None) if bad * TOLERATED <= other - bad else None


def _mixed(data: bytes, least: int) -> Reading | None:
    """Read UTF-8 with stray windows-1252 bytes, if `least` good sequences stand against each stray byte.

    Such pages are made by templates in one encoding and texts in another.
    """
    raw = data.decode("utf-8", "surrogateescape")
    strays = len(data) - len(raw.encode("utf-8", "ignore"))
    good = len(raw) - (len(data) - len(data.translate(None, ASCII))) - strays
    if good < least * strays:
        return None
    found = islice(STRAY.finditer(raw), MOST + 1)
    patches = tuple((m.start(), len(m[0]), _stray(m).hex()) for m in found)
    if len(patches) > MOST:  # translate costs the same for any number of strays, sub next to nothing for a few
        text = raw.translate({0xDC00 + byte: bytes([byte]).decode(WESTERN, "replace") for byte in range(0x80, 0x100)})
    else:
        text = STRAY.sub(lambda match: _stray(match).decode(WESTERN, "replace"), raw)
    return text, "utf-8", checked(text, data, "utf-8", patches)


def _stray(match: re.Match[str]) -> bytes:
    return match[0].encode("ascii", "surrogateescape")


def _western(data: bytes) -> Reading | None:
    """Read as windows-1252 what uses the letters and quotes of Western news (short texts mislead every guesser)."""
    high = len(data.translate(None, ASCII))
    if len(data.translate(None, USUAL)) * UNUSUAL > high:
        return None
    return data.decode(WESTERN, "replace"), WESTERN, None


def _guess(data: bytes) -> str | None:
    """Return the charset that the guesser of Beautiful Soup finds in a sample, if a browser would know it.

    The guess is good for Cyrillic, Japanese and Chinese, and poor between the Central European charsets.
    """
    from bs4.dammit import EncodingDetector

    first = len(data) - len(data.lstrip(ASCII))
    sample = data[max(0, first - 1_000) : first + SAMPLE]
    if len(data) > first + SAMPLE:
        cut = max(sample.rfind(b" "), sample.rfind(b"\n"))  # never inside a character of any charset
        sample = sample[:cut] if cut > 0 else sample
    names = (codec(name) for name in EncodingDetector(sample).encodings)
    return next((name for name in names if name and name != "utf-8"), None)


def _replaced(text: str, data: bytes, name: str) -> int:
    """Count the U+FFFD that stand for undecodable bytes, and not those that the source holds itself."""
    own = REPLACEMENT.encode(name, "ignore")
    return max(0, text.count(REPLACEMENT) - (data.count(own) if own else 0))


def _newline(text: str) -> str:
    crlf = text.count("\r\n") if "\r" in text else 0
    return "\r\n" if crlf and crlf == text.count("\n") else "\n"
