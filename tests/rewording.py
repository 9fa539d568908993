"""Placeholders that nobody has printed yet: the parts of the real ones, worded anew by chance.

Each part has a bank of templates (`rewording_banks/<language>.toml`); `(a|b|)` is a choice, `[P]` a service.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

SERVICES = (
    "YouTube", "Instagram", "Facebook", "X", "Twitter", "TikTok", "Spotify", "Podigee", "Datawrapper", "Vimeo",
    "Google Maps", "Bluesky", "Threads", "SoundCloud", "Flourish", "Telegram",
)  # fmt: skip
BANKS: dict[str, dict[str, list[str]]] = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "rewording_banks").glob("*.toml"))
}
ORDER = ("title", "statement", "script", "button", "always", "consent", "privacy")
DECIDING = ("title", "statement", "consent")
"""A placeholder has one of these; a lone button or privacy link is none."""
_CHOICE = re.compile(r"\(([^()]*)\)")


def placeholder(bank: dict[str, list[str]], rng: random.Random) -> list[str]:
    """Return the lines of one placeholder of two to five parts."""
    while True:
        names = [name for name in ORDER if rng.random() < 0.5]
        if 2 <= len(names) <= 5 and any(name in DECIDING for name in names):
            break
    service = rng.choice(SERVICES)
    return [_worded(rng.choice(bank[name]), service, rng, name) for name in names]


def _worded(template: str, service: str, rng: random.Random, name: str) -> str:
    text = template
    while found := _CHOICE.search(text):
        text = text[: found.start()] + rng.choice(found[1].split("|")) + text[found.end() :]
    text = " ".join(text.replace("[P]", service).split())
    return text + "." if name in ("statement", "script", "consent") and not text.endswith((".", "?", "!")) else text


def slip(line: str, rng: random.Random) -> str:
    """Return a line with one letter of one long word doubled, dropped or swapped with the next."""
    out = line.split(" ")
    long = [k for k, word in enumerate(out) if len(word) >= 9 and word.isalpha() and word not in SERVICES]
    if not long:
        return line
    k = rng.choice(long)
    word, at = out[k], rng.randrange(2, len(out[k]) - 3)
    doubled, dropped = word[:at] + word[at] + word[at:], word[:at] + word[at + 1 :]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    out[k] = rng.choice((doubled, dropped, swapped))
    return " ".join(out)
