"""Golden runs of the command line: one TOML file a case in tests/cli (its README says how to write one)."""

from __future__ import annotations

import gzip
import io
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.cli import main

CASES = sorted((Path(__file__).parent / "cli").glob("*.toml"))
PACK = (Path(__file__).parent / "cli" / "pack.rules").read_text(encoding="utf-8")


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Run:
    """What one run of the command line gave."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, args: Sequence[str], stdin: bytes | None, terminal: bool
    ) -> None:
        self.out, self.err = io.BytesIO(), io.BytesIO()
        source = Terminal(io.BytesIO()) if stdin is None else io.TextIOWrapper(io.BytesIO(stdin))
        # ASCII and not UTF-8, since stdout must be UTF-8 whatever the locale says.
        out = (Terminal if terminal else io.TextIOWrapper)(self.out, encoding="ascii", write_through=True)
        err = io.TextIOWrapper(self.err, encoding="utf-8", write_through=True)
        with monkeypatch.context() as patch:
            for name, stream in (("stdin", source), ("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, stream)
            self.code = main(args)
        for stream in (out, err):
            stream.detach()
        self.stdout, self.stderr = self.out.getvalue().decode(), self.err.getvalue().decode()


def run(monkeypatch: pytest.MonkeyPatch, *args: str, stdin: bytes | None = None, terminal: bool = False) -> Run:
    return Run(monkeypatch, args, stdin, terminal)


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test in an empty folder, far from any configuration, with a plain environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    if "todo" in case:
        request.applymarker(pytest.mark.xfail(reason=case["todo"], strict=True))
    place(case.get("files", {}))
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    for step in case["step"]:
        stdin = step["stdin"].encode() if "stdin" in step else None
        done = run(monkeypatch, *step["args"], stdin=stdin, terminal=step.get("terminal", False))
        matches(done.stderr, step.get("stderr", ""), f"{path.name}: stderr")
        matches(done.stdout, step.get("stdout", ""), f"{path.name}: stdout")
        assert done.code == step.get("exit", 0)
        for name, text in step.get("written", {}).items():
            matches(Path(name).read_text(encoding="utf-8"), text, name)
        assert not [name for name in step.get("absent", []) if Path(name).exists()]


def place(files: Mapping[str, Any]) -> None:
    """Write the files of a case: a text, or `{hex = "…"}`, or `{gzip = "…"}`; a name that ends in / is a folder."""
    for name, value in files.items():
        path = Path(name)
        if name.endswith("/"):
            path.mkdir(parents=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, str):
            path.write_bytes(value.encode())
        elif "hex" in value:
            path.write_bytes(bytes.fromhex(value["hex"]))
        else:
            path.write_bytes(gzip.compress(value["gzip"].encode(), mtime=0))


def matches(actual: str, expected: str, where: str) -> None:
    """Compare exactly, but for `{*}` (anything on one line), `{**}` (any lines) and `{version}`."""
    expected = expected.replace("{version}", cleaner.__version__)
    pattern = re.escape(expected).replace(re.escape("{**}"), "(?s:.*)").replace(re.escape("{*}"), "[^\n]*")
    if not re.fullmatch(pattern, actual):
        assert actual == expected, where


def test_every_input_gives_one_record_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number:02}.txt" for number in range(7)]
    for name in names:
        Path("in").mkdir(exist_ok=True)
        Path("in", name).write_text(f"Der Rat tagte am {name}.\n")
    done = run(monkeypatch, "clean", "in", "-t", "jsonl")
    from cleaner.write.jsonl import records

    assert [Path(entry["source"]).name for entry in records(done.out.getvalue(), "out")] == names


def test_colours_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("Der Rat tagte am Montag.\n\nZum Hafenbrief\n", encoding="utf-8")
    args = ("explain", "a.txt", "--rules", "pack.toml", "--language", "de")
    assert "\033[" in run(monkeypatch, *args, terminal=True).stdout
    assert "\033[" not in run(monkeypatch, *args).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in run(monkeypatch, *args, terminal=True).stdout


def test_ctrl_c_ends_with_130_and_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import cleaner.flow

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cleaner.flow, "clean", interrupted)
    Path("a.txt").write_text("Der Rat tagte am Montag.\n")
    Path("b.md").write_text("old")
    assert run(monkeypatch, "clean", "a.txt", "-o", "b.md").code == 130
    assert Path("b.md").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "b.md", "pack.toml"]


def test_a_bug_in_one_document_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    import cleaner.flow

    real = cleaner.flow.clean

    def sometimes(data: bytes, **more: Any) -> Any:
        if more["name"] == "a.txt":
            raise RuntimeError("boom")
        return real(data, **more)

    monkeypatch.setattr(cleaner.flow, "clean", sometimes)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("Der Rat tagte am Montag.\n")
    done = run(monkeypatch, "clean", "a.txt", "b.txt", "-t", "text")
    assert done.code == 2
    assert done.stdout == "Der Rat tagte am Montag.\n"
    assert "a.txt: a bug in cleaner: RuntimeError: boom (please report it with the input)" in done.stderr


def test_half_a_character_in_a_file_name(monkeypatch: pytest.MonkeyPatch) -> None:
    name = os.fsdecode(b"a\xff.txt")
    try:
        Path(name).write_text("Der Rat tagte am Montag.\n")
    except OSError:
        pytest.skip("this file system refuses such a name")
    for form in ("markdown", "text", "json", "jsonl"):
        assert run(monkeypatch, "clean", name, "-v", "-t", form).code == 0


def started(*args: str, **more: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "cleaner", *args], stderr=subprocess.PIPE, **more)


def test_a_closed_pipe_is_no_error() -> None:
    Path("in").mkdir()
    for number in range(60):
        Path("in", f"{number}.txt").write_text("Der Rat tagte am Montag.\n" * 200)
    process = started("clean", "in", "-t", "jsonl", stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_the_output_is_utf8_whatever_the_locale() -> None:
    Path("a.txt").write_text("Der Bürgermeister grüßte – „alle“.\n", encoding="utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    with started("clean", "a.txt", "-t", "text", stdout=subprocess.PIPE, env=env) as process:
        out, _ = process.communicate()
    assert out == Path("a.txt").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_a_terminal_without_a_path_is_a_usage_error() -> None:
    import pty

    master, slave = pty.openpty()
    with started("clean", stdin=slave, stdout=subprocess.PIPE) as process:
        _, err = process.communicate(timeout=20)
    os.close(master)
    os.close(slave)
    assert (process.returncode, err[:17]) == (2, b"cleaner: no input")


def test_help_and_version_are_quick() -> None:
    code = "import sys; from cleaner.cli import main; main(['rules', '--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"trafilatura", "bs4", "lxml.etree", "htmldate", "langdetect", "ahocorasick_rs", "orjson", "selectolax"}
    assert heavy.isdisjoint(loaded)


def test_importing_cleaner_loads_no_stage() -> None:
    code = "import sys, cleaner; print(*(name for name in sys.modules if name.startswith('cleaner')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert sorted(loaded) == ["cleaner", "cleaner.article", "cleaner.errors", "cleaner.options"]
