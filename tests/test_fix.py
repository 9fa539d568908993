"""`check` and `fix` on files: what is written and what is not, exit codes, messages, and what survives a crash."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from test_cli import Run, run

from cleaner.finding import Outcome

PLAIN = "Der Stadtrat von Musterstadt hat am Dienstag den Haushalt für das kommende Jahr beschlossen."
DIRTY = f"{PLAIN} (dpa)\n\nAnzeige\n\nEnde gut, alles gut.\n"
CLEAN = f"{PLAIN}\n\nEnde gut, alles gut.\n"
GERMAN = ("--language", "de")


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def did(monkeypatch: pytest.MonkeyPatch, *args: str, **more: Any) -> Run:
    return run(monkeypatch, *args, *GERMAN, **more)


def test_check_tells_and_fix_does(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    told = did(monkeypatch, "check", "a.txt")
    assert told.code == 1
    assert told.stdout == "a.txt:1:94: agency/end-tag  (dpa)\na.txt:3:1: ad/de/ad-label  Anzeige\n"
    assert Path("a.txt").read_text() == DIRTY
    done = did(monkeypatch, "fix", "a.txt")
    assert (done.code, done.stdout) == (0, "")
    assert done.stderr == "fixed a.txt (2 removals)\n1 of 1 file fixed\n"
    assert Path("a.txt").read_text() == CLEAN
    assert did(monkeypatch, "check", "a.txt").code == 0


SAME = [
    f"\ufeff{PLAIN}\r\n\r\nEnde.".encode(),
    f"{PLAIN}\r\rEnde.\r".encode(),
    f"{PLAIN}\u00a0\u00ad\u200b\n\n\n\n \t \nEnde.  ".encode(),
    PLAIN.encode("cp1252") + b"\x81\n",
    f"{PLAIN}\n".encode("utf-16"),
    b"",
    b"\n \n",
]


@pytest.mark.parametrize("data", SAME)
def test_nothing_to_do_leaves_a_file_untouched(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    Path("a.txt").write_bytes(data)
    os.utime("a.txt", ns=(1_000_000_000, 1_000_000_000))
    before = Path("a.txt").stat()
    assert did(monkeypatch, "fix", "a.txt", "--exit-non-zero-on-change", "--backup").code == 0
    after = Path("a.txt").stat()
    assert Path("a.txt").read_bytes() == data
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_mode_and_link_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("real.txt").write_text(DIRTY)
    Path("real.txt").chmod(0o640)
    Path("a.txt").symlink_to("real.txt")
    assert did(monkeypatch, "fix", "a.txt").code == 0
    assert Path("a.txt").is_symlink()
    assert Path("real.txt").read_text() == CLEAN
    assert stat.S_IMODE(Path("real.txt").stat().st_mode) == 0o640


def test_exit_code_for_a_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    assert did(monkeypatch, "fix", "a.txt", "--exit-non-zero-on-change").code == 1
    assert did(monkeypatch, "fix", "a.txt", "--exit-non-zero-on-change").code == 0


def test_standard_input_goes_to_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    done = did(monkeypatch, "fix", "-", stdin=DIRTY.encode())
    assert (done.code, done.stdout) == (0, CLEAN)
    assert did(monkeypatch, "fix", stdin=CLEAN.encode()).stdout == CLEAN
    assert did(monkeypatch, "fix", stdin=b"").stdout == ""
    line = json.dumps({"text": DIRTY})
    done = did(monkeypatch, "fix", "-", "--stdin-filename", "x.jsonl", stdin=f"{line}\nno\n".encode())
    assert (done.code, json.loads(done.stdout.split("\n")[0])["text"]) == (2, CLEAN)
    assert "x.jsonl:2: no JSON object" in done.stderr
    told = did(monkeypatch, "check", "--stdin-filename", "x.md", stdin=f"---\nAnzeige\n---\n{DIRTY}".encode())
    assert told.stdout.startswith("x.md:4:94: agency/end-tag")


def test_an_excluded_standard_input_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    args = ("--stdin-filename", "raw/a.txt", "--exclude", "raw/", "--force-exclude")
    assert did(monkeypatch, "fix", *args, stdin=DIRTY.encode()).stdout == DIRTY
    assert did(monkeypatch, "check", *args, stdin=DIRTY.encode()).code == 0


def test_a_standard_input_that_fails_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    done = did(monkeypatch, "fix", stdin=b"%PDF-1.7\n")
    assert (done.code, done.stdout) == (2, "")


def test_the_diff_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    Path("b.txt").write_text(CLEAN)
    for command in ("fix", "check"):
        done = did(monkeypatch, command, "--diff", "a.txt", "b.txt")
        assert done.code == 1
        assert done.stdout.startswith("--- a.txt\n+++ a.txt\n@@ -1,5 +1,3 @@\n")
        assert "b.txt" not in done.stdout
    assert Path("a.txt").read_text() == DIRTY
    assert did(monkeypatch, "fix", "--diff", "b.txt").code == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_applies_the_diff(monkeypatch: pytest.MonkeyPatch) -> None:
    text = DIRTY.replace("\n", "\r\n") + "\r\n".join(f"Absatz {i}.\r\n" for i in range(20)) + "\r\nAnzeige"
    Path("a.txt").write_bytes(text.encode())
    done = did(monkeypatch, "check", "--diff", "a.txt")
    subprocess.run(["git", "apply", "-p0", "-"], input=done.out.getvalue(), check=True)
    patched = Path("a.txt").read_bytes()
    Path("a.txt").write_bytes(text.encode())
    did(monkeypatch, "fix", "a.txt")
    assert Path("a.txt").read_bytes() == patched != text.encode()


def test_colours_of_the_diff(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    assert "\033[31m-Anzeige\033[0m\n" in did(monkeypatch, "check", "--diff", "a.txt", terminal=True).stdout
    assert "\033[" not in did(monkeypatch, "check", "--diff", "a.txt").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\033[" in did(monkeypatch, "check", "--diff", "a.txt").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in did(monkeypatch, "check", "--diff", "a.txt", terminal=True).stdout


def test_the_account_undoes_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    old = {
        "a.txt": f"Hannover (dpa) - {DIRTY}".encode(),
        "b.md": f"---\nx: 1\n---\n\n{DIRTY}".encode(),
        "c.jsonl": (json.dumps({"text": DIRTY}) + "\n").encode(),
        "d.txt": DIRTY.encode("cp1252") + b"\x81\n",
    }
    for name, data in old.items():
        Path(name).write_bytes(data)
    assert did(monkeypatch, "fix", *old, "--removed", "cut.jsonl").code == 0
    assert Path("a.txt").read_text() == CLEAN
    assert all(Path(name).read_bytes() != data for name, data in old.items())
    again = run(monkeypatch, "restore", "cut.jsonl")
    assert (again.code, again.stdout, again.stderr) == (0, "", "restored 4\n")
    assert {name: Path(name).read_bytes() for name in old} == old
    assert run(monkeypatch, "restore", "cut.jsonl").code == 0


def test_the_account_of_two_fixes_is_undone_backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    did(monkeypatch, "fix", "a.txt", "--removed", "cut.jsonl", "--select", "ad")
    did(monkeypatch, "fix", "a.txt", "--removed", "cut.jsonl", "--select", "agency")
    assert Path("a.txt").read_text() == CLEAN
    assert run(monkeypatch, "restore", "cut.jsonl").code == 0
    assert Path("a.txt").read_text() == DIRTY


def test_a_file_that_was_edited_since_is_not_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    did(monkeypatch, "fix", "a.txt", "--removed", "cut.jsonl")
    Path("a.txt").write_text(CLEAN + "Mehr.\n")
    done = run(monkeypatch, "restore", "cut.jsonl")
    assert done.code == 2
    assert "a.txt: the file was changed since the fix (nothing was written; undo those changes first)" in done.stderr
    assert Path("a.txt").read_text() == CLEAN + "Mehr.\n"


def test_an_account_is_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    did(monkeypatch, "fix", "a.txt", "--removed", "cut.jsonl")
    assert did(monkeypatch, "check", ".").code == 0
    assert did(monkeypatch, "fix", "a.txt", "--removed", "a.txt").code == 2


def test_backup(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    assert did(monkeypatch, "fix", "a.txt", "--backup").code == 0
    assert (Path("a.txt").read_text(), Path("a.txt.orig").read_text()) == (CLEAN, DIRTY)
    Path("a.txt").write_text(DIRTY)
    done = did(monkeypatch, "fix", "a.txt", "--backup")
    assert done.code == 2
    assert "a.txt: a.txt.orig is there already" in done.stderr
    assert Path("a.txt").read_text() == DIRTY


def test_what_fix_does_not_rewrite(monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    page = f"<html lang=de><body><article><h1>Haushalt</h1><p>{PLAIN}</p><p>Anzeige</p><p>{PLAIN}</p></article>"
    Path("a.html").write_text(page)
    Path("b.txt.gz").write_bytes(gzip.compress(DIRTY.encode(), mtime=0))
    told = did(monkeypatch, "check", ".")
    assert told.code == 1
    assert "a.html:1:" in told.stdout
    assert "b.txt.gz:3:1: ad/de/ad-label  Anzeige" in told.stdout
    done = did(monkeypatch, "fix", ".")
    assert done.code == 2
    assert "a.html: fix does not rewrite HTML (cleaner check tells, cleaner clean writes its text)" in done.stderr
    assert "b.txt.gz: fix does not rewrite what is gzipped" in done.stderr
    assert Path("a.html").read_text() == page


PROBLEMS = [
    ("missing.txt", "no such file or folder (check the path)"),
    ("loop.txt", "cannot be read: "),
    ("readonly.txt", "it is read-only (nothing was written; make it writable (chmod u+w))"),
    ("a.pdf.txt", "a PDF"),
]


@pytest.mark.parametrize(("name", "message"), PROBLEMS)
def test_a_problem_is_named_and_the_others_are_done(monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    Path("loop.txt").symlink_to("loop.txt")
    Path("readonly.txt").write_text(DIRTY)
    Path("readonly.txt").chmod(0o444)
    Path("a.pdf.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\n")
    Path("z.txt").write_text(DIRTY)
    done = did(monkeypatch, "fix", name, "z.txt")
    assert done.code == 2
    assert f"{name}: " in done.stderr and message in done.stderr
    assert Path("z.txt").read_text() == CLEAN
    assert Path("readonly.txt").read_text() == DIRTY


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from cleaner.write import atomic

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    Path("a.txt").write_text(DIRTY)
    monkeypatch.setattr(atomic.os, "fsync", full)
    done = did(monkeypatch, "fix", "a.txt")
    assert done.code == 2
    assert "a.txt: cannot write: No space left on device (the file is as it was; free some space)" in done.stderr
    assert Path("a.txt").read_text() == DIRTY
    assert [path.name for path in Path().iterdir()] == ["a.txt"]
    done = did(monkeypatch, "fix", "a.txt", "--removed", "cut.jsonl")
    assert "the account cut.jsonl cannot be written: No space left on device; nothing was cut" in done.stderr


def test_a_file_that_changes_while_it_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.mend import file

    real = file.outcome

    def meanwhile(data: bytes, path: str, settings: Any) -> Outcome:
        Path("a.txt").write_text(DIRTY + "Neu.\n")
        return real(data, path, settings)

    monkeypatch.setattr(file, "outcome", meanwhile)
    Path("a.txt").write_text(DIRTY)
    done = did(monkeypatch, "fix", "a.txt")
    assert done.code == 2
    assert "a.txt: it changed while it was being cleaned (nothing was written; run again)" in done.stderr
    assert Path("a.txt").read_text() == DIRTY + "Neu.\n"


def test_a_bug_in_one_file_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.mend import file

    real = file.outcome

    def sometimes(data: bytes, path: str, settings: Any) -> Outcome:
        if path == "a.txt":
            raise RuntimeError("boom")
        return real(data, path, settings)

    monkeypatch.setattr(file, "outcome", sometimes)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(DIRTY)
    done = did(monkeypatch, "fix", "a.txt", "b.txt")
    assert done.code == 2
    assert "a.txt: a bug in cleaner: RuntimeError: boom (please report it with the input)" in done.stderr
    assert Path("b.txt").read_text() == CLEAN


def test_an_account_that_does_not_balance_stops_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.mend import mend

    Path("a.txt").write_text(DIRTY)
    with monkeypatch.context() as patch:
        patch.setattr(mend, "cuts", lambda text, pieces: [(0, 20), *pieces])
        done = did(monkeypatch, "fix", "a.txt")
    assert done.code == 2
    assert "this is a bug in cleaner: nothing was written" in done.stderr
    assert Path("a.txt").read_text() == DIRTY


def test_suspicious_files_stay_and_count_when_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("Anzeige\n\n(dpa)\n")
    told = did(monkeypatch, "check", "a.txt")
    assert told.code == 0
    assert told.stdout == "a.txt:1:1: suspicious  nothing would be left of it: kept as it was\n"
    assert did(monkeypatch, "check", "--strict", "a.txt").code == 1
    assert did(monkeypatch, "fix", "a.txt").code == 0
    assert Path("a.txt").read_text() == "Anzeige\n\n(dpa)\n"


REVIEW = """
language = "*"
[[rule]]
id = "harbour"
family = "promo"
why = "Waits for review."
safety = "review"
phrases = ["Zum Hafenbrief"]
removes = ["Zum Hafenbrief"]
keeps = ["Der Hafenbrief erschien zuletzt im Mai."]
"""


def test_rules_that_wait_for_review(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("r.toml").write_text(REVIEW)
    Path("a.txt").write_text(f"{PLAIN}\n\nZum Hafenbrief\n\nEnde gut, alles gut.\n")
    args = ("a.txt", "--rules", "r.toml")
    told = did(monkeypatch, "check", *args)
    assert told.code == 0
    assert told.stdout == "a.txt:3:1: promo/any/harbour  Zum Hafenbrief  (review: --unsafe takes it out)\n"
    assert did(monkeypatch, "check", "--strict", *args).code == 1
    assert did(monkeypatch, "check", "--unsafe", *args).code == 1
    assert did(monkeypatch, "fix", *args, "--exit-non-zero-on-change").code == 0
    assert did(monkeypatch, "fix", *args, "--unsafe").code == 0
    assert Path("a.txt").read_text() == CLEAN


# Baseline


def test_a_baseline_accepts_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(DIRTY)
    done = did(monkeypatch, "baseline", "in")
    assert done.stderr == "2 findings in 1 file accepted in .cleaner-baseline.json\n"
    first = Path(".cleaner-baseline.json").read_bytes()
    did(monkeypatch, "baseline", "in")
    assert Path(".cleaner-baseline.json").read_bytes() == first
    Path("in/a.txt").write_text(f"Ein Satz davor.\n\n{DIRTY}\nAnzeige\n\nNoch ein Satz.\n")
    told = did(monkeypatch, "check", "in", "--baseline", ".cleaner-baseline.json")
    assert (told.code, told.stdout) == (1, "in/a.txt:9:1: ad/de/ad-label  Anzeige\n")
    did(monkeypatch, "fix", "in", "--baseline", ".cleaner-baseline.json")
    assert Path("in/a.txt").read_text() == f"Ein Satz davor.\n\n{DIRTY}\nNoch ein Satz.\n"
    assert did(monkeypatch, "check", "in", "--baseline", ".cleaner-baseline.json").code == 0


def test_a_baseline_that_the_configuration_names(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("cleaner.toml").write_text('baseline = "accepted.json"\nlanguage = "de"\n')
    Path("in").mkdir()
    Path("in/a.txt").write_text(DIRTY)
    assert run(monkeypatch, "check", "in").code == 1
    assert run(monkeypatch, "baseline").code == 0
    assert run(monkeypatch, "check", "in").code == 0
    monkeypatch.chdir("in")
    assert run(monkeypatch, "check", "a.txt").code == 0
    assert run(monkeypatch, "check", "a.txt", "--isolated", *GERMAN).code == 1


@pytest.mark.parametrize(
    "content", ["no json", "[]", '{"version": 2, "files": {}}', '{"version": 1, "files": {"a": [1]}}']
)
def test_what_is_no_baseline(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    Path("b.json").write_text(content)
    Path("a.txt").write_text(DIRTY)
    done = did(monkeypatch, "check", "a.txt", "--baseline", "b.json")
    assert done.code == 2
    assert "make it anew with cleaner baseline" in done.stderr


# Configuration


def test_per_file_ignores_and_excludes(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("cleaner.toml").write_text(
        'language = "de"\nextend-exclude = ["old/"]\nfield = "body"\n[per-file-ignores]\n"raw/*" = ["ad"]\n'
    )
    for name in ("raw/a.txt", "old/a.txt", "new/a.txt"):
        Path(name).parent.mkdir()
        Path(name).write_text(DIRTY)
    Path("new/b.jsonl").write_text(json.dumps({"body": DIRTY}) + "\n")
    told = run(monkeypatch, "check", ".")
    found = [line.split("  ")[0] for line in told.stdout.splitlines()]
    assert found == [
        "new/a.txt:1:94: agency/end-tag",
        "new/a.txt:3:1: ad/de/ad-label",
        "new/b.jsonl:1:109: agency/end-tag",
        "new/b.jsonl:1:118: ad/de/ad-label",
        "raw/a.txt:1:94: agency/end-tag",
    ]


WRONG = [
    ("selekt = []", "unknown key 'selekt'", "per-file-ignores"),
    ('select = ["advert"]', "unknown family 'advert'", "paywall"),
    ('ignore = ["de/no-such-rule"]', "no rule 'de/no-such-rule'", "did you mean"),
    ('language = "German!"', "language wants a code", "two letters"),
    ("field = 5", "field wants a text", "field ="),
    ('exclude = "old"', "exclude wants a list", "write"),
    ('per-file-ignores = ["ad"]', "per-file-ignores wants a table", "raw/*"),
    ('per-file-ignores = { "a" = ["x"] }', "unknown family 'x'", "paywall"),
]


@pytest.mark.parametrize(("line", "what", "hint"), WRONG)
def test_a_wrong_configuration(monkeypatch: pytest.MonkeyPatch, line: str, what: str, hint: str) -> None:
    Path("cleaner.toml").write_text(f"{line}\n")
    Path("a.txt").write_text(DIRTY)
    done = run(monkeypatch, "check", "a.txt")
    assert (done.code, done.stdout) == (2, "")
    assert what in done.stderr and hint in done.stderr
    assert did(monkeypatch, "check", "a.txt", "--isolated").code == 1


def test_names_of_a_report_may_be_selected(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(DIRTY)
    told = did(monkeypatch, "check", "a.txt", "--select", "ad/de/ad-label")
    assert told.stdout == "a.txt:3:1: ad/de/ad-label  Anzeige\n"
    assert did(monkeypatch, "check", "a.txt", "--select", "de/ad-lable").code == 2


# Reports


def test_machine_formats_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a,b.txt").write_text(DIRTY)
    Path("s.txt").write_text("Anzeige\n")
    lines = did(monkeypatch, "check", ".", "--output-format", "jsonl").stdout.splitlines()
    array = json.loads(did(monkeypatch, "check", ".", "--output-format", "json").stdout)
    assert [json.loads(line) for line in lines] == array
    assert [(f["line"], f["column"], f["rule"], f["note"]) for f in array] == [
        (1, 94, "agency/end-tag", False), (3, 1, "de/ad-label", False), (1, 1, "suspicious", True),
    ]  # fmt: skip
    told = did(monkeypatch, "check", ".", "--output-format", "github").stdout.splitlines()
    assert (
        told[1]
        == "::warning file=a%2Cb.txt,line=3,col=1,endLine=3,endColumn=8,title=cleaner%3A ad/de/ad-label::Anzeige"
    )
    assert told[2].startswith("::notice file=s.txt,")
    assert json.loads(did(monkeypatch, "check", "--output-format", "json", stdin=b"Ja.\n").stdout) == []


def test_annotations_are_escaped() -> None:
    from cleaner.finding import Finding
    from cleaner.write.findings import github

    finding = Finding("a:b%\n.txt", 1, 1, 2, 3, "ad", "de/x", "100 % billig\nheute")
    assert "".join(github([finding])) == (
        "::warning file=a%3Ab%25%0A.txt,line=1,col=1,endLine=2,title=cleaner%3A ad/de/x::100 %25 billig heute\n"
    )


def test_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(DIRTY + "\nAnzeige\n\nDas war alles.\n")
    done = did(monkeypatch, "check", ".", "--statistics")
    assert done.code == 1
    assert done.stdout == (
        "pieces  files  characters  family  rule\n"
        "     4      2          28  ad      de/ad-label\n"
        "     2      2          10  agency  agency/end-tag\n"
    )
    assert (
        json.loads(did(monkeypatch, "check", ".", "--statistics", "--output-format", "json").stdout)[0]["pieces"] == 4
    )


def test_sarif(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("ä b.txt").write_text(DIRTY)
    log = json.loads(did(monkeypatch, "check", ".", "--output-format", "sarif").stdout)
    fits(log, SARIF)
    results = log["runs"][0]["results"]
    assert results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%C3%A4%20b.txt"
    assert results[1]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 8,
    }  # fmt: skip
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    Path("ä b.txt").write_text(f"Eine Zeile davor.\n\n{DIRTY}")
    moved = json.loads(did(monkeypatch, "check", ".", "--output-format", "sarif").stdout)["runs"][0]["results"]
    assert [r["partialFingerprints"] for r in moved] == [r["partialFingerprints"] for r in results]


TEXT = {"text": str}
SARIF: dict[str, Any] = {
    "$schema": str,
    "version": "2.1.0",
    "runs": [{
        "tool": {"driver": {"name": str, "semanticVersion": str, "rules": [{
            "id": str, "shortDescription": TEXT, "help": TEXT,
            "defaultConfiguration?": {"level": ("none", "note", "warning", "error")}, "properties?": dict,
        }]}},
        "columnKind": "unicodeCodePoints",
        "results": [{
            "ruleId": str, "ruleIndex": int, "level": ("none", "note", "warning", "error"), "message": TEXT,
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": str}, "region": {
                "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1,
            }}}],
            "partialFingerprints": {"cleaner/v1": str},
        }],
    }],
}  # fmt: skip
"""The part of the official schema that we write: no other key is allowed where it allows none. A tuple is an enum, an
int the least value, a key with ? may be missing."""


def fits(value: Any, shape: Any) -> None:
    """Assert that a value has a shape."""
    if isinstance(shape, dict):
        keys = {key.rstrip("?") for key in shape}
        needed = {key for key in shape if not key.endswith("?")}
        assert isinstance(value, dict) and needed <= set(value) <= keys, value
        for key, inner in shape.items():
            if key.rstrip("?") in value:
                fits(value[key.rstrip("?")], inner)
    elif isinstance(shape, list):
        assert isinstance(value, list)
        for each in value:
            fits(each, shape[0])
    elif isinstance(shape, tuple):
        assert value in shape
    elif isinstance(shape, type):
        assert isinstance(value, shape)
    elif isinstance(shape, int):
        assert isinstance(value, int) and value >= shape
    else:
        assert value == shape


# Many files


def many(number: int) -> None:
    Path("in").mkdir()
    for i in range(number):
        Path(f"in/{i:03}.txt").write_text(f"{i}. {DIRTY if i % 3 else CLEAN}")


def test_jobs_do_not_change_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    many(80)
    Path("in/040.txt").write_bytes(b"%PDF-1.7\n")
    one, two = (did(monkeypatch, "check", "in", "-j", jobs) for jobs in ("1", "2"))
    assert (one.code, one.stdout, one.stderr) == (two.code, two.stdout, two.stderr)
    assert one.code == 2
    assert did(monkeypatch, "fix", "in", "-j", "2").code == 2
    Path("in/040.txt").unlink()
    assert did(monkeypatch, "check", "in", "-j", "2").code == 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_that_dies_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    from cleaner.cli import pool
    from cleaner.mend import file

    real = file.outcome
    here = os.getpid()

    def deadly(data: bytes, path: str, settings: Any) -> Outcome:
        if path == "in/040.txt" and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(data, path, settings)

    if sys.platform != "linux":
        pytest.skip("needs fork")
    monkeypatch.setattr(file, "outcome", deadly)
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("fork"))  # else the patch is not there
    many(80)
    done = did(monkeypatch, "check", "in", "-j", "2")
    assert done.code == 2
    assert "in/040.txt: the process that read it died (is there enough memory?)" in done.stderr
    assert done.stderr.endswith("104 findings in 52 of 80 files, 1 failed\n")


KILLS = int(os.environ.get("CLEANER_KILLS", "0"))
"""Number of kills over 500 files; 0: ten over 60."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_killed_fix_damages_no_file() -> None:
    number = 500 if KILLS else 60
    texts = {f"in/{i:03}.txt": (f"{i}. {DIRTY}", f"{i}. {CLEAN}") for i in range(number)}
    draw = random.Random(11)
    Path("in").mkdir()
    args = [sys.executable, "-m", "cleaner", "fix", "in", "--removed", "cut.jsonl", "-q", "-j", "1", *GERMAN]
    whole = 0.0
    for attempt in range((KILLS or 10) + 1):
        for name, (old, _) in texts.items():
            Path(name).write_text(old)
        start = time.monotonic()
        with subprocess.Popen(args) as process:
            if attempt:
                time.sleep(draw.uniform(0.3, 1.0) * whole)
                process.send_signal(signal.SIGKILL)
        whole = whole or time.monotonic() - start
        for name, (old, new) in texts.items():
            assert Path(name).read_text() in (old, new), name
    assert subprocess.run(args, check=False).returncode == 0
    assert all(Path(name).read_text() == new for name, (_, new) in texts.items())


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.mend import file

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(file, "outcome", interrupted)
    Path("a.txt").write_text(DIRTY)
    assert did(monkeypatch, "fix", "a.txt").code == 130
    assert Path("a.txt").read_text() == DIRTY


def test_a_closed_pipe_is_no_error() -> None:
    many(40)
    for i in range(40):
        Path(f"in/{i:03}.txt").write_text(f"{PLAIN} (dpa)\n\n" * 100)
    args = [sys.executable, "-m", "cleaner", "check", "in", *GERMAN]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_half_a_character_in_a_file_name(monkeypatch: pytest.MonkeyPatch) -> None:
    name = os.fsdecode(b"a\xff.txt")
    try:
        Path(name).write_text(DIRTY)
    except OSError:
        pytest.skip("this file system refuses such a name")
    for form in ("text", "json", "jsonl", "github", "sarif"):
        assert did(monkeypatch, "check", ".", "--output-format", form).code == 1
    assert did(monkeypatch, "check", "--diff", ".").code == 1
    assert did(monkeypatch, "baseline").code == 0
    assert did(monkeypatch, "check", ".", "--baseline", ".cleaner-baseline.json").code == 0
    assert did(monkeypatch, "fix", ".", "--removed", "cut.jsonl").code == 0
    assert Path(name).read_text() == CLEAN
    assert run(monkeypatch, "restore", "cut.jsonl").code == 0
    assert Path(name).read_text() == DIRTY
