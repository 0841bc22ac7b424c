from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiToken, User

LIVES = [(30, _("A month")), (90, _("Three months")), (365, _("A year"))]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Which program will use it?")
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=ApiToken.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=_("It lasts"), choices=LIVES, coerce=int, initial=90
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes: Any = self.fields["scopes"]
        withheld: set[str] = set()
        if not person.is_agent:
            withheld |= set(ApiToken.FOR_AGENTS)
        if not person.is_admin:
            withheld |= set(ApiToken.FOR_ADMINS)
        scopes.choices = [one for one in scopes.choices if one[0] not in withheld]
