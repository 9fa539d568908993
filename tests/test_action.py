"""The action for GitHub: its steps run here in bash with what GitHub would put into their environment."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from scratch import CLEAN, DIRTY, ROOT, environment

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: pip install '.[dev]'")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
INPUT = re.compile(r"\$\{\{\s*inputs\.([\w-]+)\s*\}\}")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


def step(name: str, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step as a runner does: `bash --noprofile --norc -eo pipefail FILE`, inputs filled in."""
    inputs = {key: value["default"] for key, value in ACTION["inputs"].items()} | given
    values = {key: INPUT.sub(lambda hit: inputs[hit[1]], value) for key, value in STEPS[name]["env"].items()}
    script = folder / ".step.sh"
    script.write_text(STEPS[name]["run"], encoding="utf-8")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=folder,
        env={**environment(folder), **values},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_it_is_a_composite_action_whose_inputs_are_used_and_known() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all("shell" in each for each in STEPS.values() if "run" in each)
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    page = (ROOT / "docs" / "filter.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \| [^|]+ \| [^|]+ \|$", page, re.MULTILINE)) == set(ACTION["inputs"])


def test_no_input_becomes_a_part_of_a_script() -> None:
    assert not [name for name, each in STEPS.items() if "${{" in each.get("run", "")]


def test_findings_are_annotations_and_fail_the_job(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DIRTY, encoding="utf-8")
    done = step("Check", tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::warning file=a.txt,line=3,col=1,")
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    done = step("Check", tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_paths_are_lines_and_options_are_words(tmp_path: Path) -> None:
    for name in ("in the news", "-odd", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(DIRTY, encoding="utf-8")
    done = step("Check", tmp_path, paths="in the news\n-odd\n")
    assert done.returncode == 1, done.stderr
    assert re.findall(r"file=([^,]+)", done.stdout) == ["in the news/a.txt", "-odd/a.txt"]
    assert step("Check", tmp_path, args="--ignore ad --language de").returncode == 0


def test_nothing_in_an_input_is_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    evil = '"; touch evil; $(touch evil) `touch evil`'
    assert step("Check", tmp_path, paths=evil).returncode == 2
    assert step("Check", tmp_path, args=evil).returncode == 2
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize(("version", "source"), [("", "/the/action"), ("0.1.0", "article-cleaner==0.1.0")])
def test_the_code_of_the_action_is_installed_or_a_version(version: str, source: str, tmp_path: Path) -> None:
    programs = Path(environment(tmp_path)["PATH"].split(":")[0])
    script = (STEPS["Install cleaner"]["run"]).replace("python -m pip", f"{programs}/told")
    (programs / "told").write_text('#!/bin/sh\nfor last; do :; done; echo "$last"\n')
    (programs / "told").chmod(0o755)
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        env={**environment(tmp_path), "CLEANER_VERSION": version, "CLEANER_ACTION": "/the/action"},
        capture_output=True,
        text=True,
    )
    assert done.stdout == f"{source}\n", done.stderr
