"""READ FIRST. The whole way of one document on one screen: read, split, describe, judge and trim until nothing changes,
verify, done. Only this module imports the stages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from cleaner.article import Article, Block, Document, Head, Layout, Removal, Trim, Verdict
from cleaner.describe.language import language as detect
from cleaner.errors import CleanerError, OptionError, RuleError
from cleaner.judge.agency import agency_lines
from cleaner.judge.calls import reader_calls
from cleaner.judge.dom import dom
from cleaner.judge.duplicate import duplicates
from cleaner.judge.edges import edges
from cleaner.judge.gates import gates
from cleaner.judge.rules import rules
from cleaner.judge.signatures import signatures
from cleaner.judge.stamps import stamps
from cleaner.judge.topic import own_topics
from cleaner.judge.verdict import weigh
from cleaner.options import Options
from cleaner.provenance import provenance
from cleaner.read.document import document as read
from cleaner.rules.scan import Reader, scanner
from cleaner.settle import Judge, Sheet, settle
from cleaner.split import located, retyped, split
from cleaner.trim.agency import agency
from cleaner.trim.dateline import dateline
from cleaner.trim.inline import inline
from cleaner.trim.row import row
from cleaner.verify import brake, conservation

DEFAULTS = Options()
_AROUND = 30
"""Blocks before and behind a page's body that rules read too; menus and footers further out are only 'not chosen'."""
_OTHERS = 40
_SAMPLE_CHARS = 500
"""Language detection is right on every German and English article from its first 500 characters of prose."""


def clean(
    source: str | bytes,
    *,
    name: str = "",
    format: str = "auto",
    url: str | None = None,
    language: str | None = None,
    options: Options = DEFAULTS,
) -> Article:
    """Clean one scraped article: its own words as typed blocks, its metadata, and an account of everything taken out.

    `source` is a page or text (bytes are decoded, gzip undone), `format` auto, html or text, `url` helps metadata,
    `language` (two letters) replaces detection. Returns an Article for any input, failed ones with `error`; raises only
    on wrong arguments: TypeError, OptionError, RuleError.

    >>> article = clean("Riesa (dpa) - Der Hafen bleibt zu. So will es die Stadt bis zum Herbst.\\n\\nMehr folgt.
    (dpa/xyz)") >>> [removal.text for removal in article.removed]
    ['Riesa (dpa) - ', ' (dpa/xyz)']
    """
    _check(source, name, format, url, language, options)
    try:
        document = read(source, name=name, format=format, url=url, options=options)
        layout = split(document, options)
        return _cleaned(document, layout, language, options)
    except (OptionError, RuleError):
        raise
    except CleanerError as problem:
        return Article(name, "failed", error={"kind": problem.kind, "what": problem.what, "hint": problem.hint})


def _check(source: object, name: object, format: object, url: object, language: object, options: object) -> None:
    for label, value, kinds in (
        ("source", source, (str, bytes)),
        ("name", name, str),
        ("format", format, str),
        ("options", options, Options),
    ):
        if not isinstance(value, kinds):
            raise TypeError(f"{label} has the wrong type: {type(value).__name__}")
    for label, value in (("url", url), ("language", language)):
        if not (value is None or isinstance(value, str)):
            raise TypeError(f"{label} must be str or None, not {type(value).__name__}")


def _cleaned(document: Document, layout: Layout, language: str | None, options: Options) -> Article:
    from cleaner.describe.found import finished

    head = described(document, layout)
    layout, chosen = choose(layout, head)
    sheet, spoken, reason = _judged(layout, chosen, language or head.language, options)
    removed = tuple(sorted(sheet.removed, key=lambda removal: removal.start))
    conservation(layout, sheet.blocks, removed)
    blocks = located(sheet.blocks)
    metadata, told = finished(head, spoken, blocks, removed, sheet.marked, layout.finds)
    return Article(
        document.name,
        "suspicious" if reason else "cleaned" if removed else "unchanged",
        blocks,
        removed,
        metadata,
        told if options.explain else {},
        layout.text,
        document.format,
        provenance(document, layout, options),
        reason,
    )


def described(document: Document, layout: Layout) -> Head:
    """Read what the head of a page says; a text has none."""
    if layout.tree is None:
        return Head()
    from cleaner.describe.head import head

    return head(document, layout)


def removals(
    text: str, *, language: str | None = None, options: Options = DEFAULTS
) -> tuple[tuple[Removal, ...], tuple[Block, ...], str | None]:
    """Judge a text that is decoded already: what goes, what stays, and why nothing may go (the brake). No metadata.

    For those who edit the text itself (`check` and `fix`); offsets count characters of `text`. Raises InputError above
    a limit, and TextLost.
    """
    layout = split(Document(text, "text"), options)
    sheet, _, reason = _judged(layout, (), language, options)
    removed = tuple(sorted(sheet.removed, key=lambda removal: removal.start))
    conservation(layout, sheet.blocks, removed)
    return removed, tuple(sheet.blocks), reason


