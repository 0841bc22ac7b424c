from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.querysets import (
    ApiTokenQuerySet,
    InvitationQuerySet,
    OrganizationQuerySet,
    PersonMergeQuerySet,
    TeamQuerySet,
    UserManager,
)
from core.addresses import view_address
from core.pictures import version_of

# until when somebody is silenced who is banned
FOR_GOOD = datetime(9999, 12, 31, tzinfo=UTC)


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


class Organization(models.Model):
    """People of one customer."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    shares_tickets = models.BooleanField(
        _("members see each other's tickets"), default=False
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MailDomain(models.Model):
    """Whoever proves an address there becomes a member of its organisation."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="domains"
    )
    name = models.CharField(_("mail domain"), max_length=253, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name=Lower("name")), name="mail_domain_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name


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
            return gettext("Former member")
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


class Team(models.Model):
    """Agents who share a queue. A private team's tickets are seen by it alone."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    is_private = models.BooleanField(_("private"), default=False)
    reopen_days = models.PositiveSmallIntegerField(
        _("days in which a late reply reopens a closed ticket"), default=14
    )
    members = models.ManyToManyField(
        User, through="TeamMembership", related_name="teams"
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    is_lead = models.BooleanField(_("lead"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"], name="team_membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.team}"


class Invitation(models.Model):
    """A mailed, single-use way into the staff. The link's token is kept as a hash."""

    email = models.EmailField(_("e-mail address"), unique=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    roles = models.JSONField(default=list)
    expires_at = models.DateTimeField(editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["expires_at"]

    def __str__(self) -> str:
        return self.email

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def role_names(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]


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


class PersonMerge(models.Model):
    """Two rows of one person became one. `kept` holds what undo gives back."""

    UNDO_FOR: ClassVar = timedelta(days=30)

    loser = models.ForeignKey(User, models.CASCADE, related_name="merges")
    survivor = models.ForeignKey(User, models.CASCADE, related_name="merged_in")
    merged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # ids by model and field, and the loser's fields of before
    kept = models.JSONField(default=dict)
    # rows that stayed, for the survivor has the like
    clashes = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["loser"],
                condition=models.Q(undone_at__isnull=True),
                name="person_merged_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.loser_id} → {self.survivor_id}"

    @property
    def can_be_undone(self) -> bool:
        fresh = timezone.now() <= self.created_at + self.UNDO_FOR
        return self.undone_at is None and fresh
