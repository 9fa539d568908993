"""The words of placeholders, by what they speak about. The data is wordings/<language>.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ahocorasick_rs

from cleaner.rules.cache import kept
from cleaner.rules.providers import providers
from cleaner.rules.stems import Stems, stems
from cleaner.rules.tongue import FUNCTION_WORDS
from cleaner.rules.view import fold, view

SUBJECTS = ("content", "load", "third", "consent", "privacy", "state", "choice")
SERVICE = "service"
"""The subject of a word that names a service."""
_PLAIN = "plain"
_ALL = (_PLAIN, *SUBJECTS)
_TOKEN = re.compile(r"[^\W\d_]+")
_SLIPS = 2
"""So many slips of the pen a block may have."""
_SLIP_LEAST = 7
"""Shorter words have too many neighbours."""
_STRANGERS = 3
"""With more than one stranger in so many words a text is no placeholder, and the rest need not be looked at."""
_REMEMBERED = 20_000
_WEIGHED = 4_000
"""So many texts are remembered with what they speak about: a document is read in rounds."""
_ENDS = (".", "!", "?", "…")
_TELLING_STEM, _TELLING_WORD = 5, 7
"""Stems and words from so many letters on tell a placeholder at a rough look; shorter ones stand in all prose."""
_LETTERS = frozenset({"x"})
"""A service whose name is a letter."""


_Table = tuple[dict[str, str], dict[str, int], list[str], dict[str, str], str, list[str]]
"""The words as they are kept on disk: exact ones, stems, telling and dropped ones, the pattern of words
for the reader, words that ask."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What a text speaks about (subjects of wordings/), the share of its words that are a placeholder's (0-1), how many
    are not, whether it has a word for the reader or about the page (`addressed`), and whether it tells of the world: a
    sentence or question without such a word."""

    subjects: frozenset[str]
    share: float
    strange: int = 0
    tells: bool = False
    addressed: bool = True


_NONE = Gate(frozenset(), 0.0)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language. `dropped` holds long words and stems (`…*`) with a letter missing; `known` and
    `mended` remember what each word was found to be and `weighed` each text, which is the same whoever asks first."""

    exact: Mapping[str, str]
    stems: Stems
    telling: ahocorasick_rs.AhoCorasick
    dropped: Mapping[str, str]
    reader: re.Pattern[str] | None = None
    asks: frozenset[str] = frozenset()
    known: dict[str, str] = field(default_factory=dict)
    weighed: dict[str, Gate] = field(default_factory=dict)
    mended: dict[str, str] = field(default_factory=dict)

    def subject(self, word: str) -> str:
        """Return the subject of a word, `plain`, or nothing for a stranger."""
        return self._known(word) or self._mended(word)

    def _known(self, word: str) -> str:
        found = self.known.get(word)
        if found is None:
            found = self._said(word)
            if len(self.known) < _REMEMBERED:
                self.known[word] = found
        return found

    def _mended(self, word: str) -> str:
        """Return the subject of a word with a slip of the pen in it, nothing for a stranger. Of the names of
        services only a genitive ("Facebooks"): too many other words look like one ("discorde")."""
        found = self.mended.get(word)
        if found is None:
            found = ""
            if len(word) >= _SLIP_LEAST:
                said = ((near, self._said(near)) for near in _near(word))
                found = next((kind for near, kind in said if kind and (kind != SERVICE or word == f"{near}s")), "")
                found = found or next((self.dropped[cut] for cut in _heads(word) if cut in self.dropped), "")
            if len(self.mended) < _REMEMBERED:
                self.mended[word] = found
        return found

    def _said(self, word: str) -> str:
        found = self.exact.get(word)
        if found is None:
            stem = self.stems.begun(word)
            found = "" if stem is None else _ALL[stem]
        return found

    def tells(self, folded: str) -> list[int]:
        """Return where words stand in a folded text that a placeholder is recognised by, at a rough look."""
        return [start for _, start, _ in self.telling.find_matches_as_indexes(folded)]

    def weigh(self, text: str) -> Gate:
        """Return what a text speaks about, and how much of it is in words of placeholders; nothing if too
        many words are others."""
        found = self.weighed.get(text)
        if found is None:
            found = self._weigh(text)
            if len(self.weighed) >= _WEIGHED:
                self.weighed.clear()
            self.weighed[text] = found
        return found

    def _weigh(self, text: str) -> Gate:
        words = _TOKEN.findall(view(text).folded)
        if not words:
            return _NONE
        kinds = [
            self._known(word) if said is None else said
            for word, said in zip(words, map(self.known.get, words), strict=True)
        ]
        strange = [word for word, said in zip(words, kinds, strict=True) if not said]
        if len(strange) > len(words) // _STRANGERS + _SLIPS:
            return _NONE
        mended = list(map(self._mended, strange))
        missing = mended.count("")
        if missing > len(words) // _STRANGERS:
            return _NONE
        subjects = frozenset((*kinds, *mended)) - {"", _PLAIN}
        addressed = self.reader is None or any(map(self.reader.fullmatch, words))
        tells = bool(self.asks) and not addressed and (text.rstrip().endswith(_ENDS) or words[0] in self.asks)
        return Gate(subjects, (len(words) - missing) / len(words), missing, tells, addressed)


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """Return the words of a language (ISO 639-1); None if wordings/ has none."""
    here = Path(__file__).parent
    file = here / "wordings" / f"{language}.toml"
    if not (language.isalpha() and file.is_file()):
        return None
    exact, heads, telling, dropped, reader, asks = kept(
        "words", language, (file, here / "providers.toml"), lambda: _table(file, language)
    )
    return Vocabulary(
        exact,
        Stems(heads),
        ahocorasick_rs.AhoCorasick(telling),
        dropped,
        re.compile(reader) if reader else None,
        frozenset(asks),
    )


