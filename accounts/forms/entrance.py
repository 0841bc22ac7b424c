"""allauth's forms, with our rules: names, guests, quiet fields."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.manage_email import sync_user_email_address
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import staging
from accounts.actions import find_or_create_guest
from accounts.models import User
from accounts.names import clean_name
from core.proof import ProofField, TrapField, is_proven
from core.ratelimit import is_everybody, is_over_limit, too_many, visitor_address

HOUR = 3600
# sign-ups without a proof of work in an hour, for a household
UNPROVEN_AT_MOST = 10
PASSWORD_HELP = _("At least 8 characters; no common word, not digits alone.")


class QuietFields(forms.Form):
    """The words of our other forms, and no placeholder that repeats a label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"email", "login"}:
                field.label = _("E-mail address")
            if name == "password1":
                field.help_text = PASSWORD_HELP


class LoginForm(QuietFields, allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = _("Stay logged in")


class SignupForm(QuietFields, allauth_forms.SignupForm):
    display_name = forms.CharField(
        label=_("Display name"),
        max_length=60,
        help_text=_("Shown beside what you write. Your e-mail address never is."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    altcha = ProofField()
    field_order = ["display_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # allauth's own bears a style, which our policy would not let hide it
        self.fields["website"] = TrapField()

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"])

    def validate_unique_email(self, value: str) -> str:
        """Only an account is in the way. A guest's row waits for its owner."""
        self.account_already_exists = User.objects.filter(
            email=value, verified_at__isnull=False
        ).exists() or allauth_forms.EmailAddress.objects.is_verified(value)
        return value

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        # Hashed on both ways, so that a known address takes no less time than a new.
        self.password_hash = make_password(self.cleaned_data["password1"])
        if not is_proven(self.cleaned_data["altcha"]) and _is_one_of_many(request):
            return None, too_many(request, seconds=HOUR)
        return super().try_save(request)

    def save(self, request: HttpRequest) -> User:
        person = find_or_create_guest(self.cleaned_data["email"])
        staging.stage(
            request,
            person,
            display_name=self.cleaned_data["display_name"],
            password_hash=self.password_hash,
        )
        return person


def _is_one_of_many(request: HttpRequest) -> bool:
    where = visitor_address(request)
    return not is_everybody(where) and is_over_limit(
        "signup-unproven", where, limit=UNPROVEN_AT_MOST, seconds=HOUR
    )


class ResetPasswordForm(QuietFields, allauth_forms.ResetPasswordForm):
    users: list[User]

    def clean_email(self) -> str:
        """A guest has no password to reset: she is answered like a stranger."""
        email: str = super().clean_email()
        self.users = [person for person in self.users if person.verified_at]
        return email


class RequestLoginCodeForm(QuietFields, allauth_forms.RequestLoginCodeForm):
    def clean_email(self) -> str:
        email = super().clean_email()
        if self._user is not None:
            # The row that the code will prove; guests have none yet.
            sync_user_email_address(self._user)
        return email


class ConfirmLoginCodeForm(QuietFields, allauth_forms.ConfirmLoginCodeForm): ...


class ConfirmEmailCodeForm(
    QuietFields, allauth_forms.ConfirmEmailVerificationCodeForm
): ...


class AddEmailForm(QuietFields, allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangePasswordForm(QuietFields, allauth_forms.ChangePasswordForm): ...


class SetPasswordForm(QuietFields, allauth_forms.SetPasswordForm): ...


class ResetPasswordKeyForm(QuietFields, allauth_forms.ResetPasswordKeyForm): ...


class ReauthenticateForm(QuietFields, allauth_forms.ReauthenticateForm): ...
