from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from composer.forms import BodyField
from core.access import Viewer
from core.languages import known, name_of
from core.slugs import NO_SLUG
from kb.models import Reference, Revision, Snippet
from kb.permissions import can_publish
from kb.snippets import PLACEHOLDER, placeholder_of


class SnippetForm(forms.ModelForm):
    """`name` is given once: texts ask for it by that."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    body = BodyField(label=_("Text"))

    class Meta:
        model = Snippet
        fields = ["name", "language", "body"]
        error_messages = {"name": {"invalid": NO_SLUG}}

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            del self.fields["name"], self.fields["language"]
            return
        language: Any = self.fields["language"]
        language.choices = [(code, name_of(code)) for code in known()]
        self.fields["name"].help_text = _(
            "Small letters, digits and hyphens, such as safe-mode."
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not PLACEHOLDER.fullmatch(placeholder_of(name)):
            raise ValidationError(NO_SLUG)
        live = Reference.objects.filter(address=placeholder_of(name))
        due = Revision.objects.going_live_with(Value(name))
        if not can_publish(self.user) and (live.exists() or due.exists()):
            raise ValidationError(_("Readers would see it, so a reviewer writes it."))
        return name

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or settings.LANGUAGE_CODE
