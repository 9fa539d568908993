"""What people read on stdout: in colour on a terminal, as plain lines in a pipe or with NO_COLOR."""

from __future__ import annotations

import re
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

    from cleaner.article import Article, Removal
    from cleaner.rules.load import Rule
    from cleaner.write.reasons import Reasons

_GUTTER = 12
"""Width of the left column: the longest family has ten characters, and a space on both sides."""

_WIDEST = 120
"""Lines that are longer are hard to read, however wide the terminal."""

_MARGIN, _WIDE = 30, 100
"""Width of the right column for rule and reason, and how wide a terminal must be to have one."""

_SUMS = ("family", "rule", "judge", "pieces", "characters")

_GONE, _LABEL, _RULE, _QUIET, _STRONG = "red strike", "bold white on red", "red dim", "dim", "bold"
_PAGE, _PAGE_LABEL = "dim strike", "dim reverse"
"""A page is mostly what no judge took for the article; in the background, it lets the named removals stand out."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_STRONG_KINDS = frozenset({"title", "heading", "lead"})


def article(found: Article, reasons: Reasons | None, *, titled: bool = False) -> str:
    """Return the account of one article: every block in order, what went at its place, and the sums.

    In colour, with rule and reason in the margin and a legend, where there are `reasons`; as plain lines without.
    """
    head = f"== {found.source}\n" if titled else ""
    if reasons is not None:
        return head + _drawn(_account(found, reasons))
    lines = "".join(f"{line}\n" for line in account.lines(found))
    return head + lines + ("\n" + _columns([_SUMS, *_sums(found)]) if found.removed else "")


def rules(found: Sequence[Rule]) -> None:
    """Show the list of rules."""
    head = ("rule", "family", "scope", "why")
    body = [(rule.id, rule.family, rulepage.scope(rule), rule.why) for rule in found]
    if colours(sys.stdout):
        show(_drawn([_table(head, body), f"[dim]{counted(len(found), 'rule')}; cleaner explain RULE shows one[/dim]"]))
    else:
        show(_columns([head, *body]))


def rule(found: Rule, *, plain: bool = False) -> str:
    """Return the page of one rule, in colour on a terminal unless it shall be plain."""
    if colours(sys.stdout) and not plain:
        return _drawn(_page(found))
    parts = [f"{found.id}\n{rulepage.summary(found)}\n"]
    parts += [f"\n{head}\n" + "".join(f"  {line}\n" for line in lines) for head, lines in rulepage.page(found)]
    return "".join(parts)


def _account(found: Article, reasons: Reasons) -> Iterator[Any]:
    from rich.table import Table

    reasons.begin(found)
    wide = _width() >= _WIDE
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=_GUTTER, justify="right")
    grid.add_column(ratio=1)
    if wide:
        grid.add_column(width=_MARGIN)
    grid.expand = wide
    for row in account.rows(found):
        for left, text, right in _row(row, reasons, inline=not wide):
            if wide:
                grid.add_row(left, text, right)
            else:
                grid.add_row(left, text)
                if row.kind is None and right is not None:
                    grid.add_row("", right)
        grid.add_row()
    yield grid
    if found.removed:
        yield _legend(found)
        sums = [tuple(f"{int(cell):,}" if cell.isdigit() else cell for cell in row) for row in _sums(found)]
        yield _table(_SUMS, sums, right=2)


def _row(row: account.Row, reasons: Reasons, *, inline: bool) -> Iterator[tuple[Text, Text, Text | None]]:
    """Yield what stands on the left, in the middle and in the margin; `inline` where there is no margin."""
    from rich.text import Text

    if row.kind is None:
        for piece in row.pieces:
            if piece.removal is not None:
                yield *_gone(piece, piece.removal), _reason(piece.removal, reasons, judge=inline)
        return
    text = Text(style=_STRONG if row.kind in _STRONG_KINDS else "")
    margin = []
    for piece in row.pieces:
        text.append(_safe(" ".join(piece.text.splitlines())), _GONE if piece.removal else "")
        if piece.removal and inline:
            text.append(f" {piece.removal.rule} ", _RULE)
        elif piece.removal:
            margin.append(_reason(piece.removal, reasons))
    yield Text(row.kind, _QUIET), text, Text("\n").join(margin)


def _gone(piece: account.Piece, removal: Removal) -> tuple[Text, Text]:
    from rich.text import Text

    lines = [_safe(line.strip()) for line in piece.text.splitlines() if line.strip()]
    page = removal.family == "unselected"
    text = Text("\n").join(Text(line, _PAGE if page else _GONE) for line in lines)
    return Text(f" {removal.family} ", _PAGE_LABEL if page else _LABEL), text


def _safe(text: str) -> str:
    """Return text without what a terminal would obey: an article must not move the cursor or set the title."""
    return _CONTROL.sub("�", text)


def _reason(removal: Removal, reasons: Reasons, *, judge: bool = False) -> Text:
    """Return rule and reason; the reason the first time only."""
    from rich.text import Text

    text = Text(removal.rule, _QUIET if removal.family == "unselected" else _RULE)
    why = reasons.first(removal)
    text.append((f" · {removal.judge}" if judge else "") + (f" · {why}" if why else ""), _QUIET)
    return text


def _legend(found: Article) -> Text:
    from rich.text import Text

    parts = [("text", _GONE), (" was taken out, by the rule beside it", _QUIET)]
    if any(removal.family == "unselected" for removal in found.removed):
        parts += [("   ", ""), ("text", _PAGE), (" stands on the page beside its article", _QUIET)]
    return Text.assemble(*parts, "\n")


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


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)


def _console() -> Console:
    from rich.console import Console

    return Console(file=StringIO(), force_terminal=True, width=_width(), highlight=False, emoji=False)


def _columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows with aligned columns, the last one ragged; never wrapped, so that grep and cut work."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)
