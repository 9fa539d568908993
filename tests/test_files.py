"""Which files `check` and `fix` work on, and what happens to those that cannot be read or written."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from cleaner.read.files import Excluded, files, steady
from cleaner.read.ignored import Patterns, matches

GIT = shutil.which("git")


def listed(*paths: str, excluded: Excluded | None = None) -> list[str]:
    return [found.name for found in files(paths or (".",), excluded or Excluded())]


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def place(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x\n")


def test_a_folder_is_walked_in_order() -> None:
    place("b.txt", "a/z.md", "a/a.jsonl", "a/c.ndjson.gz", "a/.hidden.txt", ".git/a.txt", "c.html", "d.py", "e.TXT")
    assert listed() == ["a/a.jsonl", "a/c.ndjson.gz", "a/z.md", "b.txt", "c.html", "e.TXT"]
    assert listed("b.txt", ".", "./b.txt") == ["b.txt", "a/a.jsonl", "a/c.ndjson.gz", "a/z.md", "c.html", "e.TXT"]
    Path("empty").mkdir()
    assert listed("empty") == []


def test_gitignore_files_are_respected() -> None:
    place("a.txt", "raw/a.txt", "raw/keep.txt", "sub/a.txt", "sub/deep/b.txt", "sub/deep/c.txt")
    Path(".gitignore").write_text("# not these\n/raw/*\n!/raw/keep.txt\n")
    Path("sub/.gitignore").write_text("deep/b.txt\n")
    assert listed() == ["a.txt", "raw/keep.txt", "sub/a.txt", "sub/deep/c.txt"]
    assert listed("raw/a.txt") == ["raw/a.txt"]
    assert listed("raw/a.txt", excluded=Excluded(force=True)) == []


def test_gitignore_files_above_count_up_to_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    place("top/.git/HEAD", "top/in/a.txt", "top/in/b.txt")
    Path("top/.gitignore").write_text("a.txt\n")
    assert listed("top/in") == ["top/in/b.txt"]
    shutil.rmtree("top/.git")
    assert listed("top/in") == ["top/in/b.txt"]
    monkeypatch.chdir("top/in")
    assert listed() == ["a.txt", "b.txt"]


def test_exclude() -> None:
    place("a.txt", "old/a.txt", "old/b/c.txt", "new/a.txt")
    patterns = (Patterns(["old/"], "."),)
    assert listed(excluded=Excluded(patterns)) == ["a.txt", "new/a.txt"]
    assert listed("old/b/c.txt", excluded=Excluded(patterns)) == ["old/b/c.txt"]
    assert listed("old/b/c.txt", "a.txt", excluded=Excluded(patterns, force=True)) == ["a.txt"]


def test_patterns_of_a_file() -> None:
    assert matches("raw/*.txt", "raw/a.txt", ".")
    assert matches("raw", "raw/deep/a.txt", ".")
    assert matches("*.txt", "raw/a.txt", ".")
    assert not matches("raw/*.txt", "raw/deep/a.txt", ".")


PARTS = ("a", "b", "*", "?", "**", "a*", "*a", "[ab]", "[!a]", "\\*", "c.txt", "*.txt")


@pytest.mark.skipif(GIT is None, reason="needs git")
def test_patterns_mean_what_git_says() -> None:
    draw = random.Random(5)
    place(*(f"{x}/{y}/{z}" for x in "ab*" for y in ("a", "b", "aa") for z in ("a", "c.txt", "*")), "a/c.txt", "c.txt")
    subprocess.run([GIT or "git", "init", "-q"], check=True)
    names = sorted(path.as_posix() for path in Path().rglob("*") if path.is_file() and ".git/" not in path.as_posix())
    for _ in range(150):
        lines = [
            draw.choice(("", "", "!", "/")) + "/".join(draw.choice(PARTS) for _ in range(draw.randint(1, 3))) + end
            for end in draw.choices(("", "", "/", " "), k=draw.randint(1, 3))
        ]
        Path(".gitignore").write_text("".join(f"{line}\n" for line in lines))
        done = subprocess.run(
            [GIT or "git", "check-ignore", "--no-index", "--stdin"],
            input="\n".join(names), capture_output=True, text=True, check=False,
        )  # fmt: skip
        wanted = set(names) - {line.strip('"') for line in done.stdout.splitlines()}
        patterns = Patterns(lines, ".")
        assert set(kept(names, patterns)) == wanted, lines


def kept(names: list[str], patterns: Patterns) -> list[str]:
    """Return the names that a walk would reach: a folder that is left out hides what is in it."""

    def out(name: str) -> bool:
        path = Path(name).resolve()
        above = [p for p in path.parents if p.is_relative_to(Path.cwd()) and p != Path.cwd()]
        return any(patterns.verdict(str(p), folder=True) for p in above) or bool(
            patterns.verdict(str(path), folder=False)
        )

    return [name for name in names if not out(name)]


def test_a_file_that_changes_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import cleaner.read.files as module
    from cleaner.errors import InputError

    place("a.txt")
    real = module.bounded

    def meanwhile(stream: object, most: int) -> bytes:
        data = real(stream, most)  # type: ignore[arg-type]
        with Path("a.txt").open("a") as file:
            file.write("more")
        return data

    monkeypatch.setattr(module, "bounded", meanwhile)
    with pytest.raises(InputError, match="changed while it was being read"):
        steady("a.txt", 100)


def test_names_that_are_no_utf8() -> None:
    name = os.fsdecode(b"a\xff.txt")
    try:
        place(name)
    except OSError:
        pytest.skip("this file system refuses such a name")
    assert listed() == [name]


def test_links() -> None:
    place("a/b.txt", "c.txt")
    Path("a/up").symlink_to("..")
    Path("loop.txt").symlink_to("loop.txt")
    Path("link.txt").symlink_to("c.txt")
    assert listed() == ["a/b.txt", "c.txt", "loop.txt"]
