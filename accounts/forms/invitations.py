from __future__ import annotations

from typing import Any

from allauth.account.fields import SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.entrance import QuietFields
from accounts.models import User
from accounts.names import clean_name


class OpenAccountForm(QuietFields):
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
        # the password must not be like the address
        self.fields["password1"].user = User(email=email)  # type: ignore[attr-defined]

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"])
