"""`cleaner explain` for people: the margin, the legend, the pager, and the account as a page."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_cli import PACK, run

from cleaner import Article, clean
from cleaner.write.accountpage import pages
from cleaner.write.reasons import Reasons

ROOT = Path(__file__).parent.parent
TEXT = """
Der Rat tagte am Montag.

Zum Hafenbrief

Am Ende stimmten alle zu. Hafenfunk jetzt hören.
"""
ARGS = ("explain", "a.txt", "--rules", "pack.toml", "--language", "de")
MARKS = re.compile(r"\033\[[\d;]*m")


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "PAGER", "CLEANER_PAGER"):
        monkeypatch.delenv(name, raising=False)
    Path("pack.toml").write_text(PACK, encoding="utf-8")
    Path("a.txt").write_text(TEXT, encoding="utf-8")


def drawn(monkeypatch: pytest.MonkeyPatch, columns: int, *args: str) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    return run(monkeypatch, *(args or ARGS), terminal=True).stdout


def test_rule_and_reason_stand_in_the_margin_of_a_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = drawn(monkeypatch, 120)
    assert "\033[9;31mZum Hafenbrief" in shown
    rows = MARKS.sub("", shown).splitlines()
    row = next(row for row in rows if "Zum Hafenbrief" in row)
    assert re.fullmatch(r" +promo  Zum Hafenbrief {30,}any/harbour-letter.*", row.rstrip())
    row = next(row for row in rows if "Hafenfunk" in row)
    assert re.fullmatch(r" +paragraph  Am Ende stimmten alle zu\. Hafenfunk jetzt hören\. +any/harbour-player.*", row)
    assert all(len(row) <= 120 for row in rows)


def test_a_narrow_terminal_has_them_below(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row.strip() for row in MARKS.sub("", drawn(monkeypatch, 80)).splitlines()]
    below = rows[rows.index("promo  Zum Hafenbrief") + 1]
    assert below.startswith("any/harbour-letter · rules · ")


def test_there_is_a_legend_and_a_reason_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(TEXT + "\nZum Hafenbrief\n", encoding="utf-8")
    shown = MARKS.sub("", drawn(monkeypatch, 80))
    assert "text was taken out, by the rule beside it" in shown
    assert len(re.findall(r"any/harbour-letter · rules · ", shown)) == 1
    assert len(re.findall(r"any/harbour-letter", shown)) == 3


def test_an_article_cannot_command_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(TEXT.replace("Montag", "Mon\033]0;evil\007tag\033[2J\x9b2J"), encoding="utf-8")
    shown = drawn(monkeypatch, 120)
    assert "�]0;evil�" in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]", MARKS.sub("", shown))
    assert "\033" not in MARKS.sub("", shown)


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, its text, what stands in `del`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.gone: list[str] = []
        self.text = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "del":
            self._inside = True
            self.gone.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "del"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside:
            self.gone[-1] += data


def page(monkeypatch: pytest.MonkeyPatch, *args: str) -> str:
    done = run(monkeypatch, *(args or ARGS), "--format", "html")
    assert done.code == 0, done.stderr
    return done.stdout


def test_the_page_shows_what_went_at_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Page(page(monkeypatch))
    assert found.gone[-2:] == ["Zum Hafenbrief", " Hafenfunk jetzt hören."]
    assert "Am Ende stimmten alle zu. Hafenfunk jetzt hören." in found.text
    assert {"any/harbour-letter", "any/harbour-player"} <= set(re.findall(r"any/[\w-]+", found.text))


def fixtures(pattern: str) -> Iterator[tuple[Path, Article, str]]:
    """Yield fixtures with their articles and pages; the reasons are read once for all of them."""
    reasons = Reasons()
    for source in sorted((ROOT / "fixtures").glob(pattern)):
        article = clean(source.read_bytes(), name=str(source))
        yield source, article, "".join(pages([article], reasons, "0"))


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    for source, _, text in fixtures("*/*/source.html"):
        found = Page(text)
        assert not {tag for tag, _ in found.tags} & {"script", "img", "link", "iframe", "object", "form", "a"}, source
        assert not [name for _, attrs in found.tags for name in attrs if name in ("href", "src") or name[:2] == "on"]
        assert "url(" not in text.partition("</style>")[0]
        assert "default-src 'none'" in text


def test_the_page_escapes_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "<script>alert(1)</script> & \"x\" 'y' </style> <!-- \x01\x1b"
    name = 'a<img src=x onerror="alert(1)">.txt'
    Path(name).write_text(f"{TEXT}\n{evil} Zum Hafenbrief\n\nZum Hafenbrief\n", encoding="utf-8")
    text = page(monkeypatch, "explain", name, *ARGS[2:])
    found = Page(text)
    assert not {tag for tag, _ in found.tags} & {"script", "img"}
    assert "<script>alert(1)</script>" in found.text
    assert name in found.text
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", text)


def test_the_page_holds_the_whole_text() -> None:
    for source, article, text in fixtures("*/*/source.*"):
        middle = re.findall(r'<p dir="auto"[^>]*>(.*?)</p><p>', text)
        assert "".join(Page("".join(middle)).text.split()) == "".join(article.layer.split()), source


def test_output_is_a_file_and_no_input_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, *ARGS, "--format", "html", "-o", "account.html", terminal=True)
    assert (done.code, done.stdout) == (0, "")
    assert Path("account.html").read_text(encoding="utf-8").endswith("</html>\n")
    done = run(monkeypatch, *ARGS, "-o", "account.txt", terminal=True)
    assert Path("account.txt").read_text(encoding="utf-8") == run(monkeypatch, *ARGS).stdout
    before = Path("a.txt").read_bytes()
    done = run(monkeypatch, *ARGS, "-o", "a.txt")
    assert (done.code, Path("a.txt").read_bytes()) == (2, before)
    Path("account.html").write_text("old", encoding="utf-8")
    assert run(monkeypatch, "explain", "gone.html/", "--format", "html", "-o", "account.html").code == 2
    assert Path("account.html").read_text(encoding="utf-8") == "old"


def test_a_rule_has_no_page_in_html(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, "explain", "en/ad-label", "--format", "html")
    assert done.code == 2
    assert "--format html shows a file" in done.stderr


def on_a_terminal(*args: str, **env: str) -> str:
    """Run the program on a terminal of its own and return what came out there."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        own = {"TERM": "xterm", "COLUMNS": "80", "LINES": "24", "PYTHONPATH": str(ROOT)}
        os.execve(sys.executable, [sys.executable, "-m", "cleaner", *args], {**os.environ, **own, **env})
    out = b""
    end = time.monotonic() + 60
    while time.monotonic() < end and select.select([terminal], [], [], 60)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, out.decode()
    return out.decode()


needs_pty = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")


@needs_pty
def test_what_is_long_is_paged_on_a_terminal(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED; cat\n")
    pager.chmod(0o755)
    shown = on_a_terminal(*ARGS, PAGER=str(pager))
    assert shown.startswith("PAGED")
    assert "\033[9;31mZum Hafenbrief" in shown
    assert "PAGED" not in on_a_terminal(*ARGS, "--no-pager", PAGER=str(pager))
    assert "PAGED" not in on_a_terminal(*ARGS, "--format", "html", PAGER=str(pager))
    assert "PAGED" in on_a_terminal("explain", "en/ad-label", PAGER=str(pager))


@needs_pty
@pytest.mark.parametrize("pager", ["", "no-such-pager", "'"])
def test_without_a_pager_it_is_written_as_it_is(pager: str) -> None:
    assert "Zum Hafenbrief" in on_a_terminal(*ARGS, PAGER=pager)


@needs_pty
def test_a_pager_that_is_left_early_is_no_error() -> None:
    Path("a.txt").write_text(TEXT * 3000, encoding="utf-8")
    assert "Zum Hafenbrief" not in on_a_terminal(*ARGS, PAGER="head -c 0")
