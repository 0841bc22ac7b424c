"""All of a knowledge base, as it has to be the same wherever it is taken."""

import re

from django.conf import settings

from composer.models import Upload
from kb.models import Article, Category, OldSlug, Revision, Translation

DETAILS = (
    "external_id title summary state audience owner__email category__slug position"
    " created_at published_at updated_at review_by translated"
).split()


def everything():
    """All that has to be the same elsewhere, with keys put in place of addresses."""
    names = {
        str(pk): key for pk, key in Article.objects.values_list("pk", "external_id")
    }

    def named(found):
        return f"/kb/articles/{names.get(found[1], found[1])}"

    def plain(html):
        html = html.replace(f'"{settings.SITE_URL}/', '"/')
        html = re.sub(r"/files/[0-9a-f-]{36}/", "/files/", html)
        return re.sub(r"/kb/articles/(\d+)", named, html)

    return {
        "articles": sorted(Article.objects.values_list(*DETAILS), key=str),
        "bodies": {each.external_id: plain(each.body_html) for each in articles()},
        "beside": {each.external_id: _beside(each) for each in articles()},
        "translations": [
            (text.article.external_id, text.language, text.title, text.is_stale,
             plain(text.body_html), text.updated_at)
            for text in Translation.objects.order_by("article__external_id")
        ],
        "categories": [
            (each.title, each.slug, each.description, each.icon, each.position,
             each.parent and each.parent.slug,
             list(each.translations.values_list("language", "title", "slug")),
             list(each.old_slugs.values_list("language", "slug")))
            for each in Category.objects.order_by("slug")
        ],
    }  # fmt: skip


def articles():
    return Article.objects.order_by("pk")


def _beside(article):
    return (
        sorted(article.tags.values_list("name", flat=True)),
        sorted(article.organizations.values_list("name", flat=True)),
        sorted(article.attachments.values_list("name", "sha256")),
    )


def empty_site():
    for model in (Translation, Revision, Article, OldSlug, Upload):
        model.objects.all().delete()
    while leaves := Category.objects.filter(children=None):
        leaves.delete()
