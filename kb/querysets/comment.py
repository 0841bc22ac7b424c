from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from accounts.models import User
    from kb.models import ArticleComment

SHOWN = (
    *("article", "body", "body_html", "state", "created_at"),
    *(f"author__{name}" for name in ("display_name", "picture", "is_agent")),
    "author__deleted_at",
)


class ArticleCommentQuerySet(models.QuerySet["ArticleComment"]):
    def visible_to(self, viewer: Viewer) -> ArticleCommentQuerySet:
        """Held and hidden ones are seen by their author and by staff."""
        from kb.models import Article

        article = Article.objects.visible_to(viewer).filter(pk=OuterRef("article"))
        return self.filter(Exists(article)).shown_to(viewer)

    def shown_to(self, viewer: Viewer) -> ArticleCommentQuerySet:
        """Of an article that the viewer is known to see."""
        if is_agent(viewer):
            return self.all()
        return self.filter(Q(state="published") | Q(author=viewer.pk or 0))

    def published(self) -> ArticleCommentQuerySet:
        return self.filter(state="published")

    def for_page(self) -> ArticleCommentQuerySet:
        """What a page shows of them and of those who wrote them."""
        return self.select_related("author").only(*SHOWN)

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she wrote below articles, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("article", "body", "created_at")
