from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from core.addresses import view_address
from kb.models.category import Category, CategoryTranslation
from kb.models.words import Words
from kb.querysets import ArticleQuerySet

if TYPE_CHECKING:
    from kb.models.translation import Translation


LOOKED_AT_AGAIN = timedelta(days=365)


def new_external_id() -> str:
    return uuid4().hex


class Article(Words):
    """An article, and its words in the language of the site."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        SIGNED_IN = "signed_in", _("Signed-in people")
        ORGANIZATIONS = "organizations", _("Chosen organisations")
        AGENTS = "agents", _("Agents")

    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="articles"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    audience = models.CharField(
        _("seen by"),
        max_length=13,
        choices=Audience.choices,
        default=Audience.EVERYONE,
    )
    organizations = models.ManyToManyField(
        "accounts.Organization",
        verbose_name=_("organisations"),
        blank=True,
        related_name="articles",
    )
    tags = models.ManyToManyField("tickets.Tag", blank=True, related_name="articles")
    # who keeps it true; nobody where it was imported
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    # when somebody has to look whether it still holds
    review_by = models.DateField(_("review by"), null=True, blank=True)
    # revision `due_number` goes live then; also of a published article
    due_at = models.DateTimeField(null=True, editable=False)
    due_number = models.PositiveIntegerField(default=0, editable=False)
    # it is archived then
    archive_at = models.DateTimeField(null=True, blank=True, editable=False)
    # the newest significant revision up to the live one
    significant_number = models.PositiveIntegerField(default=0, editable=False)
    # language → slug of the live translations: a page names them without asking
    translated = models.JSONField(default=dict, editable=False)
    # keys of articles about the same
    related = models.JSONField(default=list, editable=False)

    helpful_count = models.PositiveIntegerField(default=0, editable=False)
    unhelpful_count = models.PositiveIntegerField(default=0, editable=False)
    # of published comments
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    view_count = models.PositiveIntegerField(default=0, editable=False)
    # what an outdated text does to its readers, counted anew each night
    harm = models.FloatField(default=0, editable=False)
    # what it is called wherever it is taken; an import brings its own
    external_id = models.CharField(
        max_length=200, unique=True, default=new_external_id, editable=False
    )

    attachments = GenericRelation("composer.Upload", "target_id", "target_type")

    # set by `with_neighbours`
    previous_pk: int | None
    next_pk: int | None
    # set by `with_reply_count`
    reply_count: int
    # set by `for_health`
    asked_count: int
    dead_count: int
    # set by `in_language`
    translation: Translation | None = None
    category_translation: CategoryTranslation | None = None

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            *Words.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    state="published", live_number__gt=0, published_at__isnull=False
                )
                | (~Q(state="published") & Q(live_number=0)),
                name="article_published_is_live",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True, due_number=0)
                | Q(due_at__isnull=False, due_number__gt=0),
                name="article_due_is_a_revision",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(due_at__isnull=False),
                name="article_scheduled_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="review") | Q(review_asked_at__isnull=False),
                name="article_in_review_was_asked_for",
            ),
            models.CheckConstraint(
                condition=Q(
                    audience__in=["everyone", "signed_in", "organizations", "agents"]
                ),
                name="article_audience_known",
            ),
        ]
        indexes = [
            *Words.Meta.indexes,
            # a category's articles, and the article before and after one
            models.Index(fields=["category", "position", "id"], name="article_shelf"),
            # how many published articles a category holds, by audience
            models.Index(
                fields=["category", "state", "audience"], name="article_counts"
            ),
            # popular articles: the home page
            models.Index(
                fields=["-view_count", "-id"],
                name="article_popular",
                condition=Q(state="published"),
            ),
            # the desk's list, of all and of one state
            models.Index(fields=["-updated_at", "-id"], name="article_recent"),
            models.Index(
                fields=["state", "-updated_at", "-id"], name="article_recent_state"
            ),
            # a category's feed
            models.Index(
                fields=["category", "-published_at"],
                name="article_feed",
                condition=Q(state="published"),
            ),
            # the desk's list of the worst
            models.Index(
                fields=["-harm", "-id"],
                name="article_harm",
                condition=Q(state="published"),
            ),
            # what goes live, what is archived, what has to be looked at again
            models.Index(
                fields=["due_at"],
                name="article_due",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["archive_at"],
                name="article_expiring",
                condition=Q(archive_at__isnull=False),
            ),
            models.Index(
                fields=["review_by"],
                name="article_review_by",
                condition=Q(state="published"),
            ),
        ]

    def get_absolute_url(self) -> str:
        """In the language at hand."""
        language = get_language() or ""
        return _address(self.pk, self.translated.get(language, self.slug), language)

    @property
    def lasting_url(self) -> str:
        """Leads to it without its title, which may be for few."""
        with override(settings.LANGUAGE_CODE):
            return view_address("kb:article-by-number", self.pk)

    @property
    def shown(self) -> Words:
        """Its words in the language that it was asked for in, else in the site's."""
        return self.translation or self

    @property
    def shown_category(self) -> Category | CategoryTranslation:
        return self.category_translation or self.category

    @property
    def article(self) -> Article:
        return self

    @property
    def language(self) -> str:
        return settings.LANGUAGE_CODE

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    def is_in(self, language: str) -> bool:
        """May its readers read it in that language?"""
        return language == self.language or language in self.translated

    @property
    def is_for_everyone(self) -> bool:
        """May it be read without an account?"""
        return self.is_published and self.audience == self.Audience.EVERYONE

    @property
    def look_again_on(self) -> date:
        """A year after it changed, where nobody named a day."""
        return self.review_by or (self.updated_at + LOOKED_AT_AGAIN).date()

    @property
    def overdue_days(self) -> int:
        return max((timezone.localdate() - self.look_again_on).days, 0)

    @property
    def vote_count(self) -> int:
        return self.helpful_count + self.unhelpful_count


# pages name an article ten times
@lru_cache(maxsize=1000)
def _address(pk: int, slug: str, _language: str) -> str:
    """With the prefix of the active language, which is the one named."""
    return view_address("kb:article", pk, slug)
