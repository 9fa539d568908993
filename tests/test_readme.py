"""The README's commands and code run as they are printed there.

A ```console or ```sh block with lines "$ cleaner ..." is run line by line in a temporary copy of the repository; what
stands below a command in the same block is its expected output, in which a line of dots stands for any lines. ```python
blocks run from top to bottom, in one namespace.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COPIED = ("README.md", "pyproject.toml", "seeds", "fixtures", "docs")
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
SHELL = ("console", "sh", "shell", "bash")
_ANY = ("…", "...")


def blocks(*languages: str) -> list[str]:
    text = README.read_text(encoding="utf-8")
    return [body for language, body in BLOCK.findall(text) if language in languages]


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield each "$ cleaner" command with the lines printed below it; a backslash continues a command."""
    for body in blocks(*SHELL):
        command, output = "", list[str]()
        for line in body.replace("\\\n", " ").splitlines():
            if line.startswith("$ "):
                if "cleaner" in command:
                    yield command, output
                command, output = line[2:], []
            else:
                output.append(line)
        if "cleaner" in command:
            yield command, output


COMMANDS = [(command, output) for command, output in commands() if re.search(r"(^|\| *)cleaner ", command)]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.is_file():
            shutil.copy(source, folder / name)
    return folder


def environment(folder: Path) -> Mapping[str, str]:
    """Return an environment in which `cleaner` is the one under test, on a terminal of 100 columns without colours."""
    bin_folder = folder / ".bin"
    if not bin_folder.exists():
        bin_folder.mkdir()
        script = bin_folder / "cleaner"
        script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cleaner "$@"\n')
        script.chmod(0o755)
    path = f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}"
    return os.environ | {"PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(os.name == "nt", reason="the commands are for a POSIX shell")
def test_commands(copy: Path) -> None:
    assert COMMANDS
    # One test, in the README's order: a command may use what the one before it wrote.
    for command, output in COMMANDS:
        run(command, output, copy)


def run(command: str, output: list[str], copy: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=copy,
        env=environment(copy),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    # 1 means findings (check, --diff); a usage error or a failed input is 2, a crash anything else.
    assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
    assert "Traceback" not in done.stderr, f"{command}\n{done.stderr}"
    wanted = [line.rstrip() for line in output]
    while wanted and not wanted[-1]:
        wanted.pop()
    if wanted:
        shown = [line.rstrip() for line in done.stdout.splitlines()]
        notes = [line.rstrip() for line in done.stderr.splitlines()]
        both = f"{command}\n\nREADME says:\n{chr(10).join(wanted)}\n\nthe command says:\n{chr(10).join(shown + notes)}"
        assert matches(wanted, shown) or matches(wanted, shown + notes), both


def matches(wanted: list[str], shown: list[str]) -> bool:
    """Compare line by line; a line of dots stands for any number of lines, dots at the end of a line for its rest."""
    if not wanted:
        return not any(shown)
    first, rest = wanted[0], wanted[1:]
    if first.strip() in _ANY:
        return any(matches(rest, shown[i:]) for i in range(len(shown) + 1))
    if not shown:
        return False
    if first.endswith(_ANY):
        stem = first.removesuffix("...").removesuffix("…").rstrip()
        return shown[0].startswith(stem) and matches(rest, shown[1:])
    return first == shown[0] and matches(rest, shown[1:])


def test_python_blocks(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy)
    namespace: dict[str, object] = {"__name__": "readme"}
    for body in blocks("python", "py"):
        if ">>>" in body:
            _doctest(body, namespace)
        else:
            exec(compile(body, "README.md", "exec"), namespace)


def _doctest(body: str, namespace: dict[str, object]) -> None:
    import doctest

    test = doctest.DocTestParser().get_doctest(body, namespace, "README.md", "README.md", 0)
    report = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    report.run(test, clear_globs=False)
    assert report.summarize(verbose=False).failed == 0
    namespace.update(test.globs)


def test_the_comparison_itself() -> None:
    assert matches(["a", "…", "c"], ["a", "b", "b", "c"])
    assert matches(["a"], ["a", ""])
    assert matches(["words …"], ["words and more"])
    assert not matches(["a", "c"], ["a", "b", "c"])


def test_links_to_files_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [target for target in targets if target and "://" not in target and not target.startswith("mailto:")]
    assert [target for target in local if not (ROOT / target).exists()] == []
