"""Show that memory stays flat: clean many pages in one process and write the resident size as a curve (SVG).

    python tools/memory.py DIR [--pages 10000] [--out docs/memory.svg]

DIR holds .html or .html.gz files, which are cleaned again and again until so many pages are done.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path

from cleaner import clean

_WIDTH, _HEIGHT, _LEFT, _TOP = 720, 300, 60, 20
_STEPS = 100


def main() -> None:
    """Measure and draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=Path("docs/memory.svg"))
    args = parser.parse_args()
    pages = [*_pages(args.folder)]
    curve = []
    for done, page in enumerate(itertools.islice(itertools.cycle(pages), args.pages), 1):
        clean(page)
        if done % (args.pages // _STEPS) == 0:
            curve.append((done, _resident()))
    args.out.write_text(_drawn(curve), encoding="utf-8")
    tenth = curve[len(curve) // 10][1]
    print(f"{args.pages} pages of {len(pages)} files: {tenth:.0f} MB after a tenth, {curve[-1][1]:.0f} MB at the end")


def _pages(folder: Path) -> Iterator[bytes]:
    for file in sorted(file for file in folder.rglob("*") if file.name.endswith((".html", ".html.gz"))):
        data = file.read_bytes()
        yield gzip.decompress(data) if file.suffix == ".gz" else data


def _resident() -> float:
    """Return the resident size of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _drawn(curve: list[tuple[int, float]]) -> str:
    most, top = curve[-1][0], max(size for _, size in curve) * 1.2
    wide, high = _WIDTH - _LEFT - 20, _HEIGHT - _TOP - 50
    points = " ".join(f"{_LEFT + wide * n / most:.1f},{_TOP + high * (1 - size / top):.1f}" for n, size in curve)
    heights = [_TOP + high * (1 - k / 4) for k in range(5)]
    marks = "".join(
        f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{top * k / 4:.0f}</text>'
        f'<line x1="{_LEFT}" x2="{_LEFT + wide}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ddd"/>'
        for k, y in enumerate(heights)
    )
    steps = "".join(
        f'<text x="{_LEFT + wide * k / 5:.0f}" y="{_TOP + high + 20}" text-anchor="middle">{most * k // 5:,}</text>'
        for k in range(6)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="white"/>{marks}'
        f'{steps}<polyline points="{points}" fill="none" stroke="#1f77b4" stroke-width="2"/>'
        f'<text x="{_LEFT + wide / 2:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">pages cleaned in one process</text>'
        f'<text x="14" y="{_TOP + high / 2:.0f}" transform="rotate(-90 14 {_TOP + high / 2:.0f})" '
        f'text-anchor="middle">resident memory, MB</text></svg>\n'
    )


if __name__ == "__main__":
    main()
