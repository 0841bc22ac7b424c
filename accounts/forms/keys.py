"""Security keys and passkeys, in the words of our other forms."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passkey = self.fields["passwordless"]
        passkey.label = _("Log in with this key alone")
        passkey.help_text = _(
            "It is a passkey then: in place of your password it asks for your finger,"
            " your face or a PIN."
        )
