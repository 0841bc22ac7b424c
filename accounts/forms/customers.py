"""More addresses of a person, and the person she is one with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import can_merge_people
from accounts.querysets import normalize


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    def clean_email(self) -> str:
        return normalize(self.cleaned_data["email"])


class MergePersonForm(forms.Form):
    """Cleans `into` to the person who stays."""

    into = forms.EmailField(
        label=_("E-mail address of the person who stays"), max_length=254
    )

    def __init__(self, data: Any = None, *, person: User, by: User) -> None:
        super().__init__(data)
        self.person, self.by = person, by

    def clean_into(self) -> User:
        found = User.objects.present().known_by(self.cleaned_data["into"])
        into = found.exclude(pk=self.person.pk).first()
        if into is None:
            raise forms.ValidationError(
                _("There is nobody else with this address."), code="into"
            )
        if not can_merge_people(self.by, self.person, into):
            raise forms.ValidationError(
                _("Staff are not merged, nor an account into a guest."), code="into"
            )
        return into
