from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.person import User
from accounts.querysets import ApiTokenQuerySet


class ApiToken(models.Model):
    """What a program shows in place of a person: it sees and does what she may.

    The token is shown once and kept as a hash; `scopes` narrow it further.
    """

    class Scope(models.TextChoices):
        READ_TICKETS = "tickets:read", _("Read tickets")
        WRITE_TICKETS = "tickets:write", _("Write and change tickets")
        READ_ARTICLES = "articles:read", _("Read the knowledge base")
        WRITE_ARTICLES = "articles:write", _("Write articles, vote and comment")
        READ_FORUMS = "forums:read", _("Read the forums")
        WRITE_FORUMS = "forums:write", _("Write, follow and moderate in the forums")
        PRIVATE = "private", _("Private notes (agents only)")
        PEOPLE = "people", _("See, change and merge customers (agents only)")
        SETTINGS = "settings", _("Change forms and webhooks (administrators only)")

    FOR_AGENTS: ClassVar = (Scope.PRIVATE, Scope.PEOPLE)
    FOR_ADMINS: ClassVar = (Scope.SETTINGS,)

    person = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("may"), default=list)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def scope_names(self) -> list[str]:
        return [str(self.Scope(scope).label) for scope in self.scopes]
