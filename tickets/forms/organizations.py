"""Organisations of customers, and to which one a person belongs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import MailDomain, Organization, User
from composer.forms import LineField

DOMAINS_AT_MOST = 50


class OrganizationForm(forms.Form):
    name = LineField(label=_("Name"), max_length=120)
    shares_tickets = forms.BooleanField(
        label=_("Members see each other's tickets"),
        required=False,
        help_text=_("To read along. Only who asked, or was let in, may write."),
    )
    domains = forms.CharField(
        label=_("Mail domains, one a line"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Whoever proves an address there becomes a member. Name none that other"
            " people have addresses at as well."
        ),
    )

    def __init__(self, data: Any = None, *, row: Organization | None = None) -> None:
        self.row = row
        super().__init__(data, initial=_initial(row) if row else {})

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self._others().filter(name__iexact=name).exists():
            raise ValidationError(_("Another organisation has this name."))
        return name

    def clean_domains(self) -> list[str]:
        given = self.cleaned_data["domains"].replace(",", " ").lower().split()
        names = sorted({name.removeprefix("@") for name in given})
        for name in names:
            _check_domain(name)
        if len(names) > DOMAINS_AT_MOST:
            raise ValidationError(_("At most fifty domains."))
        taken = MailDomain.objects.filter(organization__in=self._others())
        if other := taken.filter(name__in=names).select_related("organization").first():
            said = _("“%(domain)s” belongs to %(name)s.")
            params = {"domain": other.name, "name": other.organization.name}
            raise ValidationError(said, params=params)
        return names

    def _others(self) -> Any:
        return Organization.objects.exclude(pk=self.row.pk if self.row else 0)


class MembershipForm(forms.Form):
    """Cleans `organization` to the one of this name, or to None."""

    organization = LineField(
        label=_("Organisation"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "organization-names"}),
    )

    def __init__(self, data: Any = None, *, person: User) -> None:
        now = {"organization": person.organization and person.organization.name}
        super().__init__(data, initial=now)

    def clean_organization(self) -> Organization | None:
        name = self.cleaned_data["organization"]
        found = Organization.objects.filter(name__iexact=name).first() if name else None
        if name and found is None:
            raise ValidationError(_("There is no organisation of this name."))
        return found


def _initial(row: Organization) -> dict[str, Any]:
    return {
        "name": row.name,
        "shares_tickets": row.shares_tickets,
        "domains": "\n".join(domain.name for domain in row.domains.all()),
    }


def _check_domain(name: str) -> None:
    try:
        DomainNameValidator()(name)
    except ValidationError as error:
        said = _("“%(name)s” is no mail domain.")
        raise ValidationError(said, params={"name": name}) from error
