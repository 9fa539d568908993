"""The head of a page: JSON-LD, meta tags, microdata and the visible page, each field with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

from cleaner.article import Document, Head, Layout, Metadata
from cleaner.describe import dates, jsonld, keys, titles
from cleaner.describe.authors import Credits, credits, filed, shown
from cleaner.describe.bylines import bylines, said
from cleaner.describe.houses import houses
from cleaner.describe.jsonld import Graph
from cleaner.describe.page import Page, page
from cleaner.describe.plain import plain, squash, strings, unique

_CODE = re.compile(r"([A-Za-z]{2,3})(?:$|[-_,; ])")
_NORWEGIAN = {"no": "nb", "nn": "nb", "nob": "nb", "deu": "de", "ger": "de", "eng": "en"}
_WRITTEN = re.compile(
    r"(?:written|posted|verfasst|geschrieben|escrito|écrit|rédigé|scritto|geschreven|skrev|napisan|author|autor|by\b|von\b)",
    re.IGNORECASE,
)
_LOCKED = frozenset({"locked", "premium", "paid", "metered", "subscriber", "subscription", "plus"})

Found = tuple[str, str]
"""A value and its source."""


def head(document: Document, layout: Layout) -> Head:
    """Return what a page says about itself; an empty Head for plain text.

    Sources are read in the order of trust that held on real news pages: JSON-LD, meta tags, microdata, the visible
    page, and htmldate for a date that is still missing. Nothing is fetched and the tree is left as it is.
    """
    if layout.tree is None:
        return Head()
    seen = page(layout.tree)
    url = _url(seen, document)
    rough = next((t for t in (*seen.meta("og:title"), seen.title) if t), "")
    graph = jsonld.graph(seen.scripts, url[0] if url else "", rough)
    return _Account(document, layout, seen, graph, url).head()


@dataclass(slots=True)
class _Account:
    """One page being described: fills fields one after another and notes the source of each."""

    document: Document
    layout: Layout
    page: Page
    graph: Graph
    url: Found | None
    sources: dict[str, str] = field(default_factory=dict)
    language: str | None = None

    def head(self) -> Head:
        own = houses((name for name, _ in self._site()), self.url[0] if self.url else None)
        self.language = self._language()
        metadata = replace(
            self._titled(own),
            description=self._take("description", self._texts("description", keys.DESCRIPTIONS)),
            date=self._date(),
            date_modified=self._stamp("date_modified", self._texts("dateModified", keys.MODIFIED)),
            site=self._take("site", self._site()),
            url=self._take("url", [self.url] if self.url else []),
            section=self._take("section", self._texts("articleSection", keys.SECTIONS)),
            tags=self._tags(),
            image=self._image(),
            paywall=self._paywall(),
        )
        return Head(self._authored(metadata, own), self.sources, self.language, self.graph.body())

    def _take(self, name: str, found: Iterable[Found]) -> str | None:
        """Return the first value and note its source under the field's name."""
        value, source = next(iter(found), (None, ""))
        if value is not None:
            self.sources[name] = source
        return value

    def _metas(self, names: Iterable[str]) -> Iterator[Found]:
        for name in names:
            for value in self.page.meta(name):
                yield value, f"meta:{name}"

    def _props(self, name: str) -> Iterator[Found]:
        return ((value, "microdata") for value in self.page.props.get(name.lower(), ()))

    def _texts(self, name: str, metas: Iterable[str]) -> Iterator[Found]:
        """Yield the values of one property: JSON-LD, meta tags, microdata."""
        for value in strings(self.graph.first(name)):
            yield value, "json-ld"
        yield from self._metas(metas)
        yield from self._props(name)

    def _site(self) -> list[Found]:
        metas = list(self._metas(keys.SITES[:1]))
        data = [(v, "json-ld") for v in strings(self.graph.first("publisher")) if "//" not in v]
        return [f for f in (*metas, *data, *self._metas(keys.SITES[1:])) if "//" not in f[0] and len(f[0]) <= 80]

    def _titled(self, own: set[str]) -> Metadata:
        data = [(v, "json-ld") for v in map(plain, (self.graph.first("headline"), self.graph.first("name"))) if v]
        data += list(self._props("headline")) if not self.page.headings else []
        found = titles.title(data, self.page.headings, list(self._metas(keys.TITLES)), self.page.title, own)
        if found is None:
            return Metadata()
        self.sources["title"] = found.source
        if found.kicker:
            self.sources["kicker"] = "h1"
        return Metadata(title=found.text, kicker=found.kicker)

    def _authored(self, metadata: Metadata, own: set[str]) -> Metadata:
        """Add persons, agencies and author codes from the first source that names a person.

        The visible page, where names of other people stand too, is only read when nothing at all is declared.
        """
        agencies: dict[str, Any] = {}
        codes: tuple[str, ...] = ()
        persons: tuple[str, ...] = ()
        foreign = False
        for source, got in self._credits(own):
            if (foreign or codes) and source.startswith("page:"):
                break
            for each in got.agencies:
                agencies.setdefault(each["id"], each)
                self.sources.setdefault("agencies", source)
            foreign = any(squash(each["as"]) not in own for each in agencies.values())
            codes = codes or got.codes
            if got.persons:
                persons = got.persons
                self.sources["authors"] = source
                break
        return replace(metadata, authors=persons, agencies=tuple(agencies.values()), initials=codes)

    def _credits(self, own: set[str]) -> Iterator[tuple[str, Credits]]:
        named = filed(self.graph)
        told = credits((n for n, house in named if not house), own, self.language)
        wires = credits((n for n, house in named if house), own, self.language).agencies
        yield "json-ld", replace(told, agencies=(*told.agencies, *wires))
        for name in keys.AUTHORS:
            yield f"meta:{name}", credits(self.page.meta(name), own, self.language)
        yield "meta:twitter:label", credits(self._labelled(), own, self.language)
        yield "microdata", credits(self.page.props.get("author", ())[:5], own, self.language)
        yield "page:rel-author", credits(self.page.bylines[:1], own, self.language)
        for pieces in bylines(self.layout.tree):
            yield "page:byline", shown(pieces, own)
        for line in said(self.layout.tree):
            yield "page:byline", shown([line], own)

    def _labelled(self) -> Iterator[str]:
        """Yield authors from pairs such as twitter:label1 = "Written by", twitter:data1 = name (WordPress plug-ins)."""
        yield from self.page.meta("twitter:misc:Written by")
        for number in "12":
            if any(_WRITTEN.match(label) for label in self.page.meta(f"twitter:label{number}")):
                yield from self.page.meta(f"twitter:data{number}")

    def _date(self) -> str | None:
        candidates = [*self._texts("datePublished", keys.PUBLISHED)]
        candidates += [(v, "json-ld") for n in self.graph.others for v in strings(n.get("datePublished"))]
        candidates += [(v, "page:time") for v in self.page.times[:1]]
        return self._stamp("date", candidates) or self._guessed()

    def _stamp(self, name: str, candidates: Iterable[Found]) -> str | None:
        found = dates.best(candidates)
        return self._take(name, [found] if found else [])

    def _guessed(self) -> str | None:
        """Ask htmldate, which reads addresses and visible text; fixed limits keep today's date out of it."""
        from htmldate import find_date

        try:
            found = find_date(
                self.layout.tree, extensive_search=False, original_date=True, url=self.url[0] if self.url else None,
                min_date="1990-01-01", max_date="2099-12-31",
            )  # fmt: skip
        except Exception:  # a guess that fails is no date
            return None
        return self._take("date", [(found, "htmldate")] if found else [])

    def _tags(self) -> tuple[str, ...]:
        words = [w for v in strings(self.graph.first("keywords")) for w in v.split(",")]
        source = "json-ld"
        for name in keys.TAGS if not words else ():
            words = [w for v in self.page.meta(name) for w in v.split(",")]
            source = f"meta:{name}"
            if words:
                break
        tags = unique(t for t in map(plain, words) if 1 < len(t) <= 60)
        if tags:
            self.sources["tags"] = source
        return tags

    def _image(self) -> str | None:
        value = self.graph.first("image")
        value = value[0] if isinstance(value, list) else value
        value = self.graph.resolve(value)
        value = value.get("url") or value.get("contentUrl") if isinstance(value, dict) else value
        data = [(v, "json-ld") for v in strings(value)]
        base = self.url[0] if self.url else ""
        found = ((urljoin(base, v), s) for v, s in (*self._metas(keys.IMAGES), *data) if not v.startswith("data:"))
        return self._take("image", ((v, s) for v, s in found if v.startswith("http")))

    def _paywall(self) -> dict[str, bool]:
        free = self.graph.first("isAccessibleForFree")
        pieces = self.graph.first("hasPart")
        inner = [
            p.get("isAccessibleForFree")
            for p in (pieces if isinstance(pieces, list) else [pieces])
            if isinstance(p, dict)
        ]
        locked = _is_no(free) or (free is None and any(map(_is_no, inner)))
        if free is not None or inner:
            self.sources["paywall"] = "json-ld"
        elif any(v.lower() in _LOCKED for v in self.page.meta("article:content_tier")):
            locked, self.sources["paywall"] = True, "meta:article:content_tier"
        return {"present": locked, "truncated": False}

    def _language(self) -> str | None:
        declared = [(self.page.language, "html:lang")] if self.page.language else []
        data = [(v, "json-ld") for v in strings(self.graph.first("inLanguage"))]
        for value, source in (*declared, *self._metas(keys.LANGUAGES), *data):
            found = _CODE.match(value)
            if found:
                self.sources["language"] = source
                return _NORWEGIAN.get(found[1].lower(), found[1].lower())[:2]
        return None


def _is_no(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.lower().rsplit("/", 1)[-1] in ("false", "no"))


def _url(seen: Page, document: Document) -> Found | None:
    """Return the article's address: canonical, og:url, else where the document came from."""
    base = document.url or ""
    for value, source in (
        (seen.canonical, "canonical"),
        *((v, "meta:og:url") for v in seen.meta("og:url")),
        (base, "given"),
    ):
        whole = urljoin(base, value) if value else ""
        if whole.startswith(("http://", "https://")) and len(whole) <= 2_000:
            return whole, source
    return None
