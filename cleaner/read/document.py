"""Make a Document of bytes or of a string: limits, gzip, encoding, format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from cleaner.article import Document, Encoding
from cleaner.errors import Empty, NotSupported, OptionError, TooLarge
from cleaner.options import Options
from cleaner.read.decode import decode, decode_str
from cleaner.read.sniff import CONTAINERS, extension, sniff
from cleaner.read.unpack import unpack

VALID = ("auto", "html", "text")
DEFAULTS = Options()
PEEK = 4_096
"""Bytes looked at to tell whether a charset declaration may be searched for."""

VISIBLE = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""Anything but white space, controls and format characters that show nothing."""


def document(
    source: str | bytes,
    *,
    name: str = "",
    format: str = "auto",
    url: str | None = None,
    options: Options = DEFAULTS,
) -> Document:
    """Return the decoded source with its format, its encoding, and the SHA-256 and size of the bytes as they came.

    A string counts as its UTF-8 bytes. `format` is auto, html or text. Raises OptionError for another format, Empty,
    TooLarge (`max_bytes`, `max_ratio`), DecodeProblem, and NotSupported for a name that says it is a container.
    """
    _check_format(format, name)
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    if len(data) > options.max_bytes:
        raise TooLarge(f"{len(data):,} bytes, the limit is {options.max_bytes:,}", hint="raise max-bytes if need be")
    plain, packed = unpack(data, options) if isinstance(source, bytes) else (data, False)
    text, encoding = decode_str(source) if isinstance(source, str) else _decoded(plain, name, format, options)
    if not VISIBLE.search(text):
        raise Empty("nothing in it" if not text else "nothing in it but white space", hint="leave it out")
    kind = sniff(name, text) if format == "auto" else format
    unpacked = hashlib.sha256(plain).hexdigest() if packed else ""
    encoding = replace(encoding, gzip=True) if packed else encoding
    return Document(text, kind, name, hashlib.sha256(data).hexdigest(), unpacked, len(data), encoding, url)


def _check_format(format: str, name: str) -> None:
    if format not in VALID:
        raise OptionError(f"unknown format {format!r}", hint=f"valid formats: {', '.join(VALID)}")
    todo = CONTAINERS.get(extension(name))
    if todo and format == "auto":
        raise NotSupported(f"{extension(name)} files have no reader", hint=todo)


def _decoded(plain: bytes, name: str, format: str, options: Options) -> tuple[str, Encoding]:
    kind = sniff(name, plain[:PEEK].replace(b"\x00", b"").decode("latin-1")) if format == "auto" else format
    return decode(plain, format=kind, declared=options.encoding)
