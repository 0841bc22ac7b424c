from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F

from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from accounts.models import User
    from kb.models import ArticleVote, Words


class ArticleVoteQuerySet(models.QuerySet["ArticleVote"]):
    def visible_to(self, viewer: Viewer) -> ArticleVoteQuerySet:
        """One by one they are for staff; readers see how many there are."""
        from kb.models import Article

        if not is_agent(viewer):
            return self.none()
        articles = Article.objects.visible_to(viewer).values("pk")
        return self.filter(revision__article__in=articles)

    def about_live(self, text: Words) -> ArticleVoteQuerySet:
        """What was said to the words that readers see now."""
        return self.filter(
            revision__article=text.article,
            revision__language=text.language,
            revision__number=text.live_number,
        )

    def with_words(self) -> ArticleVoteQuerySet:
        """Those that say what was missing, the newest first."""
        return self.exclude(missing="").order_by("-pk")

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she said of articles, for the download of personal data."""
        own = self.filter(person=person).order_by("pk")
        article = F("revision__article")
        return own.values("is_helpful", "missing", "created_at", article=article)
