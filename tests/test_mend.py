"""What `fix` makes of a file, without files: the account balances, a second pass changes nothing, the rest stays."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from account import subsequence
from hypothesis import given
from hypothesis import strategies as st
from phrases import PROSE, THOROUGH, documents, examples

from cleaner.article import FAMILIES
from cleaner.finding import Outcome
from cleaner.mend.file import outcome
from cleaner.mend.lines import cuts
from cleaner.mend.settings import Settings, filtering
from cleaner.options import Options
from cleaner.write.undo import before, entry

ROOT = Path(__file__).parent.parent
LANGUAGES = (None, "de", "en")
FORMS = ("a.txt", "a.md", "a.jsonl")
PLAIN = PROSE[0]


def mended(data: bytes, name: str = "a.txt", language: str | None = "de", **more: object) -> Outcome:
    options = more.pop("options", filtering(Options()))
    assert isinstance(options, Options)
    return outcome(data, name, Settings(options, language, edits=True, diff=True, **more))  # type: ignore[arg-type]


def fixed(data: bytes, name: str = "a.txt", language: str | None = "de", **more: object) -> bytes:
    done = mended(data, name, language, **more)
    return done.edit.after if done.edit else data


def packed(text: str, name: str) -> bytes:
    """Lay a text out as a file of a kind."""
    if name.endswith(".jsonl"):
        rows = [{"id": 1, "text": text}, {"text": text.upper(), "n": 2.50}]
        return "".join(json.dumps(row, ensure_ascii=i == 0) + "\n" for i, row in enumerate(rows)).encode()
    head = "---\ntitle: Anzeige\n---\n\n```\nAnzeige\n```\n\n" if name.endswith(".md") else ""
    return (head + text).encode()


@THOROUGH
@given(documents(), st.sampled_from(LANGUAGES), st.sampled_from(FORMS), st.booleans())
def test_check_after_fix_finds_nothing(text: str, language: str | None, name: str, everything: bool) -> None:
    """Also: the account adds up to the old bytes, and what is kept is kept in order."""
    options = filtering(Options(select=FAMILIES if everything else ()))
    data = packed(text, name)
    once = mended(data, name, language, options=options)
    assert not once.errors
    assert bool(once.edit) == bool(once.counted)
    if once.edit is None:
        return
    record = json.loads(json.dumps(entry(once, "0")))
    assert before(record, once.edit.after) == data
    assert subsequence(once.edit.after, data)
    again = mended(once.edit.after, name, language, options=options)
    assert (again.counted, again.edit, again.errors) == ((), None, ())


@THOROUGH
@given(documents(), st.sampled_from(FORMS))
def test_the_diff_says_what_fix_does(text: str, name: str) -> None:
    data = packed(text, name)
    done = mended(data, name)
    assert patched(data.decode(), "".join(done.diff)) == (done.edit.after if done.edit else data).decode()


def patched(text: str, diff: str) -> str:
    """Apply a unified diff, strictly."""
    old = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    new: list[str] = []
    at = 0
    rows = re.findall(r"[^\n]*\n", diff)
    for row, after in zip(rows, [*rows[1:], ""], strict=False):
        if row.startswith(("--- a", "+++ a", "\\ ")):
            continue
        if found := re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", row):
            start = int(found[1]) - (found[2] != "0")
            new += old[at:start]
            at = start
            assert len(new) == int(found[3]) - (found[4] != "0")
            continue
        line = row[1:-1] if after.startswith("\\ ") else row[1:]
        if row[0] in " -":
            assert old[at] == line
            at += 1
        if row[0] in " +":
            new.append(line)
    return "".join(new + old[at:])


GONE = [
    ("A.\n\n[X]\n\nB.\n", "A.\n\nB.\n"),
    ("A.\n\n\n[X]\n\nB.\n", "A.\n\n\nB.\n"),
    ("A.\n\n[X]\n\n\nB.\n", "A.\n\n\nB.\n"),
    ("A.\n[X]\nB.\n", "A.\nB.\n"),
    ("A.\n\n[X]\nB.\n", "A.\n\nB.\n"),
    ("A.\n[X]\n\nB.\n", "A.\n\nB.\n"),
    ("[X]\n\nA.\n", "A.\n"),
    ("\n\n[X]\n\nA.\n", "\n\nA.\n"),
    ("A.\n\n[X]\n", "A.\n"),
    ("A.\n\n[X]", "A."),
    ("A.\n\n[X]\n\n\n", "A.\n\n\n"),
    ("A.\r\n\r\n[X]\r\n\r\nB.", "A.\r\n\r\nB."),
    ("A.\r\r[X]\r\rB.\r", "A.\r\rB.\r"),
    ("A.[ (X)]\n\nB.\n", "A.\n\nB.\n"),
    ("A.[ (X)]  \nB.\n", "A.  \nB.\n"),
    ("A. [X]\nB.\n", "A.\nB.\n"),
    ("A.[ (X)]\n\n[Y]\nB.\n", "A.\n\nB.\n"),
    ("[X] A.\n", "A.\n"),
    ("A. [X ]B.\n", "A. B.\n"),
    ("A. [X\nY ]B.\n", "A. B.\n"),
    ("A.\n\n[X]\n\n[Y]\n\nB.\n", "A.\n\nB.\n"),
    ("A.\n\n\n[X]\n\n[Y]\n\n\nB.\n", "A.\n\n\nB.\n"),
    ("A.\n \t\n[X]\n\nB.\n", "A.\n \t\nB.\n"),
]


@pytest.mark.parametrize(("marked", "left"), GONE)
def test_white_space_that_goes_along(marked: str, left: str) -> None:
    text, pieces = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            pieces.append((len(text), len(text) + len(part) - 2))
        text += part.strip("[]")
    for start, end in reversed(cuts(text, pieces)):
        text = text[:start] + text[end:]
    assert text == left


ODD = [
    b"\xef\xbb\xbf%s\n\nAnzeige\n",
    b"%s\r\n\r\nAnzeige\r\n",
    b"%s\r\rAnzeige",
    b"%s\xc2\xa0\xc2\xad\n\nAnzeige\n\n\n",
    b"%s  \n\t\nAnzeige\n \n",
]


@pytest.mark.parametrize("form", ODD)
def test_everything_else_stays_byte_for_byte(form: bytes) -> None:
    data = form % PLAIN.encode()
    assert fixed(data.replace(b"Anzeige", b"Ende gut.")) == data.replace(b"Anzeige", b"Ende gut.")
    assert b"Anzeige" not in fixed(data)
    assert PLAIN.encode() in fixed(data)
    assert fixed(data).startswith(data[:3])


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_other_encodings_stay(codec: str) -> None:
    data = f"{PLAIN} Überall grünt es.\n\nAnzeige\n\nEnde gut.\n".encode(codec)
    options = filtering(Options(encoding="utf-16-le" if codec == "utf-16-le" else None))
    assert fixed(data, options=options).decode(codec) == f"{PLAIN} Überall grünt es.\n\nEnde gut.\n"


def test_undecodable_bytes_stay() -> None:
    data = f"{PLAIN} gr".encode() + b"\xfc\x81n\n\nAnzeige\n\nEnde gut.\n"
    assert fixed(data) == data.replace(b"Anzeige\n\n", b"")


def test_front_matter_and_code_stay() -> None:
    for mark in ("---", "+++"):
        text = f"{mark}\ntitle: Anzeige\n\nAnzeige\n{mark}\n\n{PLAIN}\n\n~~~ text\nAnzeige\n~~~\nAnzeige\n\nEnde gut.\n"
        assert fixed(text.encode(), "a.md").decode() == text.replace("~~~\nAnzeige\n", "~~~\n")
    assert b"Anzeige" not in fixed(f"---\nAnzeige\n---\n\n{PLAIN}\n".encode(), "a.txt")


def test_only_the_string_of_the_field_changes() -> None:
    text = json.dumps(f"\U0001f600 {PLAIN} (dpa)\n\nAnzeige")
    line = '{ "a" : [1.0, {"text": "(dpa)"}] ,"text":%s,  "z":1e5 }'
    data = f"\ufeff{line % text}\r\n\n{line % json.dumps(PLAIN)}".encode()
    after = fixed(data, "a.jsonl")
    assert after == data.replace(b" (dpa)\\n\\nAnzeige", b"")
    assert fixed(data, "a.jsonl", field="a") == data


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("no json", "no JSON object"),
        ('["text"]', "no JSON object"),
        ('{"body": "x"}', "no field 'text'"),
        ('{"text": 5}', "the field 'text' holds no text"),
        ('{"text": "x"', "no JSON: '}' is expected at column 13"),
        ('{"text": "x"} {}', "no JSON: something follows the object at column 15"),
        ('{"text": "x", }', "no JSON: a key is expected at column 15"),
        ('{"text": "x", "text": "y"}', "the field 'text' stands there twice"),
        ('{"text": "x\u00e4', "no JSON: Unterminated string starting at: line 1 column 10 (char 9)"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_done(line: str, what: str) -> None:
    good = json.dumps({"text": f"{PLAIN} (dpa)"})
    done = mended(f"{good}\n{line}\n{good}\n".encode(), "a.jsonl")
    assert [(error["where"], error["what"]) for error in done.errors] == [("a.jsonl:2", what)]
    assert [finding.line for finding in done.findings] == [1, 3]
    assert done.edit is not None
    assert done.edit.after == f"{good}\n{line}\n{good}\n".replace(" (dpa)", "").encode()


def test_null_is_nothing_to_clean() -> None:
    assert mended(b'{"text": null}\n', "a.jsonl") == Outcome("a.jsonl")


def test_a_file_of_which_nothing_would_be_left_stays() -> None:
    done = mended(b"Anzeige\n\n(dpa)\n")
    assert done.edit is None
    assert [(f.family, f.note, f.text) for f in done.findings] == [("suspicious", True, "nothing would be left of it")]


def test_an_empty_file_is_nothing_to_do() -> None:
    for name in FORMS:
        assert mended(b"", name) == mended(b" \n\n", name) == Outcome(name)


def test_lines_and_columns() -> None:
    found = mended(f"{PLAIN}\r\nÄÖ: {PLAIN} (dpa)\r\n\r\nAnzeige\r\n".encode()).findings
    assert [(f.line, f.column, f.end_line, f.end_column, f.text) for f in found] == [
        (2, 5 + len(PLAIN) + 1, 2, 5 + len(PLAIN) + 6, "(dpa)"),
        (4, 1, 4, 8, "Anzeige"),
    ]


def test_telling_families_stay_unless_selected() -> None:
    data = f"Hannover (dpa) - {PLAIN}\n\nVon Petra Lindqvist\n\n{PLAIN}\n".encode()
    assert fixed(data) == data
    assert fixed(data, options=filtering(Options(), telling=True)) != data
    assert fixed(data, options=filtering(Options(), extend=("dateline",))).startswith(PLAIN.encode())


# Markers


@pytest.mark.parametrize(
    ("name", "text", "stays"),
    [
        ("a.md", "<!-- cleaner: ignore -->\nAnzeige", True),
        ("a.md", "<!-- cleaner: ignore -->\n\nAnzeige", True),
        ("a.md", "<!--cleaner:ignore[ad]-->\nAnzeige", True),
        ("a.md", "<!-- cleaner: ignore[ad/de/ad-label] -->\nAnzeige", True),
        ("a.md", "<!-- cleaner: ignore[agency, de/ad-label] -->\nAnzeige", True),
        ("a.md", "<!-- cleaner: ignore[agency] -->\nAnzeige", False),
        ("a.md", "Anzeige <!-- cleaner: ignore -->", True),
        ("a.md", "<!-- cleaner: ignore -->\nEin Absatz.\n\nAnzeige", False),
        ("a.md", "<!-- cleaner: off -->\n\nEin Absatz.\n\nAnzeige\n\n<!-- cleaner: on -->", True),
        ("a.md", "<!-- cleaner: off -->\n\n<!-- cleaner: on -->\n\nAnzeige", False),
        ("a.md", "<!-- cleaner: off -->\n\nAnzeige", True),
        ("a.txt", "# cleaner: ignore\nAnzeige", True),
        ("a.txt", "# cleaner: ignore[ad]\nAnzeige", True),
        ("a.txt", "# cleaner: off\nAnzeige\n# cleaner: on", True),
        ("a.txt", "# cleaner: on\nAnzeige", False),
        ("a.txt", "<!-- cleaner: ignore -->\nAnzeige", False),
        ("a.txt", "So steht es da: # cleaner: ignore\n\nAnzeige", False),
    ],
)
def test_markers(name: str, text: str, stays: bool) -> None:
    data = f"{PLAIN}\n\n{text}\n\nEnde gut.\n".encode()
    after = fixed(data, name)
    assert (after == data) == stays
    assert all(line in after.split(b"\n") for line in data.split(b"\n") if b"cleaner:" in line)


@pytest.mark.parametrize("marker", ["ignored", "ignore[advert]", "on[ad]", ""])
def test_a_marker_that_is_none_is_an_error(marker: str) -> None:
    done = mended(f"{PLAIN}\n\n<!-- cleaner: {marker} -->\nAnzeige\n".encode(), "a.md")
    assert len(done.errors) == 1
    assert done.edit is None


def test_a_marker_inside_code_is_text() -> None:
    data = f"{PLAIN}\n\n```\n<!-- cleaner: nonsense -->\n```\n\nAnzeige\n\nEnde gut.\n".encode()
    assert fixed(data, "a.md") == data.replace(b"Anzeige\n\n", b"")


@THOROUGH
@given(st.lists(st.sampled_from((*PROSE, *examples()[:200])), min_size=1, max_size=7), st.data())
def test_markers_do_not_change_what_stands_around_them(blocks: list[str], data: st.DataObject) -> None:
    marker = data.draw(st.sampled_from(("<!-- cleaner: on -->", "<!-- cleaner: ignore[duplicate] -->")))
    gap = data.draw(st.sampled_from(("\n", "\n\n")))
    place = data.draw(st.integers(0, len(blocks)))
    here = f"{marker}{gap}" + "".join(blocks[place : place + 1])
    marked = "\n\n".join([*blocks[:place], here, *blocks[place + 1 :]])
    bare = "\n\n".join(blocks)
    left = [line for line in fixed(marked.encode(), "a.md").decode().split("\n") if line.strip() and line != marker]
    assert left == [line for line in fixed(bare.encode(), "a.md").decode().split("\n") if line.strip()]


# Pages


PAGE = """<!DOCTYPE html>
<html lang="de"><body><article>
<h1>Haushalt beschlossen</h1>
<p>{prose}</p>
{inner}
<p>{prose}</p>
<p>{prose}</p>
</article><footer><p>Anzeige</p></footer></body></html>
"""


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        ("<p>Anzeige</p>", [5]),
        ("<p>Der Rat &amp; die Stadt sagen: ja.</p>\n<p>Lesen Sie auch: Rat &amp; Tat</p>", [6]),
        ("<!-- cleaner: ignore -->\n<p>Anzeige</p>", []),
        ("<!-- cleaner: ignore[agency] -->\n<p>Anzeige</p>", [6]),
        ("<!-- cleaner: off -->\n<p>Anzeige</p>\n<!-- cleaner: on -->\n<p>Ende gut.</p>\n<p>Anzeige</p>", [9]),
    ],
)
def test_pages_are_told_and_not_rewritten(inner: str, lines: list[int]) -> None:
    prose = " ".join(PROSE[:3])
    data = PAGE.format(prose=prose, inner=inner).encode()
    done = outcome(data, "a.html", Settings(filtering(Options()), "de"))
    assert [finding.line for finding in done.findings] == lines
    assert not done.fixable and done.edit is None
    assert outcome(data, "a.html", Settings(filtering(Options()), "de", edits=True)).errors


# Baseline


@THOROUGH
@given(documents(), st.sampled_from(FORMS), st.data())
def test_what_a_baseline_accepts_stays_and_the_rest_goes(text: str, name: str, data: st.DataObject) -> None:
    source = packed(text, name)
    found = mended(source, name).counted
    if not found:
        return
    chosen = data.draw(st.sets(st.sampled_from([finding.fingerprint for finding in found])))
    counts = {print_: sum(finding.fingerprint == print_ for finding in found) for print_ in chosen}
    done = mended(source, name, accepted={name: counts})
    left = [finding for finding in done.counted if finding.fingerprint in chosen]
    assert len(left) <= max(0, len(found) - sum(counts.values()))
    after = done.edit.after if done.edit else source
    assert mended(after, name, accepted={name: counts}).edit is None
    if chosen == {finding.fingerprint for finding in found}:
        assert done.edit is None
