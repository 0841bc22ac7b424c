from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from core.access import Viewer
from kb.roles import is_writer

if TYPE_CHECKING:
    from kb.models import Article, Revision, Words


class RevisionQuerySet(models.QuerySet["Revision"]):
    def visible_to(self, viewer: Viewer) -> RevisionQuerySet:
        return self.all() if is_writer(viewer) else self.none()

    def of(self, text: Words) -> RevisionQuerySet:
        """The history of an article in one language."""
        return self.filter(article=text.article, language=text.language)

    def newest_of(self, text: Words) -> RevisionQuerySet:
        """The one that it goes on from, or none before the first save."""
        return self.of(text).filter(number=text.number)

    def source_of(self, article: Article) -> RevisionQuerySet:
        """The one to translate: what readers see, of a draft the newest."""
        return self.of(article).filter(number=article.live_number or article.number)

    def live_of_articles(self) -> RevisionQuerySet:
        """The ones that readers see, in the language of the site."""
        return self.filter(
            language=settings.LANGUAGE_CODE,
            number=F("article__live_number"),
            article__state="published",
        )

    def going_live_with(self, snippet: Combinable) -> RevisionQuerySet:
        """Those that go live at a time that is set, and ask for one of that name."""
        return self.filter(
            language=settings.LANGUAGE_CODE,
            number=F("article__due_number"),
            article__due_at__isnull=False,
            body__contains=Concat(Value("snippet:"), snippet),
        )

    def newest_first(self) -> RevisionQuerySet:
        return self.order_by("-number")

    def for_list(self) -> RevisionQuerySet:
        return self.select_related("author").defer("body")
