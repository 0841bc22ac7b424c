"""Which ticket goes into which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.forms.bulk import TicketsField
from tickets.models import Ticket
from tickets.permissions import can_merge


class MergeForm(forms.Form):
    """Cleans `into` to a ticket that the agent may merge this one into."""

    # what is no number is looked for by its words
    into = forms.RegexField(
        r"^\s*#?\d{1,18}\s*$", max_length=200, label=_("The ticket that stays")
    )
    tell = forms.BooleanField(required=False, label=_("Tell the requester by mail"))

    def __init__(
        self, data: Any = None, *, ticket: Ticket, by: User, **given: Any
    ) -> None:
        super().__init__(data, **given)
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


class MergeTickedForm(forms.Form):
    """Which of the ticked tickets stays; `losers` are the others."""

    AT_ONCE = 20

    tickets = TicketsField(
        Ticket.objects.none(), widget=forms.MultipleHiddenInput, label=_("Tickets")
    )
    into = forms.ModelChoiceField(
        Ticket.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=_("The ticket that stays"),
    )
    tell = forms.BooleanField(required=False)
    queue = forms.CharField(
        required=False, max_length=2000, widget=forms.HiddenInput, label=_("View")
    )

    def __init__(self, data: Any, *, by: User) -> None:
        super().__init__(data)
        rows = Ticket.objects.worked_on_by(by).for_detail().order_by("pk")
        fields: Any = self.fields
        fields["tickets"].queryset = rows
        ticked = self["tickets"].value() or ()
        numbers = [number for number in ticked if is_number(number)]
        fields["into"].queryset = rows.standing().filter(pk__in=numbers)
        self.by = by

    def clean_tickets(self) -> list[Ticket]:
        chosen = list(self.cleaned_data["tickets"][: self.AT_ONCE + 1])
        if not 2 <= len(chosen) <= self.AT_ONCE:
            message = _("Tick two tickets at the least, %(count)d at most.")
            params = {"count": self.AT_ONCE}
            raise forms.ValidationError(message, code="count", params=params)
        for ticket in chosen:
            # sent twice, it is as it was chosen
            if not can_merge(self.by, ticket.merged_into or ticket):
                message = _("#%(number)d cannot be merged.")
                params = {"number": ticket.pk}
                raise forms.ValidationError(message, code="ticket", params=params)
        return chosen

    def losers(self) -> list[Ticket]:
        into = self.cleaned_data["into"]
        return [each for each in self.cleaned_data["tickets"] if each.pk != into.pk]


def is_number(text: str) -> bool:
    number = text.strip().lstrip("#")
    return number.isascii() and number.isdigit() and len(number) < 19
