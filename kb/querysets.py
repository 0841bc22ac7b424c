from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.access import Viewer, is_admin, is_agent
from tickets.models import Citation

if TYPE_CHECKING:
    from accounts.models import User
    from kb.models import Article, ArticleComment, Category


def is_writer(viewer: Viewer) -> bool:
    """Writers and reviewers; an administrator is both."""
    return getattr(viewer, "is_writer", False) or is_reviewer(viewer)


def is_reviewer(viewer: Viewer) -> bool:
    return getattr(viewer, "is_reviewer", False) or is_admin(viewer)


class CategoryQuerySet(models.QuerySet["Category"]):
    def visible_to(self, viewer: Viewer) -> CategoryQuerySet:
        return self.all()

    def with_counts(self, viewer: Viewer) -> CategoryQuerySet:
        """Each with `own_count`: the published articles in it that the viewer sees."""
        from kb.models import Article

        counts = (
            Article.objects.visible_to(viewer)
            .published()
            .filter(category=OuterRef("pk"))
            .order_by()
            .values("category")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return self.annotate(own_count=Coalesce(Subquery(counts), 0))


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, viewer: Viewer) -> ArticleQuerySet:
        """Published ones by their audience, to agents all; writers see drafts, too."""
        if is_writer(viewer):
            return self.all()
        if is_agent(viewer):
            return self.published()
        seen = Q(audience="everyone")
        if viewer.is_authenticated:
            seen |= Q(audience="signed_in")
        if organization := getattr(viewer, "organization_id", None):
            chosen = self.model.organizations.through.objects.filter(
                organization=organization
            )
            seen |= Q(audience="organizations", pk__in=chosen.values("article"))
        return self.published().filter(seen)

    def published(self) -> ArticleQuerySet:
        return self.filter(state="published")

    def in_order(self) -> ArticleQuerySet:
        return self.order_by("position", "pk")

    def popular(self) -> ArticleQuerySet:
        return self.published().order_by("-view_count", "-pk")

    def newest(self) -> ArticleQuerySet:
        return self.published().order_by("-published_at", "-pk")

    def with_reply_count(self) -> ArticleQuerySet:
        """Each with `reply_count`: in how many replies to tickets it was used."""
        return self.annotate(reply_count=Citation.objects.counted_for(self.model))

    def for_list(self) -> ArticleQuerySet:
        return self.select_related("category").defer("body", "body_html", "toc")

    def for_detail(self, viewer: Viewer) -> ArticleQuerySet:
        """With category, author and the keys of the articles before and after it."""
        return self.select_related("category", "author").with_neighbours(viewer)

    def with_neighbours(self, viewer: Viewer) -> ArticleQuerySet:
        """`previous_pk` and `next_pk` of the same category, as the viewer sees it."""
        shelf = (
            self.model._default_manager.visible_to(viewer)
            .published()
            .filter(category=OuterRef("category"))
        )
        same = Q(position=OuterRef("position"))
        before = shelf.filter(
            Q(position__lt=OuterRef("position")) | same & Q(pk__lt=OuterRef("pk"))
        ).order_by("-position", "-pk")
        after = shelf.filter(
            Q(position__gt=OuterRef("position")) | same & Q(pk__gt=OuterRef("pk"))
        ).in_order()
        return self.annotate(
            previous_pk=Subquery(before.values("pk")[:1]),
            next_pk=Subquery(after.values("pk")[:1]),
        )


class ArticleCommentQuerySet(models.QuerySet["ArticleComment"]):
    def visible_to(self, viewer: Viewer) -> ArticleCommentQuerySet:
        """Held and hidden ones are seen by their author and by staff."""
        from kb.models import Article

        articles = Article.objects.visible_to(viewer).values("pk")
        return self.filter(article__in=articles).shown_to(viewer)

    def shown_to(self, viewer: Viewer) -> ArticleCommentQuerySet:
        """Of an article that the viewer is known to see."""
        if is_agent(viewer):
            return self.all()
        return self.filter(Q(state="published") | Q(author=viewer.pk or 0))

    def published(self) -> ArticleCommentQuerySet:
        return self.filter(state="published")

    def for_page(self) -> ArticleCommentQuerySet:
        return self.select_related("author")

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she wrote below articles, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("article", "body", "created_at")
