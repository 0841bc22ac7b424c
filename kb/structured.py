"""What the pages of the knowledge base say of themselves to machines."""

from __future__ import annotations

from core.structured import Facts, breadcrumbs, the_site, whole_address
from kb.models import Article


def article_data(article: Article, crumbs: list[tuple[str, str]]) -> list[Facts]:
    address = whole_address(article.get_absolute_url())
    about = {
        "@type": "TechArticle",
        "@id": address,
        "url": address,
        "headline": article.title,
        "description": article.summary,
        "articleSection": article.category.title,
        "inLanguage": article.language,
        "datePublished": article.published_at,
        "dateModified": article.updated_at,
        "publisher": the_site(),
    }
    return [about, breadcrumbs(crumbs)]
