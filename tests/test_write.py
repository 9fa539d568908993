"""Records, their way back, and the formats for reading."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeGuard

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner.article import FAMILIES, Article, Block, Encoding, Metadata, Removal
from cleaner.errors import OptionError, RecordError
from cleaner.write import account, jsonl, targets
from cleaner.write.coded import CODED
from cleaner.write.head import head
from cleaner.write.markdown import escape, markdown
from cleaner.write.output import stream
from cleaner.write.record import record
from cleaner.write.restore import layer, rebuilt, source
from cleaner.write.text import text, utf8

BODY = "Der Rat tagte am Montag."
END = "Am Ende stimmten alle zu."


def encode(value: str, encoding: Encoding) -> bytes:
    return value.encode(encoding.name)


def made(*pieces: tuple[str, str], newline: str = "\n", tail: str = "\n", **more: Any) -> Article:
    """Return an article of (kind or family:rule, text) pieces, one blank line apart. `|` in a text marks a hard wrap,
    `[...]` a trim."""
    parts: list[str] = []
    blocks: list[Block] = []
    removed: list[Removal] = []
    at = 0
    for kind, raw in pieces:
        if parts:
            parts.append(newline * 2)
            at += 2 * len(newline)
        if ":" in kind:
            family, rule = kind.split(":")
            removed.append(Removal(family, rule, "rules", raw, at, at + len(raw)))
            parts.append(raw)
            at += len(raw)
            continue
        block, gone, at = _block(kind, raw, at, newline, parts)
        blocks.append(block)
        removed += gone
    whole = "".join(parts) + tail
    data = whole.encode()
    provenance = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "encoding": asdict(Encoding(newline=newline)),
        "cleaner": "0.0",
    }
    status = "cleaned" if removed else "unchanged"
    return Article(
        **({"source": "a.txt", "status": status, "provenance": provenance} | more),
        blocks=tuple(blocks),
        removed=tuple(removed),
        layer=whole,
    )


def _block(kind: str, raw: str, at: int, newline: str, parts: list[str]) -> tuple[Block, list[Removal], int]:
    spans: list[tuple[int, int]] = []
    removed: list[Removal] = []
    shown = ""
    for part in raw.replace("|", "\0|\0").replace("[", "\0[").replace("]", "\0").split("\0"):
        if part == "|":
            parts.append(newline)
            at += len(newline)
            shown += " "
        elif part:
            gone = part.startswith("[")
            slice_ = part.lstrip("[")
            parts.append(slice_)
            if gone:
                removed.append(Removal("agency", "trim/agency", "trim", slice_, at, at + len(slice_)))
            else:
                spans.append((at, at + len(slice_)))
                shown += slice_
            at += len(slice_)
    return Block(shown, tuple(spans), kind, level=2 if kind == "heading" else None), removed, at


CASES = {
    "plain": made(("paragraph", BODY), ("paragraph", END)),
    "removal": made(("paragraph", BODY), ("embed:de/x", "Externer Inhalt\n\nvon X"), ("paragraph", END)),
    "wrapped": made(("paragraph", "Der Rat|tagte am|Montag."), ("paragraph", END)),
    "trimmed": made(("paragraph", "[Berlin (dpa) - ]Der Rat[ (dpa)] tagte.[ (dpa)]"), ("paragraph", END)),
    "wrapped and trimmed": made(("paragraph", "Der Rat|tagte[ (dpa)] am|Montag.[ (dpa)]")),
    "windows": made(("paragraph", "Der Rat|tagte."), ("paragraph", END), newline="\r\n", tail="\r\n\r\n"),
    "all gone": made(("promo:de/y", "Zum Hafenbrief")),
    "nothing": made(tail="  \n"),
    "page": made(("title", "Umbau"), ("paragraph", BODY), document_format="html", tail=""),
    "windows page": replace(
        made(("paragraph", BODY), ("paragraph", END), document_format="html", tail=""),
        provenance={"sha256": "", "encoding": asdict(Encoding(newline="\r\n"))},
    ),
}


@pytest.mark.parametrize("article", CASES.values(), ids=CASES)
def test_the_layer_comes_back_from_the_record_alone(article: Article) -> None:
    entry = json.loads(jsonl.line(record(article)))
    assert layer(entry) == article.layer
    assert article.restore() == article.layer


@pytest.mark.parametrize("name", [name for name in CASES if "page" not in name])
def test_a_text_comes_back_byte_for_byte(name: str) -> None:
    article = CASES[name]
    assert source(record(article), encode) == article.layer.encode()


def wrapped(raw: str) -> str:
    """Return a text with single hard wraps and no trims."""
    return "A" + "a|".join(part.translate({91: None, 93: None}) for part in raw.split("|")) + "z"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["paragraph", "embed:de/x"]),
            st.text("aä |[]\u2028\x85", min_size=1, max_size=12).map(wrapped),
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\n\n", " \n\n\n"]),
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_any_layer_comes_back(pieces: list[tuple[str, str]], newline: str, tail: str) -> None:
    article = made(*pieces, newline=newline, tail=tail)
    assert layer(json.loads(jsonl.line(record(article)))) == article.layer


def test_gaps_hold_only_what_is_no_blank_line() -> None:
    entry = record(CASES["wrapped"])
    assert entry["gaps"] == [[7, 8, "\n"], [16, 17, "\n"], [51, 52, "\n"]]
    assert entry["blocks"][0]["spans"] == [[0, 7], [8, 16], [17, 24]]
    assert "spans" not in entry["blocks"][1]


def test_the_keys_stand_in_the_order_of_the_documents() -> None:
    entry = record(CASES["removal"])
    assert list(entry) == [
        *("schema", "id", "source", "status", "text", "blocks", "removed", "gaps", "metadata", "provenance")
    ]
    assert list(entry["removed"][0]) == ["family", "rule", "judge", "text", "start", "end", "detail"]
    failed = record(Article(source="x", status="failed", error={"kind": "Missing", "what": "no such file", "hint": ""}))
    assert list(failed)[3:5] == ["status", "error"]
    suspicious = record(replace(CASES["plain"], status="suspicious", reason="40 % of the prose"))
    assert list(suspicious)[3:5] == ["status", "reason"]


def test_the_id_is_equal_for_equal_bytes_and_different_for_names() -> None:
    here, there = record(CASES["plain"])["id"], record(replace(CASES["plain"], source="b.txt"))["id"]
    assert here[:16] == there[:16]
    assert here != there
    assert record(Article(source="x"))["id"].startswith("0" * 16)


def damaged(change: str) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads(jsonl.line(record(CASES["removal"])))
    if change == "overlap":
        entry["removed"][0]["start"] -= 3
    elif change == "hole":
        del entry["removed"][0]
    elif change == "length":
        entry["blocks"][0]["text"] += "!"
    elif change == "key":
        del entry["gaps"]
    elif change == "schema":
        entry["schema"] = 99
    elif change == "failed":
        entry["status"] = "failed"
    elif change == "type":
        entry["blocks"] = 7
    return entry


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("overlap", "overlaps"),
        ("hole", "no piece and no gap"),
        ("length", "25 characters"),
        ("key", "damaged"),
        ("schema", "schema 1"),
        ("failed", "holds no text"),
        ("type", "damaged"),
    ],
)
def test_a_damaged_record_says_what_does_not_fit(change: str, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        layer(damaged(change))


def test_a_word_changed_in_a_record_is_found_by_the_digest() -> None:
    entry = record(CASES["plain"])
    entry["blocks"][0]["text"] = entry["blocks"][0]["text"].replace("Montag", "Sonnta")
    with pytest.raises(RecordError, match="SHA-256"):
        source(entry, encode)


def test_of_gzip_the_unpacked_bytes_are_checked() -> None:
    article = CASES["plain"]
    provenance = dict(article.provenance)
    provenance |= {"sha256_unpacked": provenance["sha256"], "sha256": "0", "encoding": asdict(Encoding(gzip=True))}
    assert source(record(replace(article, provenance=provenance)), encode) == article.layer.encode()


def test_of_a_page_the_layer_can_be_rebuilt_and_not_the_page() -> None:
    entry = record(CASES["page"])
    with pytest.raises(RecordError, match="not the page"):
        source(entry, encode)
    assert rebuilt(entry, encode) == CASES["page"].layer.encode()


def test_half_characters_do_not_break_any_format() -> None:
    half = "Der \ud83d Rat"
    article = Article(source="a\udcff.txt", blocks=(Block(half, ((0, 9),)),), layer=half)
    assert json.loads(jsonl.line(record(article)))["text"] == "Der \ud83d Rat"
    assert utf8(text(article)) == "Der \ufffd Rat\n".encode()
    assert b"Der \xef\xbf\xbd Rat" in b"".join(stream([article], "markdown", several=False))


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_records_read_what_they_wrote(form: str) -> None:
    articles = list(CASES.values())
    data = b"".join(stream(articles, form, several=True))
    assert list(jsonl.records(data, "r")) == [json.loads(jsonl.line(record(a))) for a in articles]
    single = b"".join(stream(articles[:1], form, several=False))
    assert [entry["source"] for entry in jsonl.records(single, "r")] == ["a.txt"]


def test_a_line_separator_inside_a_string_does_not_cut_a_record() -> None:
    article = made(("paragraph", "Der\u2028Rat\x85tagte\x0c."))
    assert len(list(jsonl.records(jsonl.line(record(article)) * 2, "r"))) == 2


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "no records"), (b'{"a":1}\n{"b', "r:2"), (b"[1]", "object"), (b"7", "object")]
)
def test_what_is_no_record_is_named(data: bytes, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        list(jsonl.records(data, "r"))


def test_text_leaves_out_title_kicker_and_captions() -> None:
    article = made(
        ("kicker", "Hafen"), ("title", "Umbau"), ("paragraph", BODY), ("caption", "Der Hafen"), ("paragraph", END)
    )
    assert text(article) == f"{BODY}\n\n{END}\n"
    assert text(made()) == ""


def test_texts_have_a_form_feed_between_them_and_failed_ones_none() -> None:
    failed = Article(status="failed")
    articles = [CASES["plain"], failed, CASES["plain"]]
    assert b"".join(stream(articles, "text", several=True)).count(b"\f") == 1
    assert b"".join(stream([failed], "markdown", several=False)) == b""


def test_markdown_marks_headings_lists_quotes_and_tables() -> None:
    article = made(
        ("title", "Umbau"),
        ("heading", "Der Plan"),
        ("list_item", "• Kaimauer"),
        ("list_item", "Schleuse"),
        ("list_item", "3. Kran"),
        ("quote", "Wir bauen."),
        ("table", "Jahr\tKosten"),
        ("table", "2031\t4|5"),
        ("paragraph", END),
        tail="",
    )
    assert markdown(article).split("---\n\n", 1)[1] == (
        "## Der Plan\n\n- Kaimauer\n- Schleuse\n3. Kran\n\n> Wir bauen.\n\n"
        f"| Jahr | Kosten |\n|---|---|\n| 2031 | 4 5 |\n\n{END}\n"
    )


def test_cells_of_a_page_that_share_a_group_are_one_row() -> None:
    article = made(*(("table", cell) for cell in ("Jahr", "Kosten", "2031", "4|5")), document_format="html")
    blocks = tuple(replace(block, group=index // 2) for index, block in enumerate(article.blocks))
    body = markdown(replace(article, blocks=blocks)).split("---\n\n", 1)[1]
    assert body == "| Jahr | Kosten |\n|---|---|\n| 2031 | 4 5 |\n"
    assert markdown(article).endswith("Jahr\n\nKosten\n\n2031\n\n4 5\n")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("# Hafen", r"\# Hafen"),
        ("#Hafen", "#Hafen"),
        ("- oder doch", r"\- oder doch"),
        ("-5 Grad", "-5 Grad"),
        ("+++ Ticker +++", "+++ Ticker +++"),
        ("2031. Ein Jahr", r"2031\. Ein Jahr"),
        ("3.5 Meter", "3.5 Meter"),
        ("> 5 Meter", r"\> 5 Meter"),
        ("Leser*innen", "Leser*innen"),
        ("Leser*innen und Bürger*innen", r"Leser\*innen und Bürger\*innen"),
        ("a * b * c", "a * b * c"),
        ("hafen_plan_neu", "hafen_plan_neu"),
        ("ein _neuer_ Plan", r"ein \_neuer\_ Plan"),
        ("<b>Hafen</b> & 3 < 5", r"\<b>Hafen\</b> & 3 < 5"),
        ("&amp; bleibt", r"\&amp; bleibt"),
        ("[Plan](x)", r"[Plan]\(x)"),
        ("***", r"\*\*\*"),
        ("", ""),
    ],
)
def test_markup_characters_are_shown_and_not_obeyed(raw: str, shown: str) -> None:
    assert escape(raw) == shown


def test_the_head_is_yaml_that_says_what_the_metadata_says() -> None:
    yaml = pytest.importorskip("yaml")
    title = 'Der "Rat": # 5 %\n\u2028\x85 \\ \x07 – no'
    known = Metadata(
        title=title,
        authors=("Ada Muster", "null"),
        date="2031-05-01",
        dateline={"place": "Hafenstadt", "date": None},
        agencies=({"id": "dpa", "as": "dpa"},),
        language="no",
        words=7,
    )
    read = yaml.safe_load(head(replace(CASES["removal"], metadata=known)).strip("-\n"))
    assert read == {
        "title": title,
        "authors": ["Ada Muster", "null"],
        "date": "2031-05-01",
        "dateline": "Hafenstadt",
        "agencies": ["dpa"],
        "language": "no",
        "words": 7,
        "source": "a.txt",
        "status": "cleaned",
        "cleaner": "0.0",
        "removed": {"embed": 1},
    }


def test_embeds_stand_at_their_places_when_asked_for() -> None:
    embeds = (
        {"provider": "x", "kind": "post", "url": "https://x.example/1", "after_block": 0},
        {"provider": None, "kind": "video", "url": None, "after_block": None},
    )
    article = replace(CASES["plain"], metadata=Metadata(embeds=embeds))
    body = markdown(article, embeds=True).split("---\n\n", 1)[1]
    assert body == f"{BODY}\n\n[Embed: X, https://x.example/1]\n\n{END}\n\n[Embed: video]\n"
    assert "Embed" not in markdown(article).split("---\n\n", 1)[1]


def test_every_rule_that_is_code_has_a_page() -> None:
    shape = re.compile(rf"(?:{'|'.join(FAMILIES)}|body)/[a-z-]+")
    code = [path for stage in ("judge", "trim") for path in (Path(cleaner.__file__).parent / stage).glob("*.py")]
    texts = {node.value for path in code for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _is_text(node)}
    ids = {text for text in texts if shape.fullmatch(text)}
    assert ids <= {rule.id for rule in CODED}
    assert [rule.id for rule in CODED] == sorted(rule.id for rule in CODED)
    assert {rule.family for rule in CODED} <= set(FAMILIES)


def _is_text(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_the_account_shows_everything_in_place() -> None:
    article = made(
        ("heading", "Der Plan"),
        ("paragraph", "[Berlin (dpa) - ]Der Rat|tagte.[ (dpa)]"),
        ("embed:de/x", "Externer Inhalt\n\nvon X"),
        ("paragraph", END),
    )
    assert list(account.lines(article)) == [
        "  heading | Der Plan",
        "  paragraph | [-Berlin (dpa) - -]{agency trim/agency}Der Rat tagte.[- (dpa)-]{agency trim/agency}",
        "- embed de/x | Externer Inhalt",
        "- embed de/x | von X",
        f"  paragraph | {END}",
    ]
    assert [(c.rule, c.pieces, c.characters) for c in account.counts(article)] == [
        ("de/x", 1, 22),
        ("trim/agency", 2, 21),
    ]


@pytest.mark.parametrize(
    ("name", "root", "form", "path"),
    [
        ("in/a.html", "in", "markdown", "out/a.md"),
        ("in/b/a.html.gz", "in", "text", "out/b/a.txt"),
        ("in/a.v2.txt", None, "jsonl", "out/a.v2.jsonl"),
        ("in/LIESMICH", None, "json", "out/LIESMICH.json"),
        ("-", None, "text", "out/stdin.txt"),
    ],
)
def test_an_output_keeps_its_path_below_the_folder(name: str, root: str | None, form: str, path: str) -> None:
    assert targets.target("out", name, root, form).as_posix() == path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/a.txt", "out/etc/a.txt"),
        ("/data/a.txt", "out/data/a.txt"),
        ("C:\\a.txt", "out/a.txt"),
        ("-", "out/stdin"),
    ],
)
def test_a_restored_file_never_leaves_the_folder(name: str, path: str) -> None:
    assert targets.place("out", {"source": name}).as_posix() == path


def test_outputs_may_not_meet_each_other_nor_an_input(tmp_path: Path) -> None:
    claims = targets.Claims([str(tmp_path / "a.txt")])
    claims.claim(tmp_path / "b.txt", "b.html")
    with pytest.raises(OptionError, match="would both become"):
        claims.claim(tmp_path / "x" / ".." / "b.txt", "b.htm")
    with pytest.raises(OptionError, match="overwrite the input"):
        claims.claim(tmp_path / "a.txt", "a.html")
