from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.querysets import OrganizationQuerySet


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
