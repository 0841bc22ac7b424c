"""What hangs on an article, as far as its readers know of it."""

from __future__ import annotations

from django.db.models import QuerySet, Subquery

from composer.models import Upload
from kb.models import Article, Revision


def shown_files(article: Article) -> QuerySet[Upload]:
    """None that came with words which still wait for a reviewer."""
    uploads = article.attachments.all()
    if not article.is_live:
        return uploads
    # not when it went live, for others may have been saved since
    live = Revision.objects.of(article).filter(number=article.live_number)
    return uploads.filter(created_at__lte=Subquery(live.values("created_at")))
