"""`cleaner fix -` as a filter of git, set up as docs/filter.md says: what is committed is clean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scratch import CLEAN, DIRTY, PLAIN, ROOT, Repository, needs_git

pytestmark = needs_git

PAGE = (ROOT / "docs" / "filter.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^git (config .*)$", PAGE, re.MULTILINE)
ATTRIBUTES = "\n".join(re.findall(r"^\*\.\w+ +filter=cleaner$", PAGE, re.MULTILINE)) + "\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    import shlex

    found = Repository(tmp_path)
    assert len(COMMANDS) == 3
    for command in COMMANDS:
        found.git(*shlex.split(command))
    found.write(".gitattributes", ATTRIBUTES)
    return found


def test_what_is_committed_is_clean(repository: Repository) -> None:
    repository.write("in the news/a 'b'.txt", DIRTY)
    repository.write("news.jsonl", '{"id": 1, "text": "' + DIRTY.replace("\n", "\\n") + '"}\n')
    repository.write("code.py", DIRTY)
    repository.git("add", "-A")
    repository.git("commit", "-qm", "articles")
    assert repository.git("show", "HEAD:in the news/a 'b'.txt") == CLEAN
    assert repository.git("show", "HEAD:news.jsonl") == '{"id": 1, "text": "' + CLEAN.replace("\n", "\\n") + '"}\n'
    assert repository.git("show", "HEAD:code.py") == DIRTY
    assert repository.git("status", "--porcelain") == ""


def test_a_second_look_finds_nothing_new(repository: Repository) -> None:
    repository.write("a.txt", DIRTY)
    repository.git("add", "-A")
    repository.git("commit", "-qm", "an article")
    (repository.folder / "a.txt").unlink()
    repository.git("checkout", "a.txt")
    assert repository.text("a.txt") == CLEAN
    (repository.folder / "a.txt").touch()
    repository.git("add", "--renormalize", ".")
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("diff") == ""


def test_what_was_committed_before_is_cleaned_by_renormalize(repository: Repository) -> None:
    (repository.folder / ".gitattributes").unlink()
    repository.write("a.txt", DIRTY)
    repository.git("add", "-A")
    repository.git("commit", "-qm", "as it came")
    repository.write(".gitattributes", ATTRIBUTES)
    repository.git("add", "--renormalize", ".")
    assert repository.git("show", ":a.txt") == CLEAN


def test_a_filter_that_fails_stops_git_add(repository: Repository) -> None:
    repository.write("news.jsonl", '{"text": "Ein Satz."}\nno json\n')
    done = repository.did("git", "add", "news.jsonl")
    assert done.returncode == 128
    assert "news.jsonl:2" in done.stderr
    assert repository.git("ls-files") == ""


def test_without_the_program_nothing_is_added(repository: Repository) -> None:
    repository.write("a.txt", DIRTY)
    repository.git("config", "filter.cleaner.clean", "no-such-program %f")
    assert repository.did("git", "add", "a.txt").returncode == 128
    assert repository.git("ls-files") == ""


def test_what_the_configuration_excludes_passes(repository: Repository) -> None:
    repository.write("cleaner.toml", 'extend-exclude = ["raw/"]\n')
    repository.write("raw/a.txt", DIRTY)
    repository.write("a.txt", DIRTY)
    repository.git("add", "-A")
    assert repository.git("show", ":raw/a.txt") == DIRTY
    assert repository.git("show", ":a.txt") == CLEAN


def test_nothing_to_do_gives_the_same_bytes(repository: Repository) -> None:
    odd = f"\ufeff{PLAIN}\r\n\r\n\r\n \t Ende.\u00a0  "
    repository.write("a.txt", odd)
    repository.git("-c", "core.autocrlf=false", "add", "-A")
    assert repository.git("cat-file", "-s", ":a.txt").strip() == str(len(odd.encode()))
    assert repository.git("status", "--porcelain", "a.txt") == "A  a.txt\n"
