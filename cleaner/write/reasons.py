"""Article -> why each of its removals went, in a sentence: what the judge said, else what the rule is for."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.article import Article, Removal
from cleaner.write.rulepage import known


class Reasons:
    """The sentence of each rule; `first` gives it once, so that a margin does not repeat itself."""

    def __init__(self, extra: tuple[str, ...] = ()) -> None:
        self._why: Mapping[str, str] = {rule.id: rule.why for rule in known(extra)}
        self._told: set[str] = set()

    def of(self, removal: Removal) -> str:
        """Return why a piece went; empty for a rule that is not known (an account of another version)."""
        said = removal.detail.get("why")
        return str(said) if said else self.rule(removal.rule)

    def rule(self, name: str) -> str:
        """Return what a rule is for."""
        return self._why.get(name, "")

    def begin(self, article: Article) -> None:
        """Forget what was told: another article, another margin."""
        self._told = set()

    def first(self, removal: Removal) -> str:
        """Return why a piece went, the first time that this is said of this rule; then nothing."""
        why = self.of(removal)
        key = f"{removal.rule}\n{why}"
        if key in self._told:
            return ""
        self._told.add(key)
        return why
