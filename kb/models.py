from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.slugs import RESERVED_SLUGS, SLUG_LENGTH, refuse_reserved_slug
from kb.querysets import ArticleCommentQuerySet, ArticleQuerySet, CategoryQuerySet


class Category(models.Model):
    """A shelf of the knowledge base; shelves stand in shelves."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("inside"),
        null=True,
        blank=True,
        related_name="children",
    )
    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[refuse_reserved_slug],
    )
    description = models.CharField(_("description"), max_length=240, blank=True)
    icon = models.CharField(_("icon"), max_length=40, default="book-open", blank=True)
    position = models.PositiveIntegerField(_("position"), default=0, editable=False)
    # what it was called where it was imported from
    external_id = models.CharField(
        max_length=200, unique=True, null=True, blank=True, editable=False
    )

    # set by `with_counts`: articles that the viewer sees in it, not below it
    own_count: int

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="category_slug_not_reserved",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("kb:category", args=[self.slug])


class Article(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        SIGNED_IN = "signed_in", _("Signed-in people")
        ORGANIZATIONS = "organizations", _("Chosen organisations")
        AGENTS = "agents", _("Agents")

    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="articles"
    )
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=SLUG_LENGTH, editable=False)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    body_version = models.PositiveSmallIntegerField(editable=False, default=0)
    # entries with level, id and title
    toc = models.JSONField(default=list, editable=False)

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
    # who owns it; nobody where it was imported
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    # of the last change of its words
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    helpful_count = models.PositiveIntegerField(default=0, editable=False)
    unhelpful_count = models.PositiveIntegerField(default=0, editable=False)
    # of published comments
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    view_count = models.PositiveIntegerField(default=0, editable=False)
    # what it was called where it was imported from
    external_id = models.CharField(
        max_length=200, unique=True, null=True, blank=True, editable=False
    )

    attachments = GenericRelation("composer.Upload", "target_id", "target_type")

    # set by `with_neighbours`
    previous_pk: int | None
    next_pk: int | None
    # set by `with_reply_count`
    reply_count: int

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(state="published", published_at__isnull=False),
                name="article_published_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    audience__in=["everyone", "signed_in", "organizations", "agents"]
                ),
                name="article_audience_known",
            ),
        ]
        indexes = [
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
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("kb:article", args=[self.pk, self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def vote_count(self) -> int:
        return self.helpful_count + self.unhelpful_count


class ArticleVote(models.Model):
    """Whether the article helped: one answer for each person and each visitor."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="votes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    # a keyed hash that leads back to nobody
    visitor = models.CharField(max_length=64, blank=True)
    is_helpful = models.BooleanField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"], name="article_vote_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["article", "visitor"],
                name="article_vote_once_a_visitor",
                condition=~Q(visitor=""),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, visitor="")
                | (Q(person__isnull=True) & ~Q(visitor="")),
                name="article_vote_has_one_voter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {'yes' if self.is_helpful else 'no'}"


class ArticleComment(models.Model):
    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Held for review")
        HIDDEN = "hidden", _("Hidden")

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="article_comments"
    )
    body = models.TextField(_("text"))
    body_html = models.TextField(editable=False)
    body_version = models.PositiveSmallIntegerField(editable=False)
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.PUBLISHED
    )
    # one form, one comment, however often it is sent
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "client_key"],
                name="article_comment_sent_once",
            ),
        ]
        indexes = [
            # what staff have to look at
            models.Index(
                fields=["state", "-created_at"],
                name="article_comment_unpublished",
                condition=~Q(state="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} – {self.article}"

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED
