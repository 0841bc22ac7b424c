from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.access import Viewer
from kb.models import Article
from kb.permissions import can_archive


class CareForm(forms.Form):
    """Who keeps an article true, and how long it stands. What is not sent stays."""

    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Owner"), required=False, empty_label=_("Nobody")
    )
    review_by = forms.DateField(
        label=_("Look at it again by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The owner and the reviewers are reminded the day after."),
    )
    archive_at = forms.DateTimeField(
        label=_("Archive it at"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def take_care_of(self, article: Article | None, user: Viewer) -> None:
        """Ask of an article that is there, and what she may say of it."""
        if article is None:
            del self.fields["owner"], self.fields["review_by"]
        else:
            present = User.objects.filter(pk=article.owner_id)
            fields: Any = self.fields
            people = (User.objects.writers() | present).order_by("display_name")
            fields["owner"].queryset = people
            for name in CareForm.base_fields:
                self.initial[name] = getattr(article, name)
        if article is None or not can_archive(user, article):
            del self.fields["archive_at"]

    def clean_archive_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["archive_at"]
        if at and at <= timezone.now() and "archive_at" in self.changed_data:
            raise ValidationError(_("Choose a time that is still to come."))
        return at

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in CareForm.base_fields.keys() & self.fields.keys():
            widget = self.fields[name].widget
            if widget.value_omitted_from_data(self.data, self.files, name):
                given.pop(name, None)
        return given
