"""What agents fill in at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.querysets import normalize
from composer.forms import AttachmentsField, BodyField, LineField, OnceForm
from notifications.audience import mailed
from tickets.details import offered
from tickets.forms.applying import TakesMacro
from tickets.forms.details import Files, OnceDetailsForm
from tickets.models import Ticket
from tickets.querysets import followers_of

THEN = [
    ("", _("Send")),
    (Ticket.Status.PENDING, _("Send and wait")),
    (Ticket.Status.ON_HOLD, _("Send and hold")),
    (Ticket.Status.SOLVED, _("Send and solve")),
]

_PROMISE = re.compile(r"\b(?:attach(?:ed|ing|ments?)|enclosed)\b", re.IGNORECASE)


def promises_file(body: str | None) -> bool:
    """Does she say that a file comes along? What is quoted was said by others."""
    lines = (body or "").splitlines()
    return any(_PROMISE.search(line) for line in lines if not line.startswith(">"))


class ReadForm(forms.Form):
    """What somebody had before her as she decided, and where she goes on."""

    # the number of the last message that her page showed
    seen = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    # where the next ticket is found: the query of the queue, after this ticket
    queue = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class AgentReplyForm(ReadForm, OnceForm):
    body = BodyField(label=_("Reply"), widget=forms.Textarea(attrs={"rows": 5}))
    attachments = AttachmentsField()
    then = forms.ChoiceField(required=False, choices=THEN)


class ComposerForm(TakesMacro, AgentReplyForm):
    """A reply as a person writes it on the page: she is asked what a program is not."""

    # who gets it by mail, where the page let her choose
    mail_to = forms.MultipleChoiceField(
        required=False,
        label=_("Mailed to"),
        widget=forms.CheckboxSelectMultiple,
    )
    chosen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    # pressed again after the question whether a file was forgotten
    no_file = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def read_up_to(self, number: int) -> ComposerForm:
        """The same words, by somebody who has read what came meanwhile."""
        typed = {name: self.data.get(name) for name in self.fields}
        given = self.cleaned_data
        typed |= {"seen": str(number), "mail_to": given["mail_to"]}
        typed["changes"] = [each.key for each in given["changes"]]
        again = ComposerForm(typed, ticket=self.ticket, by=self.by)
        again.fields["attachments"].widget = self.fields["attachments"].widget
        return again

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        told = cleaned.get("no_file") or cleaned.get("attachments")
        if "attachments" in cleaned and not told and promises_file(cleaned.get("body")):
            self.asks_for_file = True
            raise forms.ValidationError(
                _("You speak of an attachment, but added none. Add it or send again."),
                code="no_file",
            )
        return cleaned

    # set where the form is shown again with that question
    asks_for_file = False

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, ticket=ticket, **kwargs)
        following = self._following()
        mailed_too = mailed(ticket, following, reason="follower") if following else []
        self.by_bell = [one for one in following if one not in mailed_too]
        self.recipients = recipients(ticket, self.by, mailed_too)
        mail_to: Any = self.fields["mail_to"]
        mail_to.choices = [
            (person.pk, BECAUSE[reason] % {"name": person.public_name})
            for person, reason in self.recipients
        ]
        mail_to.initial = [person.pk for person, _reason in self.recipients]

    def _following(self) -> list[User]:
        """Asked for where `followed_by` says that there are any."""
        if not getattr(self.ticket, "has_followers", True):
            return []
        return list(followers_of(self.ticket).exclude(pk=self.by.pk))

    def left_out(self) -> list[int]:
        """Whose tick she took away; nobody where she was not asked."""
        if not self.cleaned_data["chosen"]:
            return []
        ticked = self.cleaned_data["mail_to"]
        keys = [person.pk for person, _reason in self.recipients]
        return [key for key in keys if str(key) not in ticked]


BECAUSE = {
    "requester": _("%(name)s (requester)"),
    "cc": _("%(name)s (CC)"),
    "follower": _("%(name)s (follows the ticket)"),
}


def recipients(
    ticket: Ticket, by: User, followers: Iterable[User]
) -> list[tuple[User, str]]:
    """Who else gets a reply, and why. Expects the ticket's people at hand."""
    people = {ticket.requester: "requester"}
    ccs = [cc.person for cc in ticket.ccs.all()]  # a merge may bring in the requester
    people |= {person: "cc" for person in ccs if person not in people}
    people |= {one: "follower" for one in followers if one not in people}
    return [(person, reason) for person, reason in people.items() if person != by]


class NoteForm(OnceForm):
    body = BodyField(label=_("Private note"), widget=forms.Textarea(attrs={"rows": 2}))
    attachments = AttachmentsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # it stands beside a reply of the same names
        super().__init__(*args, **{"auto_id": "note_%s", **kwargs})


class NoteComposerForm(TakesMacro, NoteForm):
    """A note as a person writes it on the page."""


class ExportForm(OnceForm):
    """Of what a queue holds, named by its query."""

    queue = forms.CharField(
        required=False, max_length=2000, widget=forms.HiddenInput, label=_("View")
    )


class OpenTicketForm(OnceDetailsForm):
    """An agent opens a ticket for a customer who called or came by."""

    email = forms.EmailField(label=_("Customer's e-mail address"), max_length=254)
    name = forms.CharField(required=False, max_length=60, label=_("Customer's name"))
    subject = LineField(max_length=200, label=_("Subject"))
    body = BodyField(label=_("What it is about"))
    channel = forms.ChoiceField(
        label=_("Came by"), choices=Ticket.Channel.choices, initial="phone"
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, label=_("Team"), empty_label=_("No team")
    )
    priority = forms.ChoiceField(
        label=_("Priority"), choices=Ticket.Priority.choices, initial="normal"
    )
    attachments = AttachmentsField()

    def given(self) -> dict[str, Any]:
        own = {
            name: self.cleaned_data[name] for name in ("channel", "team", "priority")
        }
        return super().given() | own

    @classmethod
    def switched(cls, sent: QueryDict, files: Files | None) -> Self:
        """To the team of the form, where she chose none but that of the one before."""
        given, before = sent.copy(), offered(sent.get("form"))
        if given.get("team", "") == (str(before.team_id or "") if before else ""):
            chosen = offered(sent.get("choose"))
            given["team"] = str(chosen.team_id or "") if chosen else ""
        return super().switched(given, files)

    def clean_email(self) -> str:
        return normalize(self.cleaned_data["email"])
