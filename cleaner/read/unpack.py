"""Undo gzip, within bounds."""

from __future__ import annotations

import zlib

from cleaner.errors import DecodeProblem, TooLarge
from cleaner.options import Options

GZIP = b"\x1f\x8b"
FREE = 1_000_000
"""Up to this size (bytes) any ratio is allowed: a short page of one repeated line packs far better than 200 : 1."""
CHUNK = 65_536
MEMBERS = 1_000
"""Most gzip members; block gzip (bgzip) has one for every 64 kB, so 20 MB need 306."""


def unpack(data: bytes, options: Options) -> tuple[bytes, bool]:
    """Return the bytes inside gzip and True, or the same bytes and False; the magic bytes decide, not the file name.

    `Document.sha256` stays that of the packed bytes as read. gzip is not packed again when a source is restored (its
    bytes depend on program and level): what comes back are the unpacked bytes. Several members count as one file, zero
    padding is allowed. Stops at `max_bytes`, and above 1 MB at `max_ratio`. Raises TooLarge and DecodeProblem.
    """
    if not data.startswith(GZIP):
        return data, False
    limit = min(options.max_bytes, max(FREE, options.max_ratio * len(data)))
    try:
        return _inflate(data, limit), True
    except zlib.error as problem:
        raise DecodeProblem(f"damaged gzip: {problem}", hint="fetch or copy the file again") from problem
    except OverflowError as problem:
        raise _too_large(len(data), limit, options) from problem


def _inflate(data: bytes, limit: int) -> bytes:
    """Unpack all members, chunk by chunk, so that neither a bomb nor a million members cost more than the limit."""
    parts: list[bytes] = []
    size = members = 0
    member = None
    for start in range(0, len(data), CHUNK):
        piece = data[start : start + CHUNK]
        while piece:
            if member is None:
                piece = piece.lstrip(b"\x00") if members else piece
                if not piece:
                    break
                member, members = zlib.decompressobj(31), members + 1
            part = member.decompress(piece, limit - size + 1)
            size += len(part)
            if size > limit or members > MEMBERS:
                raise OverflowError
            parts.append(part)
            piece = member.unused_data
            member = None if member.eof else member
    if member is not None:
        raise DecodeProblem("damaged gzip: it ends too early", hint="fetch or copy the file again")
    return b"".join(parts)


def _too_large(packed: int, limit: int, options: Options) -> TooLarge:
    if limit == options.max_bytes:
        return TooLarge(f"more than {limit:,} bytes after gzip", hint="raise max-bytes if this is one article")
    return TooLarge(
        f"gzip of {packed:,} bytes unpacks to more than {limit:,} (over {options.max_ratio} : 1): a gzip bomb?",
        hint="raise max-ratio if it is none",
    )
