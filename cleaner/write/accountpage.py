"""Article -> its account as a page: one file that needs nothing else, runs nothing and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from cleaner.article import Article, Removal
from cleaner.write import account
from cleaner.write.reasons import Reasons

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page may hold, not even as a reference."""
_STRONG = frozenset({"title", "heading", "lead"})
_UNSELECTED = "unselected"

_STYLE = """
:root { color-scheme: light dark; --back: #fff; --quiet: #666; --gone: #a40000; --tint: #fdeaea; --line: #ddd; }
@media (prefers-color-scheme: dark) {
  :root { --back: #1c1c1c; --quiet: #a0a0a0; --gone: #ff8a80; --tint: #3a1d1d; --line: #444; }
  body { color: #ddd; }
}
body { background: var(--back); font: 16px/1.5 Georgia, serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1, .row > :first-child, .row > :last-child, table, .legend, header p { font-family: system-ui, sans-serif; }
h1 { font-size: 1.2rem; overflow-wrap: anywhere; }
header p, .row > :first-child, .row > :last-child, th, .legend { font-size: .8rem; color: var(--quiet); }
.row { display: grid; grid-template-columns: 7rem minmax(0, 1fr) 16rem; gap: 0 1.5rem; padding: .35rem 0; }
.row > * { margin: 0; overflow-wrap: anywhere; }
.row > :first-child { text-align: right; }
.strong { font-weight: bold; }
del { color: var(--gone); background: var(--tint); text-decoration: line-through; }
del.unselected { color: var(--quiet); background: none; }
.family { background: var(--gone); color: var(--back); padding: 0 .4em; border-radius: .2em; }
.family.unselected { background: none; color: var(--quiet); border: 1px solid var(--line); }
.row > :last-child span { display: block; }
code { font: .95em ui-monospace, monospace; color: var(--gone); }
.legend { border: 1px solid var(--line); padding: .5rem 1rem; margin: 1rem 0; }
.legend > * { margin-right: 1.5rem; }
table { border-collapse: collapse; font-size: .85rem; margin: 1rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid var(--line); }
.number { text-align: right; white-space: nowrap; }
article + article { border-top: 2px solid var(--line); margin-top: 3rem; }
@media (max-width: 50rem) { .row { grid-template-columns: 1fr; } .row > :first-child { text-align: left; } }
@media print { .row { break-inside: avoid; } }
"""
_HEAD = f"""<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>What was taken out</title>
<style>{_STYLE}</style>
"""
_LEGEND = """<p class="legend"><span>text: stays</span>
<del>text</del><span>was taken out by the rule in the margin</span>
<del class="unselected">text</del><span>stands on the page beside its article</span></p>
"""


def pages(articles: Iterable[Article], reasons: Reasons, version: str) -> Iterator[str]:
    """Yield one page in chunks: head, the account of each article, end. All text is escaped."""
    yield _HEAD
    for article in articles:
        reasons.begin(article)
        yield f"<article>\n{_header(article, version)}{_LEGEND}"
        yield from (_row(row, reasons) for row in account.rows(article))
        yield f"{_sums(article, reasons)}</article>\n"
    yield "</html>\n"


def _header(article: Article, version: str) -> str:
    pieces = len(article.removed)
    told = f"{article.status}, {pieces:,} {'piece' if pieces == 1 else 'pieces'} taken out, cleaner {version}"
    reason = f": {article.reason}" if article.reason else ""
    return f"<header><h1>{_safe(article.source)}</h1><p>{_safe(told + reason)}</p></header>\n"


def _row(row: account.Row, reasons: Reasons) -> str:
    gone = [piece.removal for piece in row.pieces if piece.removal]
    label = _safe(row.kind) if row.kind is not None else " ".join(dict.fromkeys(map(_label, gone)))
    shown = "".join(map(_piece, row.pieces))
    strong = ' class="strong"' if row.kind in _STRONG else ""
    margin = "".join(dict.fromkeys(_reason(removal, reasons) for removal in gone))
    return f'<div class="row"><p>{label}</p><p dir="auto"{strong}>{shown}</p><p>{margin}</p></div>\n'


def _label(removal: Removal) -> str:
    return f'<span class="family{_beside(removal)}">{_safe(removal.family)}</span>'


def _piece(piece: account.Piece) -> str:
    lines = [_safe(line.strip() if len(piece.text.splitlines()) > 1 else line) for line in piece.text.splitlines()]
    text = "<br>".join(line for line in lines if line)
    if piece.removal is None:
        return text.replace("<br>", " ")
    kind = f' class="{_UNSELECTED}"' if piece.removal.family == _UNSELECTED else ""
    return f'<del{kind} title="{_safe(f"{piece.removal.family} {piece.removal.rule}")}">{text}</del>'


def _reason(removal: Removal, reasons: Reasons) -> str:
    why = reasons.first(removal)
    return f"<span><code>{_safe(removal.rule)}</code>{f' {_safe(why)}' if why else ''}</span>"


def _sums(article: Article, reasons: Reasons) -> str:
    counts = account.counts(article)
    if not counts:
        return ""
    head = "<tr><th>family<th>rule<th>judge<th>pieces<th>characters<th>what the rule is for</tr>"
    rows = "\n".join(
        f"<tr><td>{_safe(c.family)}<td><code>{_safe(c.rule)}</code><td>{_safe(c.judge)}"
        f'<td class="number">{c.pieces:,}<td class="number">{c.characters:,}<td>{_safe(reasons.rule(c.rule))}</tr>'
        for c in counts
    )
    return f"<table>{head}\n{rows}\n</table>\n"


def _beside(removal: Removal) -> str:
    return f" {_UNSELECTED}" if removal.family == _UNSELECTED else ""


def _safe(text: str) -> str:
    return escape(_CONTROL.sub("�", text))
