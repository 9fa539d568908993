"""Files -> the passages in them, and the format that a name or a content tells."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Document, Encoding
from cleaner.errors import Empty, InputError
from cleaner.mend.passage import Passage
from cleaner.options import Options
from cleaner.read.document import document
from cleaner.read.files import RECORDS
from cleaner.read.sniff import extension

Part = tuple[int, Passage | InputError]
"""Number of the line (0: the whole file), and a passage or what is wrong with it."""


def decoded(data: bytes, name: str, options: Options) -> Document | None:
    """Return the decoded file, None where there is nothing in it. JSONL is UTF-8 whatever it looks like.

    Raises InputError for what is no text, or beyond a limit.
    """
    if records(name):
        return _records(data, name, options)
    try:
        return document(data, name=name, options=options)
    except Empty:
        return None


def records(name: str) -> bool:
    """Tell whether a name is that of a JSONL file."""
    return extension(name) in RECORDS


def parts(source: Document, field: str) -> Iterator[Part]:
    """Yield the passages of a decoded file."""
    if records(source.name):
        from cleaner.mend.jsonl import passages

        yield from passages(source.text, field)
    else:
        yield 0, Passage(source.text, "markdown" if extension(source.name) == ".md" else "text")


def _records(data: bytes, name: str, options: Options) -> Document | None:
    from cleaner.read.unpack import unpack

    plain, packed = unpack(data, options)
    if not plain.strip():
        return None
    text = plain.decode("utf-8", "surrogateescape")
    return Document(text, "jsonl", name, encoding=Encoding(gzip=packed))
