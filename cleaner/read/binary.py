"""Telling text from files that are none: by their first bytes, by NUL, by too many control characters."""

from __future__ import annotations

from cleaner.errors import DecodeProblem

EXTRACT = "extract its text first"
MAGIC = (
    (b"%PDF", "a PDF", f"{EXTRACT}, e.g. with pdftotext"),
    (b"%!PS", "a PostScript file", f"{EXTRACT}, e.g. with ps2ascii"),
    (b"PK\x03\x04", "a ZIP container (.zip, .docx, .odt, .epub)", f"unpack it, or {EXTRACT}, e.g. with pandoc"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls)", f"{EXTRACT}, e.g. with antiword"),
    (b"{\\rtf", "an RTF file", f"{EXTRACT}, e.g. with pandoc"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "give the page or the text, or use OCR first"),
    (b"\xff\xd8\xff", "a JPEG image", "give the page or the text, or use OCR first"),
    (b"GIF87a", "a GIF image", "give the page or the text, or use OCR first"),
    (b"GIF89a", "a GIF image", "give the page or the text, or use OCR first"),
    (b"II*\x00", "a TIFF image", "give the page or the text, or use OCR first"),
    (b"MM\x00*", "a TIFF image", "give the page or the text, or use OCR first"),
    (b"\x1f\x8b", "gzip inside gzip", "unpack it once, e.g. with gunzip"),
    (b"BZh91AY&SY", "a bzip2 file", "unpack it, e.g. with bunzip2"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it, e.g. with unxz"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it, e.g. with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it, e.g. with 7z x"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it, e.g. with unrar"),
    (b"PAR1\x15", "a Parquet file", "export its text column to files first"),
    (b"WARC/1.", "a WARC file", "extract its pages first, e.g. with warcio"),
    (b"SQLite format 3\x00", "an SQLite database", "export its text to files first"),
    (b"bplist00", "a Safari web archive", "save the page as HTML instead"),
    (b"\x7fELF", "a program", "give the page or the text"),
)

CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r"))
SAMPLE = 65_536
"""Bytes in which control characters are counted (git looks at 8,000)."""
CONTROL_SHARE = 0.05
"""Above this share of control characters it is no text: random bytes have 10 %, news pages none."""


def refuse_magic(data: bytes) -> None:
    """Raise DecodeProblem for bytes that begin like a known kind of file that is no text, naming the kind."""
    for magic, what, todo in MAGIC:
        if data.startswith(magic):
            raise DecodeProblem(f"this is {what}", hint=todo)
    riff = {b"WEBP": "a WebP image", b"WAVE": "a sound file", b"AVI ": "a video"}.get(data[8:12])
    if riff and data.startswith(b"RIFF"):
        raise DecodeProblem(f"this is {riff}", hint="give the page or the text")
    if data[4:8] == b"ftyp":
        raise DecodeProblem("this is a video or an image (MP4, HEIC, AVIF)", hint="give the page or the text")


def refuse_binary(data: bytes) -> None:
    """Raise DecodeProblem for bytes (in an encoding that contains ASCII) that hold NUL or over 5 % control characters.

    A parser would stop at the NUL and lose what follows it.
    """
    nul = data.find(b"\x00")
    if nul >= 0:
        raise DecodeProblem(f"binary: NUL byte at offset {nul:,}", hint=_advice(data))
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > CONTROL_SHARE * len(sample):
        raise DecodeProblem(
            f"binary: {controls:,} control characters in the first {len(sample):,} bytes",
            hint="give the page or the text; if it is text, name its encoding (--encoding)",
        )


def _advice(data: bytes) -> str:
    """Say what to do about NUL bytes: every second one NUL is what UTF-16 without a byte order mark looks like."""
    even, odd = data[0:4096:2], data[1:4096:2]
    for name, empty, full in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if empty.count(0) * 2 > len(empty) and full.count(0) * 10 < len(full):
            return f"this looks like UTF-16 without a byte order mark: use --encoding {name}"
    return "give the page or the text; if it is a text with stray NULs, delete them, e.g. with tr -d '\\000'"
