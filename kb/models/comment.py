from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kb.models.article import Article
from kb.querysets import ArticleCommentQuerySet


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
