"""Which ticket goes into which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.models import Ticket
from tickets.permissions import can_merge


class MergeForm(forms.Form):
    """Cleans `into` to a ticket that the agent may merge this one into."""

    into = forms.RegexField(
        r"^\s*#?\d{1,18}\s*$", max_length=24, label=_("Number of the ticket that stays")
    )
    tell = forms.BooleanField(required=False, label=_("Tell the requester by mail"))

    def __init__(self, data: Any = None, *, ticket: Ticket, by: User) -> None:
        super().__init__(data)
        self.ticket, self.by = ticket, by

    def clean_into(self) -> Ticket:
        number = int(self.cleaned_data["into"].strip().lstrip("#"))
        rows = Ticket.objects.worked_on_by(self.by).for_detail()
        found = rows.exclude(pk=self.ticket.pk).filter(pk=number).first()
        if found is None or not can_merge(self.by, found):
            raise forms.ValidationError(
                _("There is no other ticket of this number to merge into."),
                code="into",
            )
        return found
