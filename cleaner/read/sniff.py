"""Tell pages from text, and both from containers that have no reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

FORMATS: Mapping[str, str] = MappingProxyType(
    {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html"}
)
"""Format for each extension that a folder is searched for; each also with .gz."""

EXTRACT = "extract its text first"
UNZIP = "unpack it and give the folder"
SAVE = "save the page as HTML instead"
CONTAINERS: Mapping[str, str] = MappingProxyType(
    {
        ".jsonl": "write one file per article, or pass each text to cleaner.clean()",
        ".ndjson": "write one file per article, or pass each text to cleaner.clean()",
        ".parquet": "write one file per article, or pass each text to cleaner.clean()",
        ".warc": "extract its pages first, e.g. with warcio",
        ".pdf": f"{EXTRACT}, e.g. with pdftotext",
        ".docx": f"{EXTRACT}, e.g. with pandoc",
        ".doc": f"{EXTRACT}, e.g. with antiword",
        ".odt": f"{EXTRACT}, e.g. with pandoc",
        ".rtf": f"{EXTRACT}, e.g. with pandoc",
        ".epub": f"{EXTRACT}, e.g. with pandoc",
        ".zip": UNZIP,
        ".tar": UNZIP,
        ".tgz": UNZIP,
        ".7z": UNZIP,
        ".mhtml": SAVE,
        ".mht": SAVE,
        ".webarchive": SAVE,
    }
)
"""What to do with file types that have no reader."""

PAGE = re.compile(r"<!doctype\s{1,20}html|<(?:html|head|body|p)(?=[\s/>])", re.IGNORECASE)
KILOBYTE = 1_024
BLANK = 65_536
"""White space before the first markup that is skipped (characters); templates leave hundreds of blank lines."""


def extension(name: str) -> str:
    """Return the extension of a file name in lower case with its dot and without .gz, empty when it has none."""
    base = name.replace("\\", "/").rpartition("/")[2].lower().removesuffix(".gz")
    stem, dot, last = base.rpartition(".")
    return dot + last if stem else ""


def sniff(name: str, text: str) -> str:
    """Return "html" or "text": what the extension says, else whether a page begins in the first kilobyte."""
    known = FORMATS.get(extension(name))
    if known:
        return known
    return "html" if PAGE.search(text[:BLANK].lstrip()[:KILOBYTE]) else "text"
