"""What the pages of the knowledge base say of themselves to machines."""

from __future__ import annotations

from core.structured import Facts, breadcrumbs, the_site, whole_address
from kb.addresses import address_of
from kb.models import Words


def article_data(words: Words, crumbs: list[tuple[str, str]]) -> list[Facts]:
    """`crumbs` lead by its category to itself."""
    address = whole_address(address_of(words))
    about = {
        "@type": "TechArticle",
        "@id": address,
        "url": address,
        "headline": words.title,
        "description": words.summary,
        "articleSection": crumbs[-2][0],
        "inLanguage": words.language,
        "datePublished": words.article.published_at,
        "dateModified": words.updated_at,
        "publisher": the_site(),
    }
    return [about, breadcrumbs(crumbs)]
