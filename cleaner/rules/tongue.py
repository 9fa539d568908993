"""A quick guess which language a few lines are in, from words that stand in every sentence.

Enough to tell the text of a foreign post from the placeholder around it; an article's language is found elsewhere.
"""

from __future__ import annotations

import re

_LEAST = 3
"""So many function words must be of one language, and twice as many as of any other."""
_WORD = re.compile(r"[^\W\d_]+")
_SAID = {
    "de": "der die das und ist nicht ein eine den dem mit von zu auf für wir sie werden sind auch",
    "en": "the and is not of to in that it for on with this are was be have you we at",
    "fr": "le la les et est pas un une des du dans que pour qui sur avec nous vous ce cette",
    "es": "el los las y es no un una del que para por con se su al nos este esta lo",
    "it": "il gli e non un una di che per con del della sono si nel alla questo da è lo",
    "pt": "o os e não um uma do da que para por com se em no na são ao dos é",
    "nl": "de het en is niet een van dat voor met op zijn wij te in deze ook aan wordt door",
    "sv": "och är inte en ett av att för med på som vi det den har till om detta kan från",
    "da": "og er ikke en et af at for med på som vi det den har til om dette kan fra",
    "nb": "og er ikke en et av at for med på som vi det den har til om dette kan fra",
    "fi": "ja on ei että se oli ovat kun mutta tai myös joka niin tämä hän ole sen jos me nyt",
    "pl": "i jest nie w na że do z się o to jak dla przez są ale po od tego jest",
    "cs": "a je není v na že do z se o to jak pro jsou ale po od toho který byl",
    "tr": "ve bir bu için ile de da değil olarak çok daha gibi en ne var kadar sonra olan biz ama",
}
FUNCTION_WORDS = {name: frozenset(words.split()) for name, words in _SAID.items()}
_OPEN = {
    "de": "im am als nach bei wie was wenn zum zur vor seit es er ihr doch aber dass dabei dann hier jetzt noch nur so "
    "wer wo warum aus an um über unter zwei drei viele einen einer eines dieser diese dieses ich man bis zudem auch ob",
    "en": "a an he she they his her after when how why what who as if but from by one two three there these "
    "those its i",
    "fr": "il elle ils elles on au aux ce ces cet sa son ses leur après pour depuis selon comment pourquoi quand "
    "mais en",
    "es": "la lo en a al tras cuando cómo por qué quién pero desde según sus esto estos estas ya ni así",
    "it": "la le lo i in a al alla dopo quando come perché chi ma da secondo questi queste ci si",
    "pt": "a as ao à após quando como por quem mas desde segundo seu sua estes estas já há",
    "nl": "een het hij zij ze na wanneer hoe waarom wie maar uit volgens deze die dit er als bij ook",
    "sv": "en ett han hon efter när hur varför vem men enligt dessa här nu så i",
    "da": "en et han hun efter når hvordan hvorfor hvem men ifølge disse her nu så i",
    "nb": "en et han hun etter når hvordan hvorfor hvem men ifølge disse her nå så i",
    "fi": "hän he kun miten miksi kuka nyt tässä",
    "pl": "to w jak dlaczego kto po nie jego jej",
    "cs": "to v jak proč kdo po jeho její",
    "tr": "bir bu o nasıl neden kim",
}
_NAMED = frozenset(["sie", "van", "von", "de", "den", "del", "della", "du", "da", "di", "la"])
OPENERS = frozenset(
    word.capitalize()
    for code, words in _OPEN.items()
    for word in (*words.split(), *FUNCTION_WORDS[code])
    if word not in _NAMED
)
"""Words that begin a sentence and end no name or label, with a capital."""


def tongue(text: str) -> str | None:
    """Return the language (ISO 639-1) that the function words of a text are of; None if they do not tell."""
    words = _WORD.findall(text.lower())
    counts = sorted(((sum(w in said for w in words), name) for name, said in FUNCTION_WORDS.items()), reverse=True)
    (best, name), (second, _) = counts[:2]
    return name if best >= _LEAST and best >= 2 * second else None
