from __future__ import annotations

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from accounts.models import User
from accounts.names import clean_name
from core.languages import known, name_of
from core.pictures import redrawn

PICTURE_SIDE = 256
PICTURE_BYTES = 8 * 1024 * 1024


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["display_name", "language", "time_zone"]

    language = forms.ChoiceField(label=_("Language"))
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, name_of(code)) for code in known()]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = zones()  # type: ignore[attr-defined]
        self.fields["display_name"].help_text = _("Shown beside what you write.")

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"], person=self.instance)


class PictureField(forms.FileField):
    """Cleans to the bytes of a square WebP picture."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> bytes:
        upload: UploadedFile = super().clean(data, initial)
        if (upload.size or 0) > PICTURE_BYTES:
            raise ValidationError(_("The picture is larger than 8 MB."), "size")
        return redrawn(upload, _square)


class PictureForm(forms.Form):
    picture = PictureField(
        label=_("Picture"), help_text=_("JPEG, PNG or WebP, at most 8 MB.")
    )


class DeleteAccountForm(forms.Form):
    """Asks for the address, so that nobody deletes an account by a slip."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("Type it to confirm."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if email != self.person.email:
            raise ValidationError(_("This is not the address of your account."))
        return email


@cache
def zones() -> list[tuple[str, str]]:
    """Once a process: asking opens each of some 600 files."""
    zones = sorted(zoneinfo.available_timezones() - {"localtime"})
    return [(zone, zone.replace("_", " ")) for zone in zones]


def _square(picture: Image.Image) -> Image.Image:
    return ImageOps.fit(picture, (PICTURE_SIDE, PICTURE_SIDE))
