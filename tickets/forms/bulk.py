"""What an agent changes in many tickets at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from composer.forms import BodyField, OnceForm
from tickets.forms.fields import TagsForm
from tickets.forms.tags import TagsInput
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.queues import queue_at

AT_ONCE = 100
IN_A_VIEW = 10_000
AS_IT_IS = _("As it is")
LEFT = ("", AS_IT_IS)
STATUSES = [
    LEFT,
    ("solve", _("Solve")),
    ("open", _("Mark open")),
    ("pending", _("Wait for the customer")),
    ("hold", _("Put on hold")),
    ("reopen", _("Reopen")),
    ("spam", _("Mark as spam")),
    ("trash", _("Move to trash")),
]
# what a reply may bring with it
WITH_REPLY = ("", "solve", "open", "pending", "hold")
CHANGES = (
    *("status", "block", "assignee", "unassign", "team", "priority", "kind"),
    *("add_tags", "remove_tags", "body"),
)
STEPS = [("edit", "edit"), ("preview", "preview"), ("do", "do")]


class TicketsField(forms.ModelMultipleChoiceField):
    """A number that no column can hold is a fault to a database, and refused here."""

    def clean(self, value: Any) -> Any:
        if any(len(str(number)) > 18 for number in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_list"])
        return super().clean(value)


class ChangesForm(OnceForm):
    """What to change. A field that is left empty changes nothing."""

    queue = forms.CharField(
        required=False, max_length=2000, widget=forms.HiddenInput, label=_("View")
    )
    status = forms.ChoiceField(required=False, label=_("Status"), choices=STATUSES)
    block = forms.BooleanField(required=False, label=_("With spam: block the sender"))
    assignee = forms.ModelChoiceField(
        User.objects.none(), required=False, label=_("Assignee"), empty_label=AS_IT_IS
    )
    unassign = forms.BooleanField(required=False, label=_("Take from its assignee"))
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, label=_("Team"), empty_label=AS_IT_IS
    )
    priority = forms.ChoiceField(
        required=False, label=_("Priority"), choices=[LEFT, *Ticket.Priority.choices]
    )
    kind = forms.ChoiceField(
        required=False, label=_("Kind"), choices=[LEFT, *Ticket.Kind.choices]
    )
    add_tags = forms.CharField(
        required=False, max_length=500, label=_("Add tags, by commas"), widget=TagsInput
    )
    remove_tags = forms.CharField(
        required=False,
        max_length=500,
        label=_("Take tags away, by commas"),
        widget=TagsInput,
    )
    body = BodyField(required=False, label=_("Reply to each"))
    step = forms.ChoiceField(required=False, choices=STEPS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        agents = User.objects.agents().order_by("display_name")
        fields["assignee"].queryset = agents
        self.viewer = viewer

    def clean_add_tags(self) -> list[str]:
        return _tags(self.cleaned_data["add_tags"])

    def clean_remove_tags(self) -> list[str]:
        return _tags(self.cleaned_data["remove_tags"])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("assignee") and given.get("unassign"):
            self.add_error("unassign", _("Choose one: another assignee, or none."))
        if given.get("block") and given.get("status") != "spam":
            self.add_error("block", _("Senders are blocked along with spam only."))
        if given.get("body") and given.get("status", "") not in WITH_REPLY:
            self.add_error("status", _("This cannot be done together with a reply."))
        if not self.errors and not self.changes():
            self.add_error(None, _("Choose what to change."))
        return given

    def changes(self) -> list[tuple[Any, Any]]:
        """What was chosen, by label, as a preview says it."""
        return [
            (self.fields[name].label, self._said(name, self.cleaned_data[name]))
            for name in CHANGES
            if self.cleaned_data.get(name)
        ]

    def chosen(self) -> dict[str, Any]:
        """As it was given, to be cleaned again when its turn comes."""
        return {name: self[name].data for name in CHANGES}

    def _said(self, name: str, value: Any) -> Any:
        choices = dict(getattr(self.fields[name], "choices", None) or {})
        if name in ("status", "priority", "kind"):
            return choices[value]
        if isinstance(value, list):
            return ", ".join(value)
        return _("yes") if value is True else value


class BulkForm(ChangesForm):
    """About tickets that were ticked."""

    tickets = TicketsField(
        Ticket.objects.none(), widget=forms.MultipleHiddenInput, label=_("Tickets")
    )

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        rows = Ticket.objects.worked_on_by(viewer).order_by("-updated_at", "-pk")
        fields: Any = self.fields
        fields["tickets"].queryset = rows.for_detail()

    def clean_tickets(self) -> list[Ticket]:
        chosen = list(self.cleaned_data["tickets"][: AT_ONCE + 1])
        _refuse_many(len(chosen), AT_ONCE)
        return chosen


class WholeViewForm(ChangesForm):
    """About all tickets of a view."""

    # the last ticket that there was when she chose; she has not seen later ones
    newest = forms.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def tickets(self) -> TicketQuerySet:
        """What the view holds in its order, whether or not the form was sent."""
        queue = queue_at(QueryDict(self["queue"].value() or ""), self.viewer)
        rows = queue.rows(self.viewer).order_by(*queue.order)
        newest = self.cleaned_data.get("newest") if self.is_bound else None
        return rows.filter(pk__lte=newest) if newest is not None else rows

    def given(self) -> dict[str, Any]:
        """What `start_bulk_change` takes."""
        return {
            "tickets": self.tickets().order_by("pk").values_list("pk", flat=True),
            "query": self.cleaned_data["queue"],
            "chosen": self.chosen(),
            "client_key": self.cleaned_data["client_key"],
        }

    def count(self) -> int:
        """One more than may be where there are more."""
        return self.tickets().order_by()[: IN_A_VIEW + 1].count()

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if "queue" in given and "newest" in given:
            _refuse_many(self.count(), IN_A_VIEW)
        return given


def _refuse_many(count: int, at_most: int) -> None:
    if count > at_most:
        message = _("At most %(count)d tickets at once.") % {"count": at_most}
        raise forms.ValidationError(message, code="many")


def _tags(text: str) -> list[str]:
    return TagsForm.names_in(text)