def _table(file: Path, language: str) -> _Table:
    table = {key: fold(words) for key, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    exact = dict.fromkeys(map(fold, FUNCTION_WORDS.get(language, ())), _PLAIN)
    for subject in _ALL:
        exact |= {word: subject for word in table[subject].split() if not word.endswith("*")}
    names = [_TOKEN.findall(name) for name in providers().names]
    named = {word: _PLAIN for words in names for word in words}  # "street" and "live" name no service by themselves
    named |= {words[0]: SERVICE for words in names if len(words) == 1} | dict.fromkeys(_LETTERS, SERVICE)
    exact = named | exact
    heard = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in table.get("reader", "").split())
    return (
        exact,
        stems(table[subject].split() for subject in _ALL),
        _telling(table),
        _dropped(exact, table),
        heard,
        table.get("asks", "").split(),
    )


def _telling(table: Mapping[str, str]) -> list[str]:
    """Return the words and stems by which a placeholder is told at a rough look."""
    clear = [word for subject in ("third", "consent", "privacy", "state") for word in table[subject].split()]
    telling = {word[:-1] for word in clear if word.endswith("*") and len(word) > _TELLING_STEM}
    return sorted(telling | {word for word in clear if len(word) >= _TELLING_WORD} | providers().loose)


def _dropped(exact: Mapping[str, str], table: Mapping[str, str]) -> dict[str, str]:
    """Return the long words and stems with each of their letters missing."""
    long = {word: said for word, said in exact.items() if len(word) > _SLIP_LEAST and said != SERVICE}
    dropped = {cut: said for word, said in long.items() for cut in _cuts(word)}
    for subject in _ALL:
        begun = [word[:-1] for word in table[subject].split() if word.endswith("*") and len(word) > _SLIP_LEAST + 1]
        dropped |= {f"{cut}*": subject for word in begun for cut in _cuts(word)}
    return dropped


def _cuts(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _heads(word: str) -> Iterator[str]:
    """Yield a word, and its beginnings as stems."""
    yield word
    yield from (f"{word[:i]}*" for i in range(_SLIP_LEAST - 1, len(word) + 1))


def _near(word: str) -> Iterator[str]:
    """Yield what a word may be with a slip of the pen mended: a letter too many, two letters swapped."""
    yield from _cuts(word)
    yield from (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
