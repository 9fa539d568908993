"""Reading: bytes become text and the text the same bytes again; what is no text is refused by name."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.article import Encoding
from cleaner.errors import (
    CleanerError,
    DecodeProblem,
    Empty,
    InputError,
    Missing,
    NotSupported,
    OptionError,
    RecordError,
    TooLarge,
)
from cleaner.options import Options
from cleaner.read.charset import codec, declared
from cleaner.read.decode import decode, decode_str, encode
from cleaner.read.document import document
from cleaner.read.inputs import Input, inputs
from cleaner.read.sniff import sniff
from cleaner.read.unpack import unpack

NOISE = b"".join(hashlib.sha256(bytes([i % 256, i // 256])).digest() for i in range(320))
"""Bytes that gzip cannot shorten."""
GERMAN = (
    "Die Bürgermeisterin von Musterstadt eröffnete die Brücke. „Ein großer Tag“, sagte sie – und lächelte für Fotos."
)
LONG = 5 * GERMAN.encode("cp1252")
POLISH = "Burmistrz otworzył nowy most nad rzeką. „Jesteśmy szczęśliwi” – powiedział. Wyniósł więcej niż zakładano."
RUSSIAN = "Мэр города открыл во вторник новый мост через реку. «Мы очень рады», — сказал он журналистам газеты."
JAPANESE = "市長は火曜日、川に架かる新しい橋を開通させた。「とてもうれしい」と述べた。費用は当初の計画を上回った。"
CHINESE = "市长周二为河上的一座新桥剪彩。他说：“我们非常高兴。”费用为三百五十万元，超过最初计划。"


def page(text: str, charset: str) -> str:
    return f'<!doctype html><html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


Case = tuple[bytes, str, str | None, str, str]


def plain(text: str, charset: str, *, mark: bytes = b"", name: str = "") -> Case:
    """A text file: bytes, format, forced codec, text, name of the codec."""
    return mark + text.encode(charset), "text", None, text, name or charset


def declaring(text: str, label: str, charset: str, *, name: str = "", more: bytes = b"", is_: str = "") -> Case:
    """A page that declares `label` and is in `charset`, with more bytes at its end that are read as `is_`."""
    whole = page(text, label)
    return whole.encode(charset) + more, "html", None, whole + is_, name or charset


CASES: dict[str, Case] = {
    "utf-8": plain(GERMAN, "utf-8"),
    "utf-8 bom": plain(GERMAN, "utf-8", mark=b"\xef\xbb\xbf"),
    "utf-16-le bom": plain(GERMAN, "utf-16-le", mark=b"\xff\xfe"),
    "utf-16-be bom": plain(GERMAN, "utf-16-be", mark=b"\xfe\xff"),
    "utf-32-le bom": plain(GERMAN, "utf-32-le", mark=b"\xff\xfe\0\0"),
    "utf-32-be bom": plain(GERMAN, "utf-32-be", mark=b"\0\0\xfe\xff"),
    "bom beats forced": (b"\xef\xbb\xbf" + GERMAN.encode(), "text", "windows-1252", GERMAN, "utf-8"),
    "utf-8 bom, stray": (b"\xef\xbb\xbfna\xefve", "text", None, "naïve", "utf-8"),
    "utf-16 bom, cut": (b"\xff\xfe" + "Brücke".encode("utf-16-le") + b"e", "text", None, "Brücke\ufffd", "utf-16-le"),
    "crlf": plain(GERMAN + "\r\nEnde.\r\n", "utf-8"),
    "windows-1252": plain(GERMAN, "windows-1252"),
    "windows-1252 short": plain("Straße", "windows-1252"),
    "windows-1252 undefined": (LONG + b"\x81\x8d", "text", None, 5 * GERMAN + "\ufffd\ufffd", "windows-1252"),
    "forced latin-1": (b"caf\xe9 \x80", "text", "latin-1", "café \x80", "iso8859-1"),
    "forced utf-8": (b"caf\xe9!", "text", "utf-8-sig", "caf\ufffd!", "utf-8"),
    "forced utf-16": ("Brücke".encode("utf-16-le"), "text", "utf-16", "Brücke", "utf-16-le"),
    "declared legacy": declaring(GERMAN, "ISO-8859-1", "windows-1252"),
    "declared wrongly legacy": declaring(GERMAN, "iso-8859-1", "utf-8"),
    "declared wrongly utf-8": declaring(GERMAN, "utf-8", "windows-1252"),
    "declared unknown": declaring(GERMAN, "klingon", "windows-1252"),
    "declared cyrillic": declaring(RUSSIAN, "windows-1251", "windows-1251"),
    "declared polish": declaring(POLISH.translate({0x201D: '"', 0x201E: '"', 0x2013: "-"}), "latin2", "iso-8859-2"),
    "declared shift_jis": declaring(JAPANESE, "Shift_JIS", "cp932"),
    "declared gb2312": declaring(CHINESE, "gb2312", "gb18030"),
    "declared, cut inside": declaring(JAPANESE, "euc-jp", "euc-jp", more=b"\xb6", is_="\ufffd"),
    "two codes for one": declaring(JAPANESE, "sjis", "cp932", more=b"\xfa\x58\xee\xef", is_="㈱ⅰ"),
    "iso-2022-jp": declaring(JAPANESE, "iso-2022-jp", "iso-2022-jp"),
    "iso-2022-jp, odd escapes": declaring("市長", "iso-2022-jp", "iso-2022-jp", more=b"\n\x1b(J\x1b(Bx", is_="\nx"),
    "mixed": (GERMAN.encode() + b" Caf\xe9 \x93x\x94 \x81", "text", None, GERMAN + " Café “x” \ufffd", "utf-8"),
    "mixed, declared legacy": declaring(GERMAN, "latin1", "utf-8", more=b"Caf\xe9", is_="Café"),
    "guess cyrillic": plain(RUSSIAN, "windows-1251"),
    "guess polish": plain(POLISH, "windows-1250"),
    "guess japanese": plain(JAPANESE, "cp932"),
    "guess japanese unix": plain(JAPANESE, "euc-jp"),
    "guess chinese": plain(CHINESE, "gb18030"),
    "own replacement": plain("ein \ufffd steht da", "utf-8"),
}


@pytest.mark.parametrize("case", CASES)
def test_decode(case: str) -> None:
    data, format, forced, text, name = CASES[case]
    got, encoding = decode(data, format=format, declared=forced)
    assert (got, encoding.name, encoding.bom) == (text, name, "bom" in case)
    assert encode(got, encoding) == data


@pytest.mark.parametrize(
    ("case", "replaced", "patches"),
    [
        ("utf-8", 0, 0), ("crlf", 0, 0), ("own replacement", 0, 0), ("utf-16 bom, cut", 1, 1),
        ("windows-1252 undefined", 2, 1), ("forced utf-8", 1, 1),
        ("declared, cut inside", 1, 1), ("two codes for one", 0, 1), ("mixed", 1, 4),
        ("iso-2022-jp", 0, 0), ("iso-2022-jp, odd escapes", 0, 1),
    ],
)  # fmt: skip
def test_patches_are_few(case: str, replaced: int, patches: int) -> None:
    data, format, forced, _, _ = CASES[case]
    _, encoding = decode(data, format=format, declared=forced)
    assert (encoding.replacements, len(encoding.patches)) == (replaced, patches)
    assert sum(length for _, length, _ in encoding.patches) < 30


@pytest.mark.parametrize(
    ("data", "newline"), [(b"a\r\nb\r\n", "\r\n"), (b"a\nb\r\n", "\n"), (b"a\nb", "\n"), (b"ab", "\n"), (b"a\rb", "\n")]
)
def test_newline(data: bytes, newline: str) -> None:
    text, encoding = decode(data, format="text")
    assert (encoding.newline, text.encode()) == (newline, data)


CODECS = [None, "utf-8", "cp1252", "cp932", "gb18030", "big5hkscs", "euc_jis_2004", "iso2022_jp", "hz", "utf-16"]
ODD = [b"\xc3\xa4", b"\xe4", b"\n", b"\r\n", b"\xef\xbb\xbf", b"\x1b$B", b"\x1b(B", b"\x82\xa0", b"\xe2\x80\x9c"]
BYTES = st.lists(
    st.one_of(
        st.binary(max_size=6),
        st.sampled_from(ODD),
        st.text(max_size=5).map(lambda text: text.encode("utf-8", "replace")),
        st.sampled_from([page("", label).encode() for label in ("latin1", "sjis", "iso-2022-jp", "big5", "utf-8")]),
    ),
    max_size=12,
).map(b"".join)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=1000)
@given(data=BYTES, format=st.sampled_from(["html", "text"]), forced=st.sampled_from(CODECS))
def test_any_bytes_come_back(data: bytes, format: str, forced: str | None) -> None:
    try:
        text, encoding = decode(data, format=format, declared=forced)
    except DecodeProblem:
        return
    assert encode(text, encoding) == data
    text.encode("utf-8")


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(st.characters(exclude_categories=())))
def test_any_string_is_read(source: str) -> None:
    try:
        text, encoding = decode_str(source)
    except DecodeProblem:
        return
    assert encode(text, encoding) == source.encode("utf-8", "surrogatepass")
    text.encode("utf-8")


def test_lone_surrogates() -> None:
    found = document("\ufeffJa \ud83d\ude00 und \udce4.", format="text")
    assert (found.text, found.encoding.replacements, found.encoding.bom) == ("Ja 😀 und \ufffd.", 1, True)
    raw = encode(found.text, found.encoding)
    assert found.sha256 == hashlib.sha256(raw).hexdigest()
    assert raw.decode("utf-8", "surrogatepass") == "\ufeffJa \ud83d\ude00 und \udce4."


@pytest.mark.parametrize(
    "encoding",
    [Encoding("utf-8", patches=((0, 1, "xy"),)), Encoding("no-such-codec"), Encoding("ascii"), Encoding("base64")],
)
def test_encode_refuses_a_wrong_record(encoding: Encoding) -> None:
    with pytest.raises(RecordError):
        encode("ä", encoding)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"\x89PNG\r\n\x1a\n\0\0", "PNG"), (b"PK\x03\x04\x14\0", "docx"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"), (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"), (b"\0\0\0\x20ftypheic", "HEIC"),
        (b"{\\rtf1\\ansi", "RTF"), (b"a\0b", "NUL"), (b"\x01\x02\x03 text", "control"),
        (b"\x1f\x8b\x08\0", "gzip"), (b"\xff\xfea\0\0\0b\0", "NUL"),
    ],
)  # fmt: skip
def test_no_text(data: bytes, says: str) -> None:
    with pytest.raises(DecodeProblem, match=says) as caught:
        decode(data, format="text")
    assert caught.value.hint


def test_utf_16_without_mark_is_named() -> None:
    with pytest.raises(DecodeProblem) as caught:
        document("Die Brücke ist offen.".encode("utf-16-be"))
    assert "utf-16-be" in caught.value.hint
    assert document("Die Brücke".encode("utf-16-be"), options=Options(encoding="utf-16-be")).text == "Die Brücke"


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13", "idna", "unicode_escape", "utf-7", "undefined", "a\0b"])
def test_unknown_codec(name: str) -> None:
    with pytest.raises(OptionError, match="unknown encoding"):
        decode(b"text", format="text", declared=name)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="ISO-8859-1">', "windows-1252"), (b"<META CHARSET=koi8-r>", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "windows-1250"),
        (b'<?xml version="1.0" encoding="iso-8859-15"?><html>', "iso-8859-15"), (b'<meta charset="utf-16">', "utf-8"),
        (b'<!-- <meta charset="koi8-r"> --><meta charset="gbk">', "gb18030"), (b'<meta charset="utf-7">', None),
        (b"<meta name=x><meta charset=us-ascii>", "windows-1252"), (b"<p>charset=koi8-r</p>", None),
        (b'<meta charset="unicode_escape">', None), (b"<!-- <meta charset=koi8-r>", None),
    ],
)  # fmt: skip
def test_declared(head: bytes, name: str | None) -> None:
    assert declared(head) == name


def test_every_label_is_a_codec() -> None:
    from cleaner.read.charset import CODECS as TABLE

    assert all(codec(label) == name and "a".encode(name) for label, name in TABLE.items())


@pytest.mark.parametrize(
    "data",
    [
        b"<metaxcharset=" * 3_000 + b"\xff", b"<meta charset=" * 3_000 + b"\xff", b"<!--<meta " * 3_000 + b"\xff",
        b"\xc3\xa4\xff" * 500_000, b"\xff\n" * 500_000, bytes(range(0x80, 0x100)) * 10_000,
        page(JAPANESE, "sjis").encode("cp932") * 3_000 + b"\xfa\x58",
        b"<meta charset=iso-2022-jp>" + b"\x1b$B" * 2 + b"\x1b(B\xff" * 3 + b"a" * 1_000_000,
    ],
)  # fmt: skip
def test_hostile_bytes_come_back(data: bytes) -> None:
    text, encoding = decode(data, format="html")
    assert encode(text, encoding) == data


def test_common_case_is_cheap() -> None:
    code = "import sys; from cleaner.read.document import document; document('ä' * 9); document('ä'.encode()); "
    code += "sys.exit('bs4' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- gzip


def test_gzip() -> None:
    plain = GERMAN.encode()
    packed = gzip.compress(plain) + gzip.compress(b"\nEnde.") + b"\0" * 9
    found = document(packed, name="a.txt")
    assert found.text == GERMAN + "\nEnde."
    assert (found.encoding.gzip, found.sha256, found.size) == (True, hashlib.sha256(packed).hexdigest(), len(packed))
    assert encode(found.text, found.encoding) == plain + b"\nEnde."
    assert unpack(plain, Options()) == (plain, False)


@pytest.mark.parametrize(
    ("packed", "error", "says"),
    [
        (gzip.compress(GERMAN.encode())[:-5], DecodeProblem, "too early"),
        (gzip.compress(GERMAN.encode())[:12], DecodeProblem, "too early"),
        (gzip.compress(b"text") + b"rest", DecodeProblem, "damaged gzip"),
        (gzip.compress(b"text")[:-8] + b"\1" * 8, DecodeProblem, "damaged gzip"),
        (b"\x1f\x8bno gzip at all", DecodeProblem, "damaged gzip"),
        (gzip.compress(gzip.compress(b"text")), DecodeProblem, "gzip inside gzip"),
        (gzip.compress(b"a" * 3_000_000), TooLarge, "200 : 1"),
        (gzip.compress(NOISE * 2_100), TooLarge, "more than 20,000,000"),
        (gzip.compress(b"a") * 5_000, TooLarge, "more than"),
    ],
    ids=["cut", "head only", "rest", "checksum", "no gzip", "twice", "ratio", "size", "members"],
)
def test_bad_gzip(packed: bytes, error: type[CleanerError], says: str) -> None:
    with pytest.raises(error, match=says):
        document(packed, format="text")


def test_bomb_stops_early() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(50)) + packer.flush()
    with pytest.raises(TooLarge, match="20,000,000"):
        unpack(bomb, replace(Options(), max_ratio=2_000))


# --- document and sniff


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.txt", "<html>", "text"), ("a.MD", "<p>", "text"), ("a.html.gz", "text", "html"), ("b/a.xhtml", "x", "html"),
        ("a", "<!DOCTYPE  html>", "html"), ("", "\n" * 5_000 + "<BODY class=x>", "html"), ("", "a <p>b", "html"),
        ("", "<pre>x", "text"), ("", " " * 70_000 + "<p>", "text"), ("x.dat", "a < b", "text"), (".txt", "<p>", "html"),
    ],
)  # fmt: skip
def test_sniff(name: str, text: str, format: str) -> None:
    assert sniff(name, text) == format


@pytest.mark.parametrize(
    "source", ["", b"", " \n\t", b"\xef\xbb\xbf", "\u200b\xad\ufeff", gzip.compress(b"\r\n", mtime=0)]
)
def test_empty(source: str | bytes) -> None:
    with pytest.raises(Empty):
        document(source)


def test_document_limits_and_formats() -> None:
    small = replace(Options(), max_bytes=10)
    with pytest.raises(TooLarge, match="11 bytes"):
        document(b"a" * 11, options=small)
    with pytest.raises(TooLarge):
        document("ä" * 6, options=small)
    with pytest.raises(OptionError) as caught:
        document("x", format="pdf")
    assert "auto, html, text" in caught.value.hint
    with pytest.raises(NotSupported):
        document("{}", name="a.jsonl.gz")
    assert document("{}", name="a.jsonl", format="text").format == "text"


def test_document_of_a_page() -> None:
    found = document(page(GERMAN, "latin1").encode("cp1252"), name="x", url="https://harbour.example/a")
    assert (found.format, found.name, found.url, found.encoding.name) == (
        "html",
        "x",
        "https://harbour.example/a",
        "windows-1252",
    )
    assert GERMAN in found.text
    assert document(b"\xff\xfe" + page(GERMAN, "utf-8").encode("utf-16-le")).format == "html"


# --- inputs


def names(found: list[Input]) -> list[str]:
    return [one.name for one in found]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a.html",
        "sub/c.md",
        "sub/d.htm.gz",
        "z.XHTML",
        ".hidden.txt",
        ".git/x.txt",
        "e.pdf",
        "f.csv",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"text")
    return tmp_path / "in"


def test_folder(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "twin.txt").symlink_to("b.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    found = list(inputs(["in/"]))
    assert names(found) == [
        "in/a.html", "in/b.txt", "in/gone.txt", "in/self.txt", "in/sub/c.md", "in/sub/d.htm.gz", "in/z.XHTML",
    ]  # fmt: skip
    assert {one.root for one in found} == {"in/"}
    assert {one.name: type(one.error) for one in found if one.error} == {
        "in/gone.txt": Missing,
        "in/self.txt": InputError,
    }
    assert all(one.data == b"text" for one in found if not one.error)


def test_each_file_once_in_the_order_given(folder: Path) -> None:
    found = list(inputs(["in/sub/c.md", "in", "./in/b.txt", "-", "-"], stdin=io.BytesIO(b"piped")))
    assert names(found) == ["in/sub/c.md", "in/a.html", "in/b.txt", "in/sub/d.htm.gz", "in/z.XHTML", "-"]
    assert (found[-1].data, found[0].root, found[1].root) == (b"piped", None, "in")


def test_each_problem_is_one_input(folder: Path) -> None:
    (folder / "empty").mkdir()
    given = ["nowhere.txt", "in/empty", "in/e.pdf", "in/f.csv", "a\0b", "", "in/b.txt/x"]
    found = list(inputs(given))
    assert names(found) == given
    kinds = [one.error.kind if one.error else None for one in found]
    assert kinds == ["Missing", "Missing", "NotSupported", None, "Missing", "Missing", "Missing"]
    assert ".xhtml" in str(found[1].error)
    assert found[2].error is not None
    assert "pdftotext" in found[2].error.hint


def test_large_inputs_are_not_read(folder: Path) -> None:
    small = replace(Options(), max_bytes=10)
    (folder / "b.txt").write_bytes(b"a" * 11)
    found = list(inputs(["in/b.txt", "-", "in/a.html"], stdin=io.BytesIO(b"a" * 11), options=small))
    assert [type(one.error) for one in found] == [TooLarge, TooLarge, type(None)]


def test_unreadable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "stat", refuse)
    found = list(inputs(["in/b.txt"]))
    assert [str(one.error) for one in found] == ["cannot be read: Permission denied"]


def test_inputs_are_lazy(folder: Path) -> None:
    stream = inputs(["in/a.html", "in/b.txt"])
    assert next(stream).name == "in/a.html"
    (folder / "b.txt").unlink()
    assert isinstance(next(stream).error, Missing)
