"""What of a message or a ticket nobody is to read again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from composer.models import Upload
from tickets.actions.redacting import REDACTED
from tickets.details import details_of
from tickets.models import Rating, Ticket, TicketMessage


class FilesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return obj.name or str(_("A redacted file"))


class RedactForm(forms.Form):
    """Cleans to `text`, whether its words go, and `attachments`, those that go."""

    text = forms.BooleanField(required=False, label=_("The text"))
    attachments = FilesField(
        Upload.objects.none(),
        required=False,
        to_field_name="key",
        label=_("Files"),
    )

    def __init__(self, *args: Any, message: TicketMessage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["attachments"].queryset = message.attachments.all()
        if not message.attachments.all():
            fields["attachments"].widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        return something(self, super().clean() or {})


class RedactTicketForm(forms.Form):
    """Cleans to `subject` and `comment` (of the rating), whether they go, and
    `details`, keys of those that go.
    """

    subject = forms.BooleanField(required=False, label=_("The subject"))
    comment = forms.BooleanField(required=False, label=_("The comment of the rating"))
    details = forms.MultipleChoiceField(
        required=False, label=_("Details"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, ticket: Ticket) -> None:
        super().__init__(data)
        fields: Any = self.fields
        held = [each for each in details_of(ticket) if ticket.custom[each.key]]
        fields["details"].choices = [
            (each.key, f"{each.label} – {Truncator(each.value).chars(200)}")
            for each in held
        ]
        if not held:
            fields["details"].widget = forms.MultipleHiddenInput()
        fields["subject"].help_text = ticket.subject
        if ticket.subject == str(REDACTED):
            del fields["subject"]
        rating = Rating.objects.filter(ticket=ticket).first()
        if rating and rating.comment and rating.comment != str(REDACTED):
            fields["comment"].help_text = Truncator(rating.comment).chars(200)
        else:
            del fields["comment"]

    def clean(self) -> dict[str, Any]:
        return something(self, super().clean() or {})


def something(form: forms.Form, given: dict[str, Any]) -> dict[str, Any]:
    if not form.errors and not any(given.values()):
        raise forms.ValidationError(_("Choose what is to go."), code="nothing")
    return given
