"""Placeholders in words that no rule foresaw: neighbouring blocks that speak of nothing but loading something.

A phrase knows the wordings of yesterday. But whatever a publisher writes where an embed would be, it is made of the
same few words: something external, a post, to be shown, with consent, because of data. So a short block whose words
are nearly all of that sort counts by its neighbours: beside a placeholder that a rule has found, or two of them
together. One alone must say almost everything. A sentence of news has other words in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from cleaner.article import Block, Verdict
from cleaner.rules.gates import Gate, Vocabulary, vocabulary
from cleaner.rules.providers import kind, provider
from cleaner.rules.view import fold

RULE = "gate/words"
_LONGEST = 350
"""Longest block (characters) that is weighed: longer statements are two sentences, and phrases know them."""
_LABEL = 60
_NOTE = 150
"""Longest block of nothing but such words that counts beside a placeholder if it speaks about one thing; longer ones
need more of them throughout."""
_SHORT, _STRANGERS = 200, 3
"""A block of up to so many characters, with no more strange words than this, goes along beside a sure part."""
_BUTTON = 40
"""Longest label (characters) of a button that a sentence may quote."""
_QUOTE = re.compile(r'["“”„«»]')
_ENDS = (".", "!", "?", ";")
_SENTENCES = 3
"""So many sentences that no rule knows a placeholder may have, and twice as many beside a title or a button; more are a
piece of advice on settings and cookies."""
_FAINT, _WEAK, _MEDIUM, _STRONG, _FOUND = range(1, 6)
_FAMILIES = ("embed", "consent")
_NOTHING = Gate(frozenset(), 1.0)
_APART = frozenset({"title", "kicker", "table", "quote", "list_item"})
"""What these hold is the article's own: a placeholder is no quotation and no item of a list."""
_CLEAR = frozenset({"third", "consent", "privacy", "state"})
"""A placeholder says that something is foreign, needs consent or is missing: of these at least one."""
_WHY = _CLEAR - {"state"}
_LOADED = frozenset({"content", "load"})
"""One block alone must at least say that something is loaded."""
_MATTER = frozenset({"content", "service"})
"""... and of what, or that it is about data: two people who agree to see something speak of neither."""
_SHOWN = frozenset({"service", "content", "load"})
"""Of these a placeholder speaks at least once; two blocks that are nothing but such words may name all three."""


def gates(
    blocks: Sequence[Block], named: Mapping[int, Verdict], language: str | None, spoken: Callable[[str], bool]
) -> Iterator[Verdict]:
    """Yield verdicts on blocks that are placeholders by their words, given what the rules have named. `spoken` tells
    whether somebody says something in a text: then it is news about a banner."""
    known = [found for code in dict.fromkeys((language, "en")) if code and (found := vocabulary(code))]
    weighed = {i: (_FOUND, _NOTHING) for i, verdict in named.items() if verdict.family in _FAMILIES}
    seeds = [*weighed]
    may = [i for i, block in enumerate(blocks) if i not in weighed and _may(block)]
    for i, telling in _telling(may, [fold(blocks[i].text) for i in may], known):
        heaviest = _weighed(blocks[i], telling)
        if heaviest[0] > _FAINT:
            weighed[i] = heaviest
            seeds.append(i)
    for seed in seeds:
        _spread(seed, blocks, known, weighed, spoken)
    for i in [i for i, (weight, _) in weighed.items() if weight == _FAINT]:
        sure = (j for j in (i - 1, i + 1) if j in weighed and (j not in named or weighed[j][0] == _FOUND))
        if not any(_pure(*weighed[j]) for j in sure):
            del weighed[i]
    for run in _runs([i for i in sorted(weighed) if weighed[i][0]], blocks, known):
        if _placeholder(run, blocks, named, weighed, spoken):
            for i in run:
                if i not in named and not _news(*weighed[i], blocks[i].text, spoken):
                    yield Verdict(i, "embed", RULE, "gates", _told(blocks, run), group=run[0])


