"""Form fields that several apps share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from lucide import IconDoesNotExist

from core.slugs import NO_SLUG, SLUG_LENGTH, refuse_reserved_slug
from core.templatetags.ui import icon


class AddressField(forms.SlugField):
    default_error_messages = {"invalid": NO_SLUG}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Address"),
            max_length=SLUG_LENGTH,
            validators=[refuse_reserved_slug, ProhibitNullCharactersValidator()],
            **{"help_text": _("The last part of its address."), **kwargs},
        )


class IconField(forms.CharField):
    """The name of a Lucide icon; left empty, the initial one."""

    def __init__(self, *, initial: str) -> None:
        super().__init__(
            label=_("Icon"),
            required=False,
            max_length=40,
            initial=initial,
            help_text=_("A name from lucide.dev, as “key”."),
        )

    def clean(self, value: Any) -> str:
        name = super().clean(value) or self.initial
        try:
            icon(name)
        except (IconDoesNotExist, ValueError, OSError) as error:
            raise ValidationError(
                _("There is no such icon. Take a name from lucide.dev, as “key”.")
            ) from error
        return name


class RowsField(forms.ModelMultipleChoiceField):
    """Rows by their keys. A key too long for the database is refused, not asked for."""

    DIGITS = 18

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, (list, tuple)) else ():
            if len(str(key)) > self.DIGITS:
                message = self.error_messages["invalid_pk_value"]
                params = {"pk": f"{str(key)[: self.DIGITS]}…"}
                raise ValidationError(message, "invalid_pk_value", params)
        return super().clean(value)
