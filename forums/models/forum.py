from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import view_address
from core.slugs import RESERVED_SLUGS, SLUG_LENGTH, refuse_reserved_slug
from forums.querysets import ForumGroupQuerySet, ForumQuerySet

if TYPE_CHECKING:
    from forums.models.topic import Topic


def _first_kind() -> list[str]:
    return ["question"]


class ForumGroup(models.Model):
    """A heading under which forums stand together."""

    title = models.CharField(_("title"), max_length=80, unique=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = ForumGroupQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class Forum(models.Model):
    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        SIGNED_IN = "signed_in", _("Signed-in people")
        ORGANIZATIONS = "organizations", _("Chosen organisations")
        AGENTS = "agents", _("Agents")

    class Approval(models.TextChoices):
        NOBODY = "nobody", _("Nobody's")
        NEWCOMERS = "newcomers", _("Newcomers'")
        EVERYBODY = "everybody", _("Everybody's but helpers' and staff's")

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[refuse_reserved_slug],
    )
    description = models.CharField(_("description"), max_length=240, blank=True)
    icon = models.CharField(
        _("icon"), max_length=40, default="messages-square", blank=True
    )
    # values of Topic.Kind; the first is what a new topic starts with
    kinds = models.JSONField(_("kinds of topics"), default=_first_kind)
    audience = models.CharField(
        _("seen by"),
        max_length=16,
        choices=Audience.choices,
        default=Audience.EVERYONE,
    )
    organizations = models.ManyToManyField(
        "accounts.Organization", blank=True, related_name="forums"
    )
    group = models.ForeignKey(
        ForumGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="forums",
        verbose_name=_("group"),
    )
    # where nobody is chosen, every helper is a helper here
    helpers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="helped_forums"
    )
    allows_several_answers = models.BooleanField(
        _("a question may have several answers"), default=False
    )
    answer_hours = models.PositiveSmallIntegerField(
        _("office hours within which questions are to be answered"),
        null=True,
        blank=True,
    )
    archive_days = models.PositiveSmallIntegerField(
        _("days without a post after which questions are archived"),
        null=True,
        blank=True,
        default=180,
    )
    # whoever it is, what looks like spam waits
    approval = models.CharField(
        _("whose new posts wait for a moderator"),
        max_length=10,
        choices=Approval.choices,
        default=Approval.NOBODY,
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    # of published topics
    topic_count = models.PositiveIntegerField(default=0, editable=False)

    # set by `with_latest_topic`
    latest_pk: int | None
    latest_topic: Topic | None

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="forum_slug_not_reserved",
            ),
            models.CheckConstraint(
                condition=Q(
                    audience__in=["everyone", "signed_in", "organizations", "agents"]
                ),
                name="forum_audience_known",
            ),
            models.CheckConstraint(
                condition=Q(approval__in=["nobody", "newcomers", "everybody"]),
                name="forum_approval_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return view_address("forums:forum", self.slug)
