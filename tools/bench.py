"""Measure how fast cleaning is, as ratios that hold on any machine.

    python tools/bench.py [--html DIR] [--text DIR|FILE.jsonl.gz] [--rounds 5] [--check] [--json FILE]

Machines are noisy and differ by a factor of two, so a page is cleaned and given to trafilatura in turn, in one process,
in changing order: the ratio of the two is what counts. Everything is processor time but start-up, which is wall time
of a fresh process. Without arguments the fixtures are measured; they are few and short, so they only show tendencies.

DIR holds .html or .txt files (.gz too), FILE one JSON object a line with a field `text`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench_files import check

from cleaner import clean

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
MOST = 600
"""Articles of a JSONL file that are measured."""
REFERENCE_MS = 43.0
"""Milliseconds a page that trafilatura with metadata takes on the core the speed targets are meant for."""
SNIPPET = "Riesa (dpa) - Der Hafen bleibt zu. So will es die Stadt bis zum Herbst.\\n\\nMehr folgt. (dpa/xyz)"

_NAIVE = 5
"""Articles that the plain loop reads: it takes seconds for each megabyte's hundredth."""

Work = Callable[[Any], object]


def main() -> None:
    """Measure what the arguments name, print it, and write it to --json."""
    args = _arguments()
    out: dict[str, Any] = {"startup": startup(args.rounds)}
    if pages := list(_pages(args.html)):
        out["html"] = html(pages, args.rounds)
    if articles := list(_articles(args.text)):
        out["text"] = text(articles, args.rounds, out.get("html", {}).get("trafilatura_ms"))
        out["rules"] = rules(articles, args.rounds)
        if args.check:
            out["check"] = check(articles, args.rounds)
    for part, values in out.items():
        _print(part, values)
    if args.json:
        args.json.write_text(json.dumps(out, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed of cleaner, pages against trafilatura.")
    parser.add_argument("--html", type=Path, default=FIXTURES, help="folder of .html or .html.gz (default: fixtures)")
    parser.add_argument("--text", type=Path, default=FIXTURES, help="folder of .txt, or a .jsonl(.gz) file")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median counts (default: 5)")
    parser.add_argument("--check", action="store_true", help="measure `cleaner check` on 2,000 generated files, too")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    return parser.parse_args()


def html(pages: Sequence[tuple[str, bytes]], rounds: int) -> dict[str, Any]:
    """Measure `clean` against `trafilatura.bare_extraction(..., with_metadata=True)`, page by page in turn."""
    from trafilatura import bare_extraction

    works: tuple[Work, Work] = (clean, lambda page: bare_extraction(page, with_metadata=True))
    for _, page in pages:
        for work in works:
            work(page)
    spent = [[_both(works, page, turn=turn + i) for i, (_, page) in enumerate(pages)] for turn in range(rounds)]
    ours, theirs = (statistics.median(sum(pair[k] for pair in each) for each in spent) for k in (0, 1))
    return {
        "pages": len(pages),
        "pages_per_second": round(len(pages) / ours, 1),
        "trafilatura_pages_per_second": round(len(pages) / theirs, 1),
        "trafilatura_ms": round(1000 * theirs / len(pages), 1),
        "ratio": round(ours / theirs, 3),
        "worst_page": _worst(pages, spent, 0),
        "trafilatura_worst_page": _worst(pages, spent, 1),
    }


def _both(works: tuple[Work, Work], page: bytes, *, turn: int) -> tuple[float, float]:
    """Return the seconds of both; the one that goes first finds a cold cache, so they take turns."""
    if turn % 2:
        theirs = _seconds(works[1], [page])
        return _seconds(works[0], [page]), theirs
    return _seconds(works[0], [page]), _seconds(works[1], [page])


def _worst(pages: Sequence[tuple[str, bytes]], spent: Sequence[Sequence[tuple[float, float]]], side: int) -> str:
    """Name the page that took longest, and its milliseconds (median of the rounds)."""
    times = [statistics.median(each[i][side] for each in spent) for i in range(len(pages))]
    worst = max(range(len(pages)), key=times.__getitem__)
    return f"{pages[worst][0]}: {1000 * times[worst]:.0f} ms"


def text(articles: Sequence[str], rounds: int, trafilatura_ms: float | None) -> dict[str, Any]:
    """Measure articles a second with the language declared and detected, after one pass over all of them."""

    def declared(article: str) -> object:
        return clean(article, format="text", language="de")

    def detected(article: str) -> object:
        return clean(article, format="text")

    times: dict[str, list[float]] = {"declared": [], "detected": []}
    for turn in range(rounds + 1):
        for name, work in (("declared", declared), ("detected", detected)):
            spent = _seconds(work, articles)
            times[name] += [spent] if turn else []  # the first pass compiles patterns and loads profiles
    fast, slow = statistics.median(times["declared"]), statistics.median(times["detected"])
    size = sum(len(article.encode("utf-8", "surrogatepass")) for article in articles)
    out = {
        "articles": len(articles),
        "articles_per_second": round(len(articles) / fast),
        "megabytes_per_second": round(size / fast / 1e6, 2),
        "articles_per_second_detected": round(len(articles) / slow),
        "detection_ms": round(1000 * (slow - fast) / len(articles), 2),
    }
    if trafilatura_ms:
        out["articles_per_second_on_reference_core"] = round(len(articles) / fast * trafilatura_ms / REFERENCE_MS)
    return out


def rules(articles: Sequence[str], rounds: int) -> dict[str, Any]:
    """Measure the rule pass alone (scan and confirmation of every block, German and English rules), and a plain loop of
    `re.search` over the same phrases on a few articles."""
    from cleaner.options import Options
    from cleaner.read.document import document
    from cleaner.rules.book import acting
    from cleaner.rules.cache import cached
    from cleaner.rules.scan import Scanner
    from cleaner.split import split

    options = Options()
    texts = [document(a, name="", format="text", url=None, options=options) for a in articles]
    blocks = [[block.text for block in split(text, options).blocks] for text in texts]
    size = sum(len(text.encode()) for each in blocks for text in each)
    start = time.process_time()
    scanner = Scanner(cached("de"))
    loaded = time.process_time() - start
    every = [text for each in blocks for text in each]
    passes = [_seconds(scanner.read, every) for _ in range(rounds + 1)][1:]
    few = [text for each in blocks[:_NAIVE] for text in each]
    phrases = [p for rule in acting("de") for p in (*rule.phrases, *(q for part in rule.parts.values() for q in part))]
    patterns = [phrase.pattern for phrase in phrases]
    naive = _seconds(lambda text: [pattern.search(text) for pattern in patterns], few)
    spent = statistics.median(passes)
    few_size = sum(len(text.encode()) for text in few)
    return {
        "phrases": len(phrases),
        "load_ms": round(1000 * loaded, 1),
        "ms_for_6_kilobytes": round(1000 * spent / size * 6_000, 3),
        "megabytes_per_second": round(size / spent / 1e6, 2),
        "naive_megabytes_per_second": round(few_size / naive / 1e6, 4),
        "times_faster": round((few_size and naive / few_size) / (spent / size)),
    }


def startup(rounds: int) -> dict[str, float]:
    """Measure the wall time of a fresh process that cleans one small text, and of one that only starts Python."""
    code = f'import cleaner; cleaner.clean("{SNIPPET}", format="text", language="de")'
    runs = {"seconds": code, "python_alone_seconds": "pass"}
    return {name: round(statistics.median(_process(source) for _ in range(rounds)), 3) for name, source in runs.items()}


def _process(source: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", source], check=True)
    return time.perf_counter() - start


def _seconds(work: Work, items: Iterable[Any]) -> float:
    start = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - start


def _pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in _files(folder, ".html"):
        yield str(file.relative_to(folder)), _content(file)


def _articles(source: Path) -> Iterator[str]:
    if source.is_dir():
        for file in _files(source, ".txt"):
            yield _content(file).decode("utf-8", "replace")
        return
    for line in _content(source).splitlines()[:MOST]:
        yield json.loads(line)["text"]


def _files(folder: Path, suffix: str) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.name.endswith((suffix, suffix + ".gz")))


def _content(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


def _print(part: str, values: dict[str, Any]) -> None:
    print(f"{part}:")
    for name, value in values.items():
        print(f"  {name.replace('_', ' '):<40} {value}")


if __name__ == "__main__":
    main()
