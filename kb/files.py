"""What hangs on an article, as far as its readers know of it."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Subquery

from composer.models import Upload
from core.prepared import Given, Prepared
from kb.models import Article, Revision


def shown_files(article: Article) -> list[Upload]:
    """None that came with words which still wait for a reviewer."""
    if not article.is_live:
        return list(article.attachments.all())
    return _files_of_live_words().ask(
        type=ContentType.objects.get_for_model(Article).pk,
        article=article.pk,
        number=article.live_number,
    )


@cache
def _files_of_live_words() -> Prepared[Upload]:
    article = Given("article")
    live = Revision.objects.filter(
        article=article, language=settings.LANGUAGE_CODE, number=Given("number")
    )
    uploads = Upload.objects.filter(target_type=Given("type"), target_id=article)
    # not when it went live, for others may have been saved since
    return Prepared(uploads.filter(created_at__lte=Subquery(live.values("created_at"))))
