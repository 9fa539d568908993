"""Where a record comes from: input, encoding, versions; enough to run it again and to restore the source."""

from __future__ import annotations

from typing import Any

from cleaner.article import Document, Encoding, Layout
from cleaner.options import Options
from cleaner.rules.book import digest


def provenance(document: Document, layout: Layout, options: Options) -> dict[str, Any]:
    """Return the record's `provenance`. Same input, options and rules give the same dict."""
    from cleaner import __version__

    out: dict[str, Any] = {
        "sha256": document.sha256,
        "encoding": encoding(document.encoding),
        "cleaner": __version__,
        "rules": digest(options.rules),
        "profile": options.profile,
        "options": options.digest(),
        "format": document.format,
        "state": layout.state,
    }
    if document.encoding.gzip and document.sha256_unpacked:
        out["sha256_unpacked"] = document.sha256_unpacked
    return out if layout.parser is None else out | {"parser": layout.parser}


def encoding(found: Encoding) -> dict[str, Any]:
    """Return an Encoding as in a record: name and bom always, the rest where it is not the default."""
    out: dict[str, Any] = {"name": found.name, "bom": found.bom}
    plain = Encoding()
    for key in ("newline", "gzip", "replacements"):
        if getattr(found, key) != getattr(plain, key):
            out[key] = getattr(found, key)
    return out | {"patches": [list(patch) for patch in found.patches]} if found.patches else out
