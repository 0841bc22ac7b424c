from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Role, User
from accounts.querysets import InvitationQuerySet, TeamQuerySet


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
