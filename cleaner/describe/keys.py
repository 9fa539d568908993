"""Names of meta tags by field, in the order in which they are trusted. Case and punctuation do not matter."""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TITLES = _names(
    "og:title twitter:title parsely-title dc.title dcterms.title title headline sailthru.title cXenseParse:title"
)
DESCRIPTIONS = _names("og:description description twitter:description dc.description dcterms.description")
AUTHORS = _names(
    """author article:author og:article:author parsely-author cXenseParse:author sailthru.author dc.creator
    dcterms.creator byl article:byline article:author_name citation_author"""
)
PUBLISHED = _names(
    """article:published_time og:article:published_time article:published datePublished parsely-pub-date
    cXenseParse:publishtime cXenseParse:recs:publishtime pubdate pub_date publishdate publish-date publish_date
    publication_date published published_at dc.date.issued dcterms.issued dcterms.created dc.date.created
    date.available date.created date dc.date dcterms.date sailthru.date citation_publication_date og:pubdate
    og:published_time rnews:datePublished dateCreated release_date displaydate"""
)
"""`date` comes late: some publishers write the time of the last change there."""
MODIFIED = _names(
    """article:modified_time og:article:modified_time og:updated_time dateModified last-modified dcterms.modified
    dc.date.modified date.updated lastmod lastupdate rnews:dateModified"""
)
SITES = _names("og:site_name application-name apple-mobile-web-app-title publisher dc.publisher dcterms.publisher cre")
SECTIONS = _names(
    "article:section og:article:section og:section parsely-section section articleSection sailthru.section"
)
TAGS = _names("article:tag og:article:tag news_keywords parsely-tags keywords sailthru.tags")
IMAGES = _names("og:image og:image:url og:image:secure_url twitter:image twitter:image:src parsely-image-url thumbnail")
LANGUAGES = _names("content-language og:locale language dc.language dcterms.language locale")
