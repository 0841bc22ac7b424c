from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from composer.forms import BODY_BYTES
from tickets.carrying import usual, words_of
from tickets.models import TicketMessage

TOO_LONG = _("This is longer than 64 KB. Choose fewer replies.")


def is_too_long(body: str) -> bool:
    return len(body.encode(errors="replace")) > BODY_BYTES


class ChooseMessagesForm(forms.Form):
    """Cleans `messages` to rows."""

    messages = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: list[TicketMessage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {message.number: message for message in offered}
        field: Any = self.fields["messages"]
        field.choices = [(number, number) for number in self.offered]

    def shown(self) -> dict[str, Any]:
        """What its page takes; nothing is wrong yet where it is only opened."""
        rows = list(self.offered.values())
        errors = self.errors.get("messages") if "messages" in self.data else None
        return {"rows": rows, "ticked": usual(rows), "errors": errors}

    def clean_messages(self) -> list[TicketMessage]:
        """As much as an article holds: to cover more would take long."""
        chosen = [self.offered[number] for number in self.cleaned_data["messages"]]
        if is_too_long(words_of(chosen)):
            raise forms.ValidationError(TOO_LONG)
        return chosen
