"""What people leave on posts besides posts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from forums.models.post import Post
from forums.models.topic import Topic


class Like(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="likes", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="likes"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "person"], name="like_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} likes {self.post_id}"


class PostRevision(models.Model):
    """What a post said before an edit. `title`: of an opening post alone."""

    post = models.ForeignKey(
        Post, models.CASCADE, related_name="revisions", db_index=False
    )
    # from 1 for each post
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    # who wrote these words, and when they came to stand there
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["post", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "number"], name="post_revision_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id} v{self.number}"

    @classmethod
    def standing(cls, post: Post) -> PostRevision:
        """What the post says now, without a number, not saved."""
        return cls(
            post=post,
            title=post.topic.title if post.is_opening else "",
            body=post.body,
            body_html=post.body_html,
            by=post.edited_by or post.author,
            created_at=post.edited_at or post.created_at,
        )


class ReadPosition(models.Model):
    """How far somebody has read a topic."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="read_positions",
        db_index=False,
    )
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="read_positions")
    # of the last post that was shown to her
    number = models.PositiveIntegerField()
    read_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"], name="read_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.topic_id} to {self.number}"
