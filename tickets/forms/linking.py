"""Which ticket another one has to do with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tickets.models import Ticket, TicketLink


class LinkForm(forms.Form):
    """Cleans to `kind`, what this ticket is to the other, and `other`, a ticket."""

    kind = forms.ChoiceField(
        label=_("This ticket"),
        choices=[
            ("related", _("is related to")),
            ("parent", _("is the parent of")),
            ("child", _("is a child of")),
            ("duplicate", _("is a duplicate of")),
        ],
    )
    other = forms.CharField(
        max_length=19,
        label=_("Number"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, choices: Any = None, **kwargs: Any) -> None:
        """`choices`: the tickets that may be named."""
        super().__init__(*args, **{"auto_id": "link_%s", **kwargs})
        self.choices = choices

    def ends(self, ticket: Ticket) -> tuple[Ticket, Ticket, str]:
        """Source, target and kind of the link that was asked for."""
        kind, other = self.cleaned_data["kind"], self.cleaned_data["other"]
        if kind == "child":
            return other, ticket, TicketLink.Kind.PARENT
        return ticket, other, kind

    def clean_other(self) -> Ticket:
        number = self.cleaned_data["other"].strip().removeprefix("#")
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        found = self.choices.filter(pk=int(number)).first() if is_number else None
        if found is None:
            raise forms.ValidationError(
                _("There is no other ticket of this number."), code="number"
            )
        return found
