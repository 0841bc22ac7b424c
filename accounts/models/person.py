from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models.organization import Organization
from accounts.querysets import UserManager
from core.addresses import view_address
from core.pictures import version_of

# until when somebody is silenced who is banned
FOR_GOOD = datetime(9999, 12, 31, tzinfo=UTC)
# whoever deleted her account
FORMER_MEMBER = _("Former member")


class Role(models.TextChoices):
    """What an administrator makes of a person; each is a flag of her row."""

    AGENT = "agent", _("Agent")
    ADMIN = "admin", _("Administrator")
    WRITER = "writer", _("Writer")
    REVIEWER = "reviewer", _("Reviewer")
    HELPER = "helper", _("Helper in the forums")

    @classmethod
    def completed(cls, roles: Iterable[str]) -> set[Role]:
        """Staff of any kind are agents."""
        chosen = {cls(role) for role in roles}
        if chosen & {cls.ADMIN, cls.WRITER, cls.REVIEWER}:
            chosen.add(cls.AGENT)
        return chosen


class TrustLevel(models.IntegerChoices):
    """What somebody has earned in the forums."""

    NEWCOMER = 0, _("Newcomer")
    MEMBER = 1, _("Member")
    REGULAR = 2, _("Regular")
    TRUSTED = 3, _("Trusted")


class User(AbstractBaseUser):
    """A person. Without `verified_at` she is a guest: known by her address only."""

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("display name"), max_length=60)
    picture = models.ImageField(_("picture"), upload_to="pictures", blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="members"
    )

    is_active = models.BooleanField(default=True)
    is_agent = models.BooleanField(_("agent"), default=False)
    is_admin = models.BooleanField(_("administrator"), default=False)
    is_writer = models.BooleanField(_("writer"), default=False)
    is_reviewer = models.BooleanField(_("reviewer"), default=False)
    is_helper = models.BooleanField(_("helper"), default=False)

    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    # what stands beside a helper's name
    title = models.CharField(_("title"), max_length=40, blank=True)
    # earned by use of the forums
    trust_level = models.PositiveSmallIntegerField(
        choices=TrustLevel.choices, default=TrustLevel.NEWCOMER, editable=False
    )
    # she writes nothing in the forums until then; who is banned, never again
    silenced_until = models.DateTimeField(null=True, blank=True, editable=False)
    # as a sender of spam
    blocked_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(is_admin=False) | models.Q(is_agent=True),
                name="admin_is_agent",
            ),
        ]
        indexes = [
            # the desk's lists of agents
            models.Index(
                fields=["display_name"],
                name="user_agents",
                condition=models.Q(is_agent=True),
            ),
            # the list of blocked senders
            models.Index(
                fields=["blocked_at", "id"],
                name="user_blocked",
                condition=models.Q(blocked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    def get_absolute_url(self) -> str:
        return view_address("person", self.pk)

    @property
    def public_name(self) -> str:
        if self.deleted_at:
            return str(FORMER_MEMBER)
        return self.display_name or gettext("Guest")

    @property
    def is_guest(self) -> bool:
        return self.verified_at is None

    @property
    def has_mailbox(self) -> bool:
        """Nobody has an address under `.invalid` (RFC 2606), as people have whom an
        import brought.
        """
        return not self.email.endswith(".invalid")

    @property
    def is_silenced(self) -> bool:
        return self.silenced_until is not None and self.silenced_until > timezone.now()

    @property
    def is_banned(self) -> bool:
        return self.silenced_until == FOR_GOOD

    @property
    def picture_url(self) -> str:
        if not self.picture:
            return ""
        url = reverse("accounts:picture", args=[self.pk])
        return f"{url}?v={version_of(self.picture)}"

    @property
    def roles(self) -> list[Role]:
        return [role for role in Role if getattr(self, f"is_{role.value}")]
