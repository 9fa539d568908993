"""The picture of the layers, walked with ast so that it cannot lie."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "cleaner"
MODULES = sorted(ROOT.rglob("*.py"))
STAGES = ("read", "split", "judge", "trim", "describe", "write")
NOUNS = ("cleaner.article", "cleaner.finding", "cleaner.errors", "cleaner.options")
FREE = {
    "flow.py": STAGES,
    "examples.py": ("judge", "trim"),
    "dom_examples.py": ("split", "judge"),
    "article.py": ("write",),
}
"""The modules that call stages: the flow; the checks of rules' own examples; `to_dict` and `restore` of an article."""
CALLS = {"cli": ("write", "read"), "run": ("write", "read"), "mend": ("read", "split")}
"""The layers that call stages. `mend` is the second flow, around the first one: it reads a file, has `cleaner.flow`
judge each text in it, asks `split` for the blocks that markers speak of, and writes nothing."""


def names(path: Path) -> Iterator[str]:
    """Yield the full names of everything a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def layer(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0]


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_stage_knows_the_nouns_the_rules_and_itself(path: Path) -> None:
    if layer(path) not in STAGES:
        return
    allowed = (*NOUNS, "cleaner.rules", f"cleaner.{layer(path)}", "cleaner.__version__")
    stray = [name for name in names(path) if within(name, ("cleaner",)) and not within(name, allowed)]
    assert not stray, f"{shown(path)} imports {stray}"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_the_flow_calls_stages(path: Path) -> None:
    if layer(path) in STAGES:
        return
    allowed = FREE.get(shown(path)) or CALLS.get(layer(path), ())
    others = tuple(f"cleaner.{stage}" for stage in STAGES if stage not in allowed)
    stray = [name for name in names(path) if within(name, others)]
    assert not stray, f"{shown(path)} imports {stray}"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_the_outside_imports_the_flow(path: Path) -> None:
    if layer(path) in ("cli", "run", "mend", "__init__.py"):
        return
    assert not [name for name in names(path) if within(name, ("cleaner.flow",))]


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_the_command_line_imports_the_filter(path: Path) -> None:
    if layer(path) in ("cli", "mend"):
        return
    assert not [name for name in names(path) if within(name, ("cleaner.mend",))]


@pytest.mark.parametrize("path", [path for path in MODULES if layer(path) == "rules"], ids=shown)
def test_rules_know_no_stage(path: Path) -> None:
    stray = [n for n in names(path) if within(n, ("cleaner",)) and not within(n, (*NOUNS, "cleaner.rules"))]
    assert not stray, stray


def test_the_nouns_know_nothing() -> None:
    import sys

    for name in ("article.py", "errors.py", "finding.py"):
        for imported in names(ROOT / name):
            assert imported.split(".")[0] in sys.stdlib_module_names or imported.startswith("cleaner.write"), imported


HOMES = {
    "bs4": ("split/", "read/decode.py", "read/charset.py"),
    "lxml": ("split/",),
    "selectolax": ("split/",),
    "trafilatura": ("judge/body.py", "describe/"),
    "htmldate": ("describe/",),
    "langdetect": ("describe/language.py",),
    "langdetect_rs": ("describe/language.py",),
    "ahocorasick_rs": ("rules/",),
    "typer": ("cli/",),
    "rich": ("cli/",),
}
HEAVY = ("bs4", "trafilatura", "htmldate", "langdetect", "langdetect_rs", "pyarrow", "rich")


@pytest.mark.parametrize("library", HOMES)
def test_a_library_lives_in_one_place(library: str) -> None:
    users = [shown(path) for path in MODULES if any(within(name, (library,)) for name in names(path))]
    stray = [user for user in users if not user.startswith(HOMES[library])]
    assert not stray, f"{library} is imported by {stray}"


def parses(path: Path) -> bool:
    """Tell whether a module calls an lxml parser: walking a tree is allowed everywhere, parsing is not."""
    calls = {
        "fromstring",
        "document_fromstring",
        "fragment_fromstring",
        "HTMLParser",
        "HTMLPullParser",
        "iterparse",
        "HTML",
    }
    uses_lxml = any(within(name, ("lxml",)) for name in names(path))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {getattr(n.func, "attr", getattr(n.func, "id", "")) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    return uses_lxml and bool(called & calls)


def test_only_split_parses_pages() -> None:
    assert [shown(path) for path in MODULES if parses(path) and layer(path) != "split"] == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_heavy_libraries_are_imported_where_they_are_needed(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import):
            assert not [a.name for a in node.names if within(a.name, HEAVY)]
        elif isinstance(node, ast.ImportFrom):
            assert not within(node.module or "", HEAVY), f"{shown(path)}: {node.module} at the top"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


def test_no_drawers() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_mutable_state_in_modules(path: Path) -> None:
    """A list, dict or set that a module makes at its top and changes later is state between documents."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Global)], f"{shown(path)}: global statement"


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_only_the_command_line_prints(path: Path) -> None:
    if layer(path) == "cli":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prints = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "print"]
    assert not prints, f"{shown(path)} prints"
