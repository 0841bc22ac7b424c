from __future__ import annotations

from typing import Any

from allauth.account.fields import SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import clean_name


class OpenAccountForm(forms.Form):
    """Name and password of somebody whose address is known already."""

    display_name = forms.CharField(
        label=_("Display name"),
        max_length=60,
        help_text=_("Shown beside what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = SetPasswordField(label=_("Password"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # an agent to be: her own name may be like a staff name, but not like another's
        self.fields["password1"].user = User(email=email)  # type: ignore[attr-defined]
        self.fields["password1"].widget.attrs.pop("placeholder", None)

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"])