def _telling(
    may: Sequence[int], texts: Sequence[str], known: Sequence[Vocabulary]
) -> Iterator[tuple[int, list[Vocabulary]]]:
    """Yield the blocks in which any word of a placeholder stands, and the vocabularies that it is of."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    joined = "\n".join(texts)
    telling: dict[int, list[Vocabulary]] = {}
    for words in known:
        for at in {bisect_right(starts, place) - 1 for place in words.tells(joined)}:
            telling.setdefault(may[at], []).append(words)
    yield from sorted(telling.items(), key=lambda each: each[0])


def _spread(
    seed: int,
    blocks: Sequence[Block],
    known: Sequence[Vocabulary],
    weighed: dict[int, tuple[int, Gate]],
    spoken: Callable[[str], bool],
) -> None:
    """Weigh the neighbours of a block that speaks like a placeholder, as far as they do too; also what other rules took
    for something else ("Click here to load the video")."""
    for step in (-1, 1):
        i = seed + step
        while 0 <= i < len(blocks) and _may(blocks[i]):
            if weighed.get(i, (_WEAK, _NOTHING))[0] != _WEAK:
                break  # a stranger, or a seed: that goes on by itself
            if i not in weighed:
                weighed[i] = _weighed(blocks[i], known)
            if weighed[i][0] == _FAINT and spoken(blocks[i].text):
                weighed[i] = 0, _NOTHING
            if weighed[i][0] <= _FAINT:
                break
            i += step


def _may(block: Block) -> bool:
    return len(block.text) <= _LONGEST and block.kind not in _APART


def _weighed(block: Block, known: Sequence[Vocabulary]) -> tuple[int, Gate]:
    return max((_weight(block.text, words) for words in known), key=lambda found: found[0])


def _weight(text: str, words: Vocabulary) -> tuple[int, Gate]:
    gate = words.weigh(text)
    count = len(gate.subjects)
    if len(text) > _LABEL and gate.strange and _quotes(text, words):
        return 0, gate  # somebody quotes a banner
    faint = len(text) <= _SHORT and gate.strange <= _STRANGERS and gate.subjects & _CLEAR and not _QUOTE.search(text)
    if gate.tells and not (count >= 2 and gate.share >= 0.95 and gate.subjects & _WHY):
        # "The video shows the crash." beside a placeholder is the article's own
        return (_FAINT if faint and count >= 4 and gate.strange < 2 else 0), gate
    if gate.share < 0.8 or (gate.strange > 1 and gate.share < 0.9):
        # two words that no placeholder needs tell something about the world, unless the page speaks to its reader
        sure = gate.strange < 2 or (gate.addressed and gate.share > 0.67)
        return (_FAINT if faint and count >= 2 and sure else 0), gate
    if count >= 3 and gate.share >= 0.85 and gate.subjects & _CLEAR:
        return _STRONG, gate
    if count >= 2 and gate.share >= (0.8 if len(text) <= _NOTE else 0.88):
        return _MEDIUM, gate
    if count >= 1 and gate.share == 1.0 and len(text) <= (_NOTE if gate.subjects & _WHY else _LABEL):
        return _WEAK, gate
    return 0, gate


def _quotes(text: str, words: Vocabulary) -> bool:
    """Tell whether something is quoted but the label of a button (By clicking "Show the video" you agree ...)."""
    parts = _QUOTE.split(text)
    if len(parts) % 2 == 0:
        return True
    return any(len(said) > _BUTTON or words.weigh(said).strange or not said.strip() for said in parts[1::2])


def _runs(indices: Sequence[int], blocks: Sequence[Block], known: Sequence[Vocabulary]) -> Iterator[list[int]]:
    """Yield neighbours. One short line between two of them may be a part that nobody understands: it stays, and does
    not keep the others."""
    run: list[int] = []
    for i in indices:
        if run and not (i == run[-1] + 1 or (i == run[-1] + 2 and _unclear(blocks[i - 1], known))):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _unclear(block: Block, known: Sequence[Vocabulary]) -> bool:
    """Tell whether a block may be a part that nobody understands. A paragraph with no word of placeholders, or too many
    others, is the article's: one on banners tells of them between its sub-headings."""
    return len(block.text) <= _SHORT and not (
        block.prose and not any(words.weigh(block.text).subjects for words in known)
    )


def _placeholder(
    run: Sequence[int],
    blocks: Sequence[Block],
    named: Mapping[int, Verdict],
    weighed: Mapping[int, tuple[int, Gate]],
    spoken: Callable[[str], bool],
) -> bool:
    """Decide whether a run of neighbours is a placeholder, and no news about one and no advice on settings."""
    told = [blocks[i].text.rstrip().endswith(_ENDS) for i in run if i not in named]
    if sum(told) > (_SENTENCES if all(told) else 2 * _SENTENCES):
        return False
    found = any(weighed[i][0] == _FOUND or (weighed[i][0] == _STRONG and not weighed[i][1].strange) for i in run)
    if not found and any(_news(*weighed[i], blocks[i].text, spoken) for i in run if i not in named):
        return False
    return _enough([weighed[i] for i in run if i not in named or weighed[i][0] == _FOUND or _pure(*weighed[i])])


def _news(weight: int, gate: Gate, text: str, spoken: Callable[[str], bool]) -> bool:
    """Tell whether somebody says something; "Do not ask again" has no strange word in it and is none."""
    return weight < _FOUND and gate.strange > 0 and spoken(text)


def _pure(weight: int, gate: Gate) -> bool:
    return weight >= _MEDIUM and not gate.strange


def _enough(found: Sequence[tuple[int, Gate]]) -> bool:
    """Decide whether neighbours say enough together."""
    weights = [weight for weight, _ in found]
    if _FOUND in weights:
        return True
    if all(_SHOWN.isdisjoint(gate.subjects) for weight, gate in found if _pure(weight, gate)):
        return False  # news about placeholders has words that are not theirs; news about data, nothing to be shown
    subjects = frozenset().union(*(gate.subjects for _, gate in found))
    if "privacy" not in subjects and not any(weight >= _MEDIUM and gate.subjects & _MATTER for weight, gate in found):
        return False
    if len(found) == 1:
        alone = subjects >= _LOADED and len(subjects) >= 4
        return weights[0] == _STRONG and alone and found[0][1].share >= 0.95
    labels = subjects >= _SHOWN
    return _STRONG in weights or (_MEDIUM in weights and len(subjects) >= 3 and bool(subjects & _CLEAR or labels))


def _told(blocks: Sequence[Block], run: Sequence[int]) -> dict[str, object]:
    """Return the service that a placeholder names."""
    found = next((found for i in run if (found := provider(blocks[i].text))), None)
    return {"provider": found, "kind": kind(found)} if found else {}
