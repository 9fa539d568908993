"""How votes are weighed: a rule names what it takes out, the choice of the body takes the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cleaner.article import Verdict
from cleaner.options import Options


def weigh(named: Iterable[Verdict], chosen: Sequence[Verdict], options: Options) -> Iterator[Verdict]:
    """Yield one verdict a block. Rules come first, because a name says more than 'not chosen'; both take the block out,
    and what was not chosen does not count for the brake whatever its name."""
    out = {verdict.block for verdict in chosen}
    done: set[int] = set()
    for verdict in (*named, *chosen):
        if verdict.block not in done and (verdict.judge == "body" or options.acts(verdict.family, verdict.rule)):
            done.add(verdict.block)
            yield replace(verdict, decisive=True) if verdict.block in out else verdict
