from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from composer.files import SHOWN_IN_PLACE
from composer.querysets import DraftQuerySet, UploadQuerySet

# they would end the name of a picture in a text
_BRACKETS = str.maketrans("[]", "()", "\\`")


class Upload(models.Model):
    """A file that came with a message. The bytes lie under their own hash."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="uploads"
    )
    target_type = models.ForeignKey(ContentType, models.CASCADE, null=True)
    target_id = models.PositiveBigIntegerField(null=True)
    target = GenericForeignKey("target_type", "target_id")
    sha256 = models.CharField(max_length=64)
    # as shown: normalised, without controls, at most 100 characters
    name = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    # sniffed from the bytes, never what the browser claimed
    content_type = models.CharField(max_length=100)
    # of a picture, in pixels, where its bytes say it
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # nobody gets it any more; its hash goes with its bytes
    redacted_at = models.DateTimeField(null=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [
            # the files of one message
            models.Index(fields=["target_type", "target_id"], name="upload_target"),
            # is anything else standing on these bytes?
            models.Index(fields=["sha256"], name="upload_bytes"),
            # the sweep: which bytes are to be deleted?
            models.Index(
                fields=["redacted_at"],
                name="upload_to_delete",
                condition=models.Q(redacted_at__isnull=False) & ~models.Q(sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("composer:file", args=[self.key, self.name])

    @property
    def is_picture(self) -> bool:
        """Does a page show it in place?"""
        return self.content_type in SHOWN_IN_PLACE

    @property
    def markdown(self) -> str:
        """What shows a picture in a text."""
        name = self.name.translate(_BRACKETS)
        return f"![{name}]({self.get_absolute_url()})"

    @property
    def path(self) -> Path:
        return settings.UPLOADS_DIR / "files" / self.sha256[:2] / self.sha256

    @property
    def small_path(self) -> Path:
        """Of what `composer.pictures` draws of it."""
        return settings.SMALL_DIR / self.sha256[:2] / f"{self.sha256}.webp"

    def unlink(self) -> None:
        """The bytes go, and what was drawn of them."""
        self.small_path.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


class Draft(models.Model):
    """What somebody has written about a thing and not sent. Its writer's alone."""

    class Purpose(models.TextChoices):
        REPLY = "reply", _("Reply")
        NOTE = "note", _("Private note")
        ARTICLE = "article", _("Article")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts"
    )
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    purpose = models.CharField(max_length=10, choices=Purpose)
    body = models.TextField()
    # what is chosen there besides, as the place to write has it
    beside = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "target_type", "target_id", "purpose"],
                name="draft_once",
            )
        ]
        indexes = [
            # the drafts of a thing that is deleted
            models.Index(fields=["target_type", "target_id"], name="draft_target"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.person_id}"
