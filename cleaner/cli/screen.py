"""What people read on stdout: in colour on a terminal, as plain lines in a pipe or with NO_COLOR."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from cleaner.cli.report import colours, counted
from cleaner.cli.stream import show
from cleaner.write import account, rulepage

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from cleaner.article import Article
    from cleaner.rules.load import Rule

_GUTTER = 12
"""Width of the left column: the longest family has ten characters, and a space on both sides."""

_GONE, _LABEL, _QUIET, _STRONG = "red strike", "bold white on red", "dim", "bold"
_PAGE, _PAGE_LABEL = "dim strike", "dim reverse"
"""A page is mostly what no judge took for the article; in the background, it lets the named removals stand out."""
_STRONG_KINDS = frozenset({"title", "heading", "lead"})


def article(found: Article, *, titled: bool = False) -> None:
    """Show the account of one article: every block in order, what went at its place, and the sums."""
    if titled:
        show(f"== {found.source}\n")
    if colours(sys.stdout):
        show(_drawn(_account(found)))
        return
    show("".join(f"{line}\n" for line in account.lines(found)))
    if found.removed:
        show("\n" + _columns([("family", "rule", "judge", "pieces", "characters"), *_sums(found)]))


def rules(found: Sequence[Rule]) -> None:
    """Show the list of rules."""
    head = ("rule", "family", "scope", "why")
    body = [(rule.id, rule.family, rulepage.scope(rule), rule.why) for rule in found]
    if colours(sys.stdout):
        show(_drawn([_table(head, body), f"[dim]{counted(len(found), 'rule')}; cleaner explain RULE shows one[/dim]"]))
    else:
        show(_columns([head, *body]))


def rule(found: Rule) -> None:
    """Show the page of one rule."""
    if colours(sys.stdout):
        show(_drawn(_page(found)))
        return
    parts = [f"{found.id}\n{rulepage.summary(found)}\n"]
    parts += [f"\n{head}\n" + "".join(f"  {line}\n" for line in lines) for head, lines in rulepage.page(found)]
    show("".join(parts))


def _account(found: Article) -> Iterator[Any]:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=_GUTTER, justify="right")
    grid.add_column()
    for row in account.rows(found):
        for left, right in _row(row):
            grid.add_row(left, right)
        grid.add_row()
    yield grid
    if found.removed:
        sums = [tuple(f"{int(cell):,}" if cell.isdigit() else cell for cell in row) for row in _sums(found)]
        yield _table(("family", "rule", "judge", "pieces", "characters"), sums, right=2)


def _row(row: account.Row) -> Iterator[tuple[Text, Text]]:
    from rich.text import Text

    if row.kind is None:
        for piece in row.pieces:
            if piece.removal is not None:
                yield _gone(piece)
        return
    text = Text(style=_STRONG if row.kind in _STRONG_KINDS else "")
    for piece in row.pieces:
        text.append(" ".join(piece.text.splitlines()), _GONE if piece.removal else "")
        if piece.removal:
            text.append(f" {piece.removal.rule} ", "red dim")
    yield Text(row.kind, _QUIET), text


def _gone(piece: account.Piece) -> tuple[Text, Text]:
    from rich.text import Text

    removal = piece.removal
    assert removal is not None
    lines = [line.strip() for line in piece.text.splitlines() if line.strip()]
    page = removal.family == "unselected"
    text = Text("\n").join(Text(line, _PAGE if page else _GONE) for line in lines)
    text.append(f"\n{removal.rule}", _QUIET if page else "red dim")
    why = removal.detail.get("why")
    text.append(f" · {removal.judge}" + (f" · {why}" if why else ""), _QUIET)
    return Text(f" {removal.family} ", _PAGE_LABEL if page else _LABEL), text


def _page(found: Rule) -> Iterator[Any]:
    from rich.table import Table
    from rich.text import Text

    yield Text(found.id, "bold red")
    yield Text(rulepage.summary(found), _QUIET)
    for head, lines in rulepage.page(found):
        yield Text(f"\n{head}", _STRONG)
        style = {"Removes": "red", "Keeps": "green"}.get(head, "")
        grid = Table.grid(padding=(0, 1))
        for line in lines:
            grid.add_row(Text("•" if len(lines) > 1 else "", _QUIET), Text(line, style))
        yield grid


def _sums(found: Article) -> list[tuple[str, ...]]:
    return [(c.family, c.rule, c.judge, str(c.pieces), str(c.characters)) for c in account.counts(found)]


def _table(head: Sequence[str], body: Sequence[Sequence[str]], *, right: int = 0) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="dim", pad_edge=False, show_edge=False)
    for index, name in enumerate(head):
        last = index >= len(head) - right
        table.add_column(name, justify="right" if last else "left", no_wrap=index == 0)
    for row in body:
        table.add_row(*map(Text, row))
    return table


def _drawn(parts: Any) -> str:
    console = _console()
    for part in parts:
        console.print(part)
    out = console.file
    assert isinstance(out, StringIO)
    return out.getvalue()


def _console() -> Console:
    from rich.console import Console

    width = min(shutil.get_terminal_size().columns, 110)
    return Console(file=StringIO(), force_terminal=True, width=width, highlight=False, emoji=False)


def _columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows with aligned columns, the last one ragged; never wrapped, so that grep and cut work."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)
