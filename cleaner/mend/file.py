"""One file: what `check` says about it and what `fix` would make of it. Reads nothing and writes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cleaner.article import Document, Encoding, Span
from cleaner.errors import CleanerError, InputError, NotSupported, OptionError, RuleError, TextLost
from cleaner.finding import REVIEW, SAFE, SUSPICIOUS, Cut, Edit, Finding, Outcome, numbered
from cleaner.mend.container import decoded, parts, records
from cleaner.mend.mend import Gone, Mended, mend
from cleaner.mend.passage import Passage
from cleaner.mend.place import Places
from cleaner.mend.settings import Settings
from cleaner.options import Options
from cleaner.read.patches import encode
from cleaner.rules.book import waiting

_BUG = "this is a bug in cleaner: nothing was written; please report it with the input"


def outcome(data: bytes, path: str, settings: Settings) -> Outcome:
    """Return what one file gives; a failed one has an error and no findings.

    Raises OptionError and RuleError, which concern every file, except for a marker in this one.
    """
    options = settings.options_for(path)
    try:
        source = decoded(data, path, options)
        if source is None:
            return Outcome(path)
        if settings.edits and (source.format == "html" or source.encoding.gzip):
            raise _not_rewritten(source)
        if source.format == "html":
            from cleaner.mend.page import page

            return page(data, source, path, options, settings)
        return _text(data, source, path, options, settings)
    except (RuleError, OptionError) as problem:
        if isinstance(problem, OptionError) and "marker" in problem.what:
            return failed(path, problem)
        raise
    except CleanerError as problem:
        return failed(path, problem)


def _not_rewritten(source: Document) -> NotSupported:
    if source.format == "html":
        return NotSupported("fix does not rewrite HTML", hint="cleaner check tells, cleaner clean writes its text")
    return NotSupported("fix does not rewrite what is gzipped", hint="unpack it first; cleaner check reads it as it is")


def failed(path: str, problem: CleanerError, line: int = 0) -> Outcome:
    """Return the outcome of a file that could not be read or understood."""
    return Outcome(path, errors=(_error(path, problem, line),))


def _error(path: str, problem: CleanerError, line: int) -> Mapping[str, str]:
    where = f"{path}:{line}" if line else path
    return {"kind": problem.kind, "where": where, "what": problem.what, "hint": problem.hint}


def _text(data: bytes, source: Document, path: str, options: Options, settings: Settings) -> Outcome:
    accepted = settings.accepted_in(path)
    places = Places(source.text, records=records(path))
    found: list[Finding] = []
    cuts: list[Span] = []
    errors: list[Mapping[str, str]] = []
    review = waiting(options.rules)
    for line, passage in parts(source, settings.field):
        try:
            if isinstance(passage, InputError):
                raise passage
            mended, notes = _mended(passage, options, settings.language, accepted, review)
        except InputError as problem:
            errors.append(_error(path, problem, line))
            continue
        accepted -= mended.accepted
        found += _findings(path, passage, mended, places, review)
        found += (replace(note, note=True) for note in _findings(path, passage, notes, places, review))
        cuts += passage.places(mended.cuts)
    edit = _edit(data, source, cuts) if cuts and not source.encoding.gzip else None
    if edit is not None and not records(path) and (reason := _reread(edit.after, source, cuts, path, options)):
        where = places.of((0, 1))
        return Outcome(path, (_suspicious(path, reason, where),), tuple(errors))
    return Outcome(
        path,
        numbered(found),
        tuple(errors),
        edit if settings.edits else None,
        _diff(path, source.text, cuts) if settings.diff and cuts else (),
        fixable=not source.encoding.gzip,
    )


def _mended(
    passage: Passage, options: Options, language: str | None, accepted: Counter[str], review: frozenset[str]
) -> tuple[Mended, Mended]:
    """Return what goes, and what rules name that wait for review: they are told, and do not act.

    Most texts have nothing for review, and one pass with all rules tells so; only the others need a second one.
    """
    if options.unsafe or not review:
        return mend(passage, options, language, accepted), Mended()
    wide = mend(passage, replace(options, unsafe=True), language, accepted)
    held = [gone for gone in wide.gone if gone.removal.rule in review]
    if not held and wide.reason is None:
        return wide, Mended()
    return mend(passage, options, language, accepted), Mended(held)


def _findings(path: str, passage: Passage, mended: Mended, places: Places, review: frozenset[str]) -> Iterator[Finding]:
    if mended.reason:
        start = next(passage.places([(0, 1)]), (0, 1))
        yield _suspicious(path, mended.reason, places.of(start))
    for gone in mended.gone:
        yield _finding(path, gone, passage, places, REVIEW if gone.removal.rule in review else SAFE)


def _finding(path: str, gone: Gone, passage: Passage, places: Places, safety: str) -> Finding:
    removal = gone.removal
    text = removal.text.strip()
    start, end = gone.spans[0][0] + removal.text.find(text), gone.spans[-1][1]
    end -= len(removal.text) - len(removal.text.rstrip()) if end - 1 > start else 0
    spans = list(passage.places([(start, max(end, start + 1))]))
    place = spans[0][0], spans[-1][1]
    return Finding(path, *places.of(place), removal.family, removal.rule, text, safety, start=place[0], end=place[1])


def _suspicious(path: str, reason: str, where: tuple[int, int, int, int]) -> Finding:
    return Finding(path, *where, SUSPICIOUS, SUSPICIOUS, reason, SAFE, note=True)


def _edit(data: bytes, source: Document, cuts: Sequence[Span]) -> Edit:
    """Return the bytes without the cuts. Raises TextLost where the pieces do not make up the file again."""
    kept, gone = [], []
    at = place = 0
    pieces: list[bytes] = []
    if source.encoding.bom:
        mark = encode("", source.encoding)
        kept.append(mark)
        pieces.append(mark)
        place = len(mark)
    for start, end in [*sorted(cuts), (len(source.text), len(source.text))]:
        stays = _bytes(source, at, start)
        goes = _bytes(source, start, end)
        kept.append(stays)
        pieces += (stays, goes)
        place += len(stays)
        if goes:
            gone.append(Cut(place, place + len(goes), goes))
        place += len(goes)
        at = end
    if b"".join(pieces) != data:
        raise TextLost("the kept and the removed bytes are not those of the file", hint=_BUG)
    return Edit(b"".join(kept), tuple(gone), hashlib.sha256(data).hexdigest())


def _bytes(source: Document, start: int, end: int) -> bytes:
    if source.format == "jsonl":
        return source.text[start:end].encode("utf-8", "surrogateescape")
    inside = tuple((at - start, length, code) for at, length, code in source.encoding.patches if start <= at < end)
    if any(at + length > end - start for at, length, _ in inside):
        raise InputError(
            f"its bytes ({source.encoding.name}) cannot be cut at one place", hint="convert the file to UTF-8 first"
        )
    return encode(source.text[start:end], Encoding(source.encoding.name, patches=inside))


def _reread(after: bytes, source: Document, cuts: Sequence[Span], path: str, options: Options) -> str | None:
    """Return why the result must not stand: it would be read as another text than what was kept."""
    again = decoded(after, path, options)
    at, kept = 0, []
    for start, end in sorted(cuts):
        kept.append(source.text[at:start])
        at = end
    kept.append(source.text[at:])
    same = again is not None and again.text == "".join(kept) and again.format == source.format
    return None if same else "without the removed pieces its encoding could not be told any more"


def _diff(path: str, text: str, cuts: Sequence[Span]) -> tuple[str, ...]:
    from cleaner.mend.diff import unified

    return tuple(unified(text, sorted(cuts), path))