def _judged(
    layout: Layout, chosen: Sequence[Verdict], declared: str | None, options: Options
) -> tuple[Sheet, tuple[str | None, float | None], str | None]:
    """Judge, trim and try the brake; where it holds, only what the choice of the body took stays out, with the
    reason."""
    sheet, spoken = _settled(layout, chosen, declared, options)
    reason = (
        brake(sheet.blocks, sheet.removed, options)
        if sheet.settled
        else f"not settled after {options.max_rounds} rounds"
    )
    if reason is not None:
        sheet = Sheet(layout, options)
        sheet.take(chosen)
    return sheet, spoken, reason


def choose(layout: Layout, head: Head) -> tuple[Layout, tuple[Verdict, ...]]:
    """Choose the body of a page; in a text every block is the body."""
    if layout.tree is None:
        return layout, ()
    from cleaner.judge.body import body

    return body(layout, head)


def _settled(
    layout: Layout, chosen: Sequence[Verdict], declared: str | None, options: Options
) -> tuple[Sheet, tuple[str | None, float | None]]:
    """Judge and trim until nothing changes. A language that is only detected is detected again on what is left, so
    that a second run over the output would choose the same rules."""
    out = {verdict.block for verdict in chosen}
    spoken = detect(declared, "" if declared else _sample([b for i, b in enumerate(layout.blocks) if i not in out]))
    sheet = Sheet(layout, options)
    chosen = near(sheet, chosen)
    whole = len(sheet.blocks)
    for turn in range(options.max_rounds):
        reader = Reader(scanner(spoken[0], options.rules))

        def judge(
            blocks: Sequence[Block],
            reader: Reader = reader,
            tongue: str | None = spoken[0],
            first: bool = turn == 0,
            whole_blocks: bool = True,  # no sentences and labels of one line
        ) -> Iterable[Verdict]:
            left = chosen if first and len(blocks) == whole else ()
            boxes = tuple(dom(blocks))
            named = [verdict for verdict in boxes if verdict.family == "embed"]
            named += (*agency_lines(blocks, tongue), *rules(blocks, reader, options), *boxes)
            named += gates(blocks, {verdict.block: verdict for verdict in reversed(named)}, tongue, reader.spoken)
            named += stamps(blocks, {v.block: v for v in (*left, *named)})
            named += reader_calls(blocks, {v.block: v for v in (*left, *reversed(named))}, tongue, reader.spoken)
            if whole_blocks:
                own = {*own_topics(blocks, {v.block: v for v in (*left, *reversed(named))}, tongue)}
                named = [verdict for verdict in named if verdict.block not in own]
            if layout.tree is None:
                named += signatures(blocks, {verdict.block: verdict for verdict in reversed(named)})
                named += edges(blocks, {verdict.block: verdict for verdict in reversed(named)})
            else:
                named += duplicates(blocks, frozenset(verdict.block for verdict in (*named, *left)), options)
            return weigh(named, left, options)

        in_pieces = partial(judge, whole_blocks=False)

        def trim(
            blocks: Sequence[Block],
            reader: Reader = reader,
            tongue: str | None = spoken[0],
            pieces: Judge = in_pieces,
        ) -> Iterable[Trim]:
            cuts = [*dateline(blocks, tongue), *agency(blocks, tongue), *inline(blocks, reader, options)]
            if layout.tree is None:
                cuts += row(blocks, tongue, reader, pieces, options)
            return (cut for cut in cuts if options.acts(cut.family, cut.rule))

        sheet.settled = settle(sheet, judge, trim, options.max_rounds, retyped)
        again = spoken if declared else detect(None, _sample(sheet.blocks))
        if not sheet.settled or again[0] in (spoken[0], None):
            return sheet, again if again[0] else spoken
        spoken = again
    sheet.settled = False
    return sheet, spoken


def near(sheet: Sheet, chosen: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Take out what lies far from the body at once; return the verdicts that are left, for rules to put a name to."""
    out = {verdict.block for verdict in chosen}
    kept = [i for i in range(len(sheet.blocks)) if i not in out]
    if not chosen or not kept:
        return tuple(chosen)
    low, high = kept[0] - _AROUND, kept[-1] + _AROUND
    before = sheet.blocks
    sheet.take(verdict for verdict in chosen if not low <= verdict.block <= high)
    place = {id(block): i for i, block in enumerate(sheet.blocks)}
    left = [(place.get(id(before[verdict.block])), verdict) for verdict in chosen if low <= verdict.block <= high]
    return tuple(replace(verdict, block=at) for at, verdict in left if at is not None)


def _sample(blocks: Sequence[Block]) -> str:
    """Return the beginning of the prose, filled up with other text where there is little prose."""
    out = ""
    for block in (*(b for b in blocks if b.prose), *(b for b in blocks[:_OTHERS] if not b.prose)):
        if len(out) >= _SAMPLE_CHARS:
            break
        out += block.text + "\n"
    return out
