"""Placeholders in words that no rule foresaw: neighbouring blocks that speak of nothing but loading something.

A phrase knows the wordings of yesterday. But whatever a publisher writes where an embed would be, it is made of the
same few words: something external, a post, to be shown, with consent, because of data. So a short block whose words
are nearly all of that sort counts by its neighbours: beside a placeholder that a rule has found, or two of them
together. One alone must say almost everything. A sentence of news has other words in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from cleaner.article import Block, Verdict
from cleaner.rules.gates import Gate, Vocabulary, vocabulary
from cleaner.rules.providers import kind, provider

RULE = "gate/words"
_LONGEST = 350
"""Longest block (characters) that is weighed: longer statements are two sentences, and phrases know them."""
_LABEL, _TERM = 60, 140
_WEAK, _MEDIUM, _STRONG, _FOUND = range(1, 5)
_FAMILIES = ("embed", "consent")
_NOTHING = Gate(frozenset(), 1.0)
_APART = frozenset({"title", "kicker", "table", "quote", "list_item"})
"""What these hold is the article's own: a placeholder is no quotation and no item of a list."""
_CLEAR = frozenset({"third", "consent", "privacy", "state"})
"""A placeholder says that something is foreign, needs consent or is missing: of these at least one."""

_MATTER = frozenset({"content", "service"})
"""... and of what, or that it is about data: two people who agree to see something speak of neither."""
_TERMS = frozenset({"third", "consent", "privacy"})
"""A sentence in words of placeholders only may be longer than a label when it speaks about these."""

_LOADED = frozenset({"content", "load"})
"""One block alone must at least say that something is loaded."""
_LABELS = frozenset({"service", "content", "load"})
"""... or, in two blocks that are nothing but such words, names the service whose content can be loaded."""


def gates(
    blocks: Sequence[Block], named: Mapping[int, Verdict], language: str | None, spoken: Callable[[str], bool]
) -> Iterator[Verdict]:
    """Yield verdicts on blocks that are placeholders by their words, given what the rules have named. `spoken` tells
    whether somebody says something in a text: then it is news about a banner."""
    known = [found for code in dict.fromkeys((language, "en")) if code and (found := vocabulary(code))]
    weighed = {i: (_FOUND, _NOTHING) for i, verdict in named.items() if verdict.family in _FAMILIES}
    seeds = [*weighed]
    for i, block in enumerate(blocks):
        if i not in weighed and _may(block) and _worth(block.text, known):
            weighed[i] = _weighed(block, known)
            if weighed[i][0] >= _MEDIUM:
                seeds.append(i)
    for seed in seeds:
        _spread(seed, blocks, known, weighed)
    for run in _runs([i for i in sorted(weighed) if weighed[i][0]]):
        if _enough([weighed[i] for i in run]):
            for i in run:
                if i not in named and not spoken(blocks[i].text):
                    yield Verdict(i, "embed", RULE, "gates", _told(blocks, run), group=run[0])


def _spread(
    seed: int,
    blocks: Sequence[Block],
    known: Sequence[Vocabulary],
    weighed: dict[int, tuple[int, Gate]],
) -> None:
    """Weigh the neighbours of a block that speaks like a placeholder, as far as they do too."""
    for step in (-1, 1):
        i = seed + step
        while 0 <= i < len(blocks) and _may(blocks[i]):
            if i not in weighed:
                weighed[i] = _weighed(blocks[i], known)
            elif weighed[i][0] >= _MEDIUM:
                break  # it spreads itself, or a rule has found it
            if not weighed[i][0]:
                break
            i += step


def _may(block: Block) -> bool:
    return len(block.text) <= _LONGEST and block.kind not in _APART


def _worth(text: str, known: Sequence[Vocabulary]) -> bool:
    """Take a rough look whether a text is worth weighing: labels always are."""
    return len(text) <= _LABEL or any(words.tells(text.lower()) for words in known)


def _weighed(block: Block, known: Sequence[Vocabulary]) -> tuple[int, Gate]:
    return max((_weight(block.text, words) for words in known), key=lambda found: found[0])


def _weight(text: str, words: Vocabulary) -> tuple[int, Gate]:
    gate = words.weigh(text)
    count = len(gate.subjects)
    if len(text) > _LABEL and any(sign in text for sign in '"“”„«»'):
        return 0, gate  # somebody quotes a banner
    if count >= 3 and gate.share >= 0.85 and gate.subjects & _CLEAR:
        return _STRONG, gate
    if count >= 2 and gate.share >= 0.8:
        return _MEDIUM, gate
    if count >= 1 and gate.share == 1.0 and len(text) <= (_TERM if gate.subjects & _TERMS else _LABEL):
        return _WEAK, gate
    return 0, gate


def _runs(indices: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for i in indices:
        if run and i != run[-1] + 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _enough(found: Sequence[tuple[int, Gate]]) -> bool:
    """Decide whether a run of neighbours is a placeholder."""
    weights = [weight for weight, _ in found]
    if _FOUND in weights:
        return True
    subjects = frozenset().union(*(gate.subjects for _, gate in found))
    if "privacy" not in subjects and not any(weight >= _MEDIUM and gate.subjects & _MATTER for weight, gate in found):
        return False
    if len(found) == 1:
        alone = subjects >= _LOADED and len(subjects) >= 4
        return weights[0] == _STRONG and alone and found[0][1].share >= 0.95
    labels = weights.count(_MEDIUM) >= 2 and subjects >= _LABELS
    return _STRONG in weights or (_MEDIUM in weights and len(subjects) >= 3 and bool(subjects & _CLEAR or labels))


def _told(blocks: Sequence[Block], run: Sequence[int]) -> dict[str, object]:
    """Return the service that a placeholder names."""
    found = next((found for i in run if (found := provider(blocks[i].text))), None)
    return {"provider": found, "kind": kind(found)} if found else {}
