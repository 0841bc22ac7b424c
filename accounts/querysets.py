from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.access import Viewer, is_admin, is_agent

if TYPE_CHECKING:
    from accounts.models import (
        ApiToken,
        Invitation,
        Organization,
        PersonMerge,
        Team,
        User,
    )


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, viewer: Viewer) -> UserQuerySet:
        """Public pages of people: everybody with an account; staff see guests too."""
        if is_agent(viewer):
            return self.present()
        return self.present().filter(verified_at__isnull=False)

    def known_by(self, email: str) -> UserQuerySet:
        """Whose address it is: the first of hers, or another that is vouched for."""
        from allauth.account.models import EmailAddress

        address = normalize(email)
        others = EmailAddress.objects.filter(email=address, verified=True)
        first = self.model._default_manager.filter(email=address)
        # no "or": PostgreSQL would look at every person
        return self.filter(pk__in=first.values("pk").union(others.values("user")))

    def present(self) -> UserQuerySet:
        return self.filter(deleted_at__isnull=True, is_active=True)

    def with_account(self) -> UserQuerySet:
        """Those who proved their address; the others are guests."""
        return self.present().filter(verified_at__isnull=False)

    def agents(self) -> UserQuerySet:
        return self.present().filter(is_agent=True)

    def named(self, query: str) -> UserQuerySet:
        """People with an account whose name or address begins with the query."""
        return self.with_account().filter(
            models.Q(display_name__istartswith=query)
            | models.Q(email__startswith=normalize(query))
        )

    def of_no_organization(self) -> UserQuerySet:
        """Customers with an account who belong to none."""
        return self.with_account().filter(organization=None, is_agent=False)

    def at_domains(self, names: Iterable[str]) -> UserQuerySet:
        """Whose first address is at one of these."""
        here = models.Q(pk__in=[])
        for name in names:
            here |= models.Q(email__endswith=f"@{name}")
        return self.filter(here)

    def blocked(self) -> UserQuerySet:
        return self.present().filter(blocked_at__isnull=False)

    def for_settings(self) -> UserQuerySet:
        return self.prefetch_related("teams")

    def admins(self) -> UserQuerySet:
        return self.present().filter(is_admin=True)

    def writers(self) -> UserQuerySet:
        """Those who may work on articles."""
        who = models.Q(is_writer=True) | models.Q(is_reviewer=True)
        return self.present().filter(who | models.Q(is_admin=True))

    def reviewers(self) -> UserQuerySet:
        return self.present().filter(
            models.Q(is_reviewer=True) | models.Q(is_admin=True)
        )


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email=normalize(username or ""))

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> Any:
        user = self.model(email=normalize(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, viewer: Viewer) -> TeamQuerySet:
        return self.all() if is_agent(viewer) else self.none()

    def led_by(self, person: User) -> TeamQuerySet:
        return self.filter(memberships__person=person, memberships__is_lead=True)

    def for_settings(self) -> TeamQuerySet:
        return self.annotate(member_count=models.Count("memberships"))


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, viewer: Viewer) -> OrganizationQuerySet:
        """All of them to staff, to others their own."""
        if is_agent(viewer):
            return self.all()
        return self.filter(pk=getattr(viewer, "organization_id", None))

    def for_settings(self) -> OrganizationQuerySet:
        """Each with its `member_count`."""
        from accounts.models import User

        here = User.objects.present().filter(organization=models.OuterRef("pk"))
        each = here.order_by().values("organization").annotate(n=models.Count("pk"))
        count = Coalesce(models.Subquery(each.values("n")), 0)
        return self.prefetch_related("domains").annotate(member_count=count)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable(self) -> InvitationQuerySet:
        return self.filter(expires_at__gt=timezone.now())


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, viewer: Viewer) -> ApiTokenQuerySet:
        """Her own; an administrator sees everybody's."""
        if viewer.pk is None:
            return self.none()
        return self if is_admin(viewer) else self.filter(person=viewer.pk)

    def usable(self) -> ApiTokenQuerySet:
        return self.filter(
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            person__is_active=True,
            person__deleted_at__isnull=True,
            person__verified_at__isnull=False,
        )


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    def standing(self) -> PersonMergeQuerySet:
        return self.filter(undone_at__isnull=True)

    def undoable(self) -> PersonMergeQuerySet:
        since = timezone.now() - self.model.UNDO_FOR
        return self.standing().filter(created_at__gte=since)

    def for_list(self) -> PersonMergeQuerySet:
        """The latest twenty."""
        return self.select_related("loser").order_by("-pk")[:20]


def normalize(email: str) -> str:
    """Addresses are compared and kept in lower case."""
    return email.strip().lower()
