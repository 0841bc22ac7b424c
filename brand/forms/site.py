from __future__ import annotations

from typing import Any

from allauth.account.fields import SetPasswordField
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from PIL import Image

from accounts.forms.entrance import QuietFields
from accounts.models import User
from accounts.names import tidy
from brand.models import Brand
from core.languages import known, name_of
from core.pictures import redrawn

LOGO_BYTES = 2 * 1024 * 1024
LOGO_SIZE = (640, 160)

one_line = RegexValidator(
    r"^[^\x00-\x1f\x7f<>]*$", _("Write one line, without < or >.")
)


class LookForm(forms.ModelForm):
    class Meta:
        model = Brand
        fields = ["name", "tagline", "accent"]
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}


class SenderForm(forms.ModelForm):
    sender_name = forms.CharField(
        label=_("Sender name"),
        max_length=60,
        required=False,
        validators=[one_line],
        help_text=_("Empty: the name of the site."),
    )

    class Meta:
        model = Brand
        fields = ["sender_name", "sender_address"]
        help_texts = {
            "sender_address": _("Empty: the address that the server is set up with.")
        }


class LanguageForm(forms.Form):
    """One more of those that Django knows."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [code for code, _name in settings.LANGUAGES if code not in known()]
        names = sorted((name_of(code), code) for code in codes)
        choices = [("", _("Choose one")), *((code, name) for name, code in names)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


class LogoForm(forms.Form):
    """Cleans to the bytes of a WebP made anew from the pixels; SVG is not taken."""

    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG or WebP, at most 2 MB; shown 32 pixels high."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def clean_logo(self) -> bytes:
        upload = self.cleaned_data["logo"]
        if upload.size > LOGO_BYTES:
            raise ValidationError(_("The logo is larger than 2 MB."))
        return redrawn(upload, _small)


class WelcomeForm(QuietFields):
    site_name = forms.CharField(label=_("Name of the site"), max_length=60)
    display_name = forms.CharField(label=_("Your name"), max_length=60)
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    password1 = SetPasswordField(label=_("Password"))

    def clean_display_name(self) -> str:
        if not (name := tidy(self.cleaned_data["display_name"])):
            raise ValidationError(_("Write a name with at least one letter."))
        return name

    def clean_email(self) -> str:
        """The address is not proven here, so it must be nobody's yet."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("Somebody has this address already."))
        return email


def _small(logo: Image.Image) -> Image.Image:
    logo.thumbnail(LOGO_SIZE)
    return logo
