"""What customers and visitors fill in."""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from composer.forms import AttachmentsField, BodyField, LineField, OnceForm
from core.proof import ProofField, TrapField
from tickets.forms.details import Files, OnceDetailsForm
from tickets.models import Rating, Ticket


class ReplyForm(OnceForm):
    body = BodyField()
    attachments = AttachmentsField()
    # what the button says beside sending
    then = forms.ChoiceField(choices=[("solved", _("Solved"))], required=False)
    # the status that the page showed, so that nothing opens again unasked
    was = forms.ChoiceField(
        choices=Ticket.Status.choices, required=False, widget=forms.HiddenInput
    )

    def given(self, *, takes_then: bool) -> dict[str, Any]:
        """What the action takes; `takes_then`: of who may solve it by that."""
        clean = self.cleaned_data
        then = clean["then"] if takes_then else ""
        return {
            "body": clean["body"],
            "files": clean["attachments"],
            "then": then or None,
            # who says that it is solved agrees with whoever solved it
            "was": "" if then else clean["was"],
        }

    def knowing(self, status: str) -> ReplyForm:
        """The same words, by somebody who was told how the ticket stands."""
        typed = {name: self.data.get(name) for name in self.fields}
        again = ReplyForm(typed | {"was": status})
        again.fields["attachments"].widget = self.fields["attachments"].widget
        return again


class SearchForm(forms.Form):
    q = LineField(
        label=_("Search your tickets"),
        required=False,
        max_length=200,
        widget=forms.SearchInput(attrs={"placeholder": _("Words or a number")}),
    )


class NewTicketForm(OnceDetailsForm):
    """What a signed-in person fills in."""

    subject = LineField(
        label=_("Subject"),
        max_length=200,
        help_text=_("In a few words: what is it about?"),
    )
    body = BodyField(label=_("How can we help?"))
    attachments = AttachmentsField()
    # what she read before, as her browser remembers it
    read = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        form = self.cleaned_data["form"]
        return super().given() | {"team": form and form.team}

    @classmethod
    def switched(cls, sent: QueryDict, files: Files | None) -> Self:
        """As well with what was typed as a question for the forums."""
        given = sent.copy()
        given.setdefault("subject", sent.get("title", ""))
        return super().switched(given, files)

    def carried(self) -> list[tuple[str, str]]:
        """As well the place of a question, for who asks in the forums after all."""
        where = self.data.get("where")
        return super().carried() + ([("where", where)] if where else [])


class VisitorTicketForm(NewTicketForm):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We answer to this address. Nobody but our team sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    website = TrapField()
    altcha = ProofField()

    field_order = ["email", "name", "subject", "body", "attachments"]


class LostLinkForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one that you wrote to us with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = TrapField()
    altcha = ProofField()


class RemoveCcForm(forms.Form):
    person = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class RatingForm(forms.Form):
    score = forms.ChoiceField(
        label=_("How did we do?"),
        choices=Rating.Score.choices,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Anything you want to tell us?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, rating: Rating | None) -> None:
        now = {"score": rating.score, "comment": rating.comment} if rating else {}
        super().__init__(data, initial=now, auto_id="rating_%s")
