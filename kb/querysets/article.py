from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce

from core.access import Viewer, is_agent
from kb.roles import is_writer
from search.models import Reading
from tickets.models import Citation

if TYPE_CHECKING:
    from accounts.models import User
    from kb.models import Article

TEXT = ("body", "body_html", "toc")

# so much harm is worth a mail
HARMING = 10


class ArticleQuerySet(models.QuerySet["Article"]):
    is_preparable = True

    def visible_to(self, viewer: Viewer) -> ArticleQuerySet:
        """Published ones by their audience, to agents all; writers see all."""
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

    def pending(self) -> ArticleQuerySet:
        """Published ones that somebody has changed since."""
        return self.published().filter(number__gt=F("live_number"))

    def waiting_for_review(self) -> ArticleQuerySet:
        return self.filter(review_asked_at__isnull=False)

    def due(self, now: datetime) -> ArticleQuerySet:
        """Those of which a revision is to go live."""
        return self.filter(due_at__lte=now)

    def expiring(self, now: datetime) -> ArticleQuerySet:
        return self.published().filter(archive_at__lte=now)

    def overdue_for_review(self, today: date) -> ArticleQuerySet:
        return self.published().filter(review_by__lt=today)

    def in_language(self, language: str | None) -> ArticleQuerySet:
        """Each with `translation`: its live words in that language, else None."""
        if language in (None, settings.LANGUAGE_CODE):
            return self
        live = FilteredRelation(
            "translations",
            condition=Q(
                translations__language=language, translations__live_number__gt=0
            ),
        )
        return self.annotate(translation=live).select_related(
            "translation"  # type: ignore[misc]
        )

    def written_in(self, language: str | None) -> ArticleQuerySet:
        """Those of which readers read words in that language."""
        from kb.models import Translation

        if language in (None, settings.LANGUAGE_CODE):
            return self
        live = Translation.objects.live().filter(language=language)
        return self.filter(Exists(live.filter(article=OuterRef("pk"))))

    def missing_in(self, language: str) -> ArticleQuerySet:
        """Nobody has begun to translate them."""
        from kb.models import Translation

        begun = Translation.objects.filter(language=language, article=OuterRef("pk"))
        return self.filter(~Exists(begun))

    def having(self, language: str, kind: str) -> ArticleQuerySet:
        """Whose translation is `stale`, among the `drafts`, or `waiting`."""
        from kb.models import Translation

        rows = Translation.objects.filter(language=language)
        found = {
            "stale": rows.live().stale(),
            "drafts": rows.drafts(),
            "waiting": rows.waiting_for_review(),
        }[kind]
        return self.filter(pk__in=found.values("article"))

    def titled_in(self, language: str | None) -> ArticleQuerySet:
        """The same for lists, and with `category_translation`."""
        if language in (None, settings.LANGUAGE_CODE):
            return self
        named = FilteredRelation(
            "category__translations",
            condition=Q(category__translations__language=language),
        )
        rows = self.in_language(language)
        rows = rows.annotate(category_translation=named)  # type: ignore[no-redef]
        rows = rows.select_related("category_translation")  # type: ignore[misc]
        return rows.defer(*(f"translation__{name}" for name in TEXT))

    def for_links(self, language: str | None) -> ArticleQuerySet:
        """What a link to it says in that language, and where it leads."""
        if language in (None, settings.LANGUAGE_CODE):
            return self.only("title", "slug", "translated")
        return self.defer(*TEXT).titled_in(language)

    def in_order(self) -> ArticleQuerySet:
        return self.order_by("position", "pk")

    def popular(self) -> ArticleQuerySet:
        return self.published().order_by("-view_count", "-pk")

    def newest(self) -> ArticleQuerySet:
        return self.published().order_by("-published_at", "-pk")

    def with_reply_count(self) -> ArticleQuerySet:
        """Each with `reply_count`: in how many replies to tickets it was used."""
        return self.annotate(reply_count=Citation.objects.counted_for(self.model))

    def linking_to(self, article: Article) -> ArticleQuerySet:
        """Those whose live words, in whichever language, lead there."""
        from kb.models import Reference

        keys = Reference.objects.filter(target=article).values("article")
        return self.filter(pk__in=keys).order_by("title", "pk").for_list()

    def harming(self) -> ArticleQuerySet:
        """The worst first: those of which the last night found more than a little."""
        rows = self.published().filter(harm__gte=HARMING).order_by("-harm", "-pk")
        return rows.for_health()

    def owned_by(self, person: User) -> ArticleQuerySet:
        return self.filter(owner=person)

    def for_health(self) -> ArticleQuerySet:
        """Each with `asked_count` and `dead_count`: tickets after it, dead links."""
        from kb.models import Reference

        dead = Reference.objects.dead().filter(article=OuterRef("pk")).order_by()
        count = dead.values("article").annotate(count=Count("pk")).values("count")
        asked = Reading.objects.counted_for(self.model)
        rows = self.annotate(asked_count=asked, dead_count=Coalesce(Subquery(count), 0))
        return rows.for_list().select_related("owner")

    def for_list(self) -> ArticleQuerySet:
        return self.select_related("category").defer(*TEXT)

    def with_neighbours(self, viewer: Viewer) -> ArticleQuerySet:
        """`previous_pk` and `next_pk` of the same category, as the viewer sees it."""
        here = OuterRef("position")
        shelf = (
            self.model._default_manager.visible_to(viewer)
            .published()
            .filter(category=OuterRef("category"))
        )
        # that which is said twice says where in the index to begin
        before = shelf.filter(
            Q(position__lt=here) | Q(pk__lt=OuterRef("pk")), position__lte=here
        ).order_by("-position", "-pk")
        after = shelf.filter(
            Q(position__gt=here) | Q(pk__gt=OuterRef("pk")), position__gte=here
        ).in_order()
        return self.annotate(
            previous_pk=Subquery(before.values("pk")[:1]),
            next_pk=Subquery(after.values("pk")[:1]),
        )
