from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F

from core.access import Viewer
from kb.roles import is_writer

if TYPE_CHECKING:
    from kb.models import Translation


class TranslationQuerySet(models.QuerySet["Translation"]):
    def visible_to(self, viewer: Viewer) -> TranslationQuerySet:
        """Live ones of articles that the viewer sees; writers see the others, too."""
        from kb.models import Article

        if is_writer(viewer):
            return self.all()
        articles = Article.objects.visible_to(viewer).values("pk")
        return self.live().filter(article__in=articles)

    def live(self) -> TranslationQuerySet:
        return self.filter(live_number__gt=0)

    def drafts(self) -> TranslationQuerySet:
        """Of which something is not live, and nobody is asked to look at it."""
        changed = self.filter(number__gt=F("live_number"))
        return changed.filter(review_asked_at__isnull=True)

    def pending(self) -> TranslationQuerySet:
        """Live ones that somebody has changed since."""
        return self.live().filter(number__gt=F("live_number"))

    def waiting_for_review(self) -> TranslationQuerySet:
        return self.filter(review_asked_at__isnull=False)

    def stale(self) -> TranslationQuerySet:
        """Made before the article changed in what matters."""
        return self.filter(source_number__lt=F("article__significant_number"))

    def for_list(self) -> TranslationQuerySet:
        return self.select_related("article").defer("body", "body_html", "toc")
