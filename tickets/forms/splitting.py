"""Which messages become a ticket of their own, and whose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.querysets import normalize
from composer.forms import LineField, OnceForm
from tickets.models import Ticket


class SplitForm(OnceForm):
    """Cleans `messages` to numbers. Whether they are there still, the action says."""

    messages = forms.TypedMultipleChoiceField(
        coerce=int,
        label=_("Messages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what goes into the new ticket.")},
    )
    subject = LineField(max_length=200, label=_("Subject of the new ticket"))
    email = forms.EmailField(
        max_length=254,
        label=_("Requester's e-mail address"),
        help_text=_("Whoever else wrote one of the messages is let in as a CC."),
    )
    tell = forms.BooleanField(required=False, label=_("Mail the requester its number"))

    def __init__(self, data: Any = None, files: Any = None, *, ticket: Ticket) -> None:
        initial = {"email": ticket.requester.email, "subject": ticket.subject}
        super().__init__(data, files, initial=initial)
        numbers: Any = self.fields["messages"]
        # the first message stays: with it the ticket was opened
        numbers.choices = [(n, n) for n in range(2, ticket.message_count + 1)]

    def clean_email(self) -> str:
        return normalize(self.cleaned_data["email"])

    def ticked(self) -> set[str]:
        return {str(number) for number in self["messages"].value() or ()}

    def refuse_notes_alone(self) -> None:
        self.add_error(
            "messages", _("Tick at least one public message: a ticket opens with one.")
        )
