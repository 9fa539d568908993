"""Turning text into the very bytes it came from.

A codec alone does not always write the same bytes again: undecodable bytes became U+FFFD, stray windows-1252 bytes
stand in UTF-8, and Japanese and Chinese charsets have two codes for one character. Such places are patches: offset and
length in characters, and the bytes in hex.
"""

from __future__ import annotations

import codecs
import re

from cleaner.article import Encoding
from cleaner.errors import RecordError

Patches = tuple[tuple[int, int, str], ...]

BOMS = (
    ("utf-32-le", codecs.BOM_UTF32_LE),  # before utf-16-le, whose mark it begins with
    ("utf-32-be", codecs.BOM_UTF32_BE),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
)
REPLACEMENT = "\ufffd"
MOST = 10_000
"""More patches than this become one for the whole text: 20 MB of noise would make millions."""
WALK = 2_000_000
"""Characters compared one by one before whole lines are patched (0.3 microseconds each)."""
LONGEST_CODE = 8
"""Bytes of the longest code of one character, with its escape sequences."""


def encode(text: str, encoding: Encoding) -> bytes:
    """Return the bytes from which `decode` made this text: byte order mark, text and patches (gzip stays undone).

    Raises RecordError when codec and patches cannot belong to this text.
    """
    parts = [dict(BOMS).get(encoding.name, b"")] if encoding.bom else []
    position = 0
    try:
        for offset, length, code in encoding.patches:
            parts += (_bytes(text[position:offset], encoding.name), bytes.fromhex(code))
            position = offset + length
        parts.append(_bytes(text[position:], encoding.name))
    except (ValueError, LookupError) as problem:
        raise RecordError(
            f"the text cannot be written as {encoding.name}: {problem}",
            hint="text and provenance.encoding must come from the same record",
        ) from problem
    return b"".join(parts)


def _bytes(text: str, name: str) -> bytes:
    return text.encode(name, "surrogatepass" if name == "utf-8" else "strict")


def patches_for(text: str, data: bytes, name: str) -> Patches:
    """Return the patches that make `encode` write exactly `data` (without byte order mark).

    Tried in this order: none, single characters, whole lines, the whole text (stateful codecs at worst).
    """
    if _same(text, data, name):
        return ()
    for attempt in (_positions, _lines):
        patches = attempt(text, data, name)
        if patches is not None:
            return checked(text, data, name, patches)
    return ((0, len(text), data.hex()),)


def checked(text: str, data: bytes, name: str, patches: Patches) -> Patches:
    """Return patches that are known to hold: these, or one for the whole text when they are too many or do not."""
    holds = len(patches) <= MOST and _holds(text, data, name, patches)
    return patches if holds else ((0, len(text), data.hex()),)


def _same(text: str, data: bytes, name: str) -> bool:
    try:
        return text.encode(name) == data
    except UnicodeError:
        return False


def _holds(text: str, data: bytes, name: str, patches: Patches) -> bool:
    try:
        return encode(text, Encoding(name, patches=patches)) == data
    except RecordError:
        return False


def _positions(text: str, data: bytes, name: str) -> Patches | None:
    """Patch the U+FFFD of a codec with one byte a character; None for other codecs."""
    if len(text) != len(data) or REPLACEMENT.encode(name, "ignore"):
        return None
    found = re.finditer(f"{REPLACEMENT}+", text)
    return tuple((m.start(), m.end() - m.start(), data[m.start() : m.end()].hex()) for m in found)


def _lines(text: str, data: bytes, name: str) -> Patches | None:
    """Patch inside the lines that differ; None where the lines of text and bytes do not pair up."""
    break_ = "\n".encode(name)
    lines, codes = text.split("\n"), data.split(break_)
    if len(lines) != len(codes):
        return None
    patches: list[tuple[int, int, str]] = []
    offset, budget = 0, WALK
    for line, code in zip(lines, codes, strict=True):
        if not _same(line, code, name):
            budget -= len(line)
            inside = _characters(line, code, name) if budget > 0 else None
            if inside is None:
                inside = ((0, len(line), code.hex()),)
            patches += ((offset + start, length, raw) for start, length, raw in inside)
        offset += len(line) + 1
    return tuple(patches)


def _characters(line: str, code: bytes, name: str) -> Patches | None:
    """Walk one line and patch each character that the codec would write in another way; None when the walk is lost."""
    patches: list[tuple[int, int, str]] = []
    position = 0
    for index, character in enumerate(line):
        usual = character.encode(name, "ignore")
        if usual and code.startswith(usual, position):
            position += len(usual)
            continue
        length = _length(code[position : position + LONGEST_CODE], character, name)
        if not length:
            return None
        patches.append((index, 1, code[position : position + length].hex()))
        position += length
    return tuple(patches) if position == len(code) else None


def _length(code: bytes, character: str, name: str) -> int:
    """Return how many of the next bytes decode to this character, 0 for none."""
    lengths = range(1, len(code) + 1)
    return next((n for n in lengths if code[:n].decode(name, "replace") == character), 0)
