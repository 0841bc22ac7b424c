"""What an agent changes in many tickets at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from composer.forms import BodyField, OnceForm
from tickets.forms.desk import TagsForm
from tickets.forms.tags import TagsInput
from tickets.models import Ticket

AT_ONCE = 100
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
STEPS = [("edit", "edit"), ("preview", "preview"), ("do", "do")]


class TicketsField(forms.ModelMultipleChoiceField):
    """A number that no column can hold is a fault to a database, and refused here."""

    def clean(self, value: Any) -> Any:
        if any(len(str(number)) > 18 for number in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_list"])
        return super().clean(value)


class BulkForm(OnceForm):
    """A field that is left empty changes nothing."""

    tickets = TicketsField(
        Ticket.objects.none(), widget=forms.MultipleHiddenInput, label=_("Tickets")
    )
    queue = forms.CharField(
        required=False, max_length=2000, widget=forms.HiddenInput, label=_("View")
    )
    status = forms.ChoiceField(required=False, label=_("Status"), choices=STATUSES)
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
        rows = Ticket.objects.worked_on_by(viewer).order_by("-updated_at", "-pk")
        fields["tickets"].queryset = rows.for_detail()
        agents = User.objects.agents().order_by("display_name")
        fields["assignee"].queryset = agents

    def clean_tickets(self) -> list[Ticket]:
        chosen = list(self.cleaned_data["tickets"][: AT_ONCE + 1])
        if len(chosen) > AT_ONCE:
            message = _("At most %(count)d tickets at once.") % {"count": AT_ONCE}
            raise forms.ValidationError(message, code="many")
        return chosen

    def clean_add_tags(self) -> list[str]:
        return _tags(self.cleaned_data["add_tags"])

    def clean_remove_tags(self) -> list[str]:
        return _tags(self.cleaned_data["remove_tags"])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("assignee") and given.get("unassign"):
            self.add_error("unassign", _("Choose one: another assignee, or none."))
        if given.get("body") and given.get("status", "") not in WITH_REPLY:
            self.add_error("status", _("This cannot be done together with a reply."))
        if not self.errors and not self.changes():
            self.add_error(None, _("Choose what to change."))
        return given

    def changes(self) -> list[tuple[Any, Any]]:
        """What was chosen, by label, as a preview says it."""
        apart = ("tickets", "queue", "step", "client_key")
        return [
            (self.fields[name].label, self._said(name, value))
            for name, value in self.cleaned_data.items()
            if value and name not in apart
        ]

    def _said(self, name: str, value: Any) -> Any:
        choices = dict(getattr(self.fields[name], "choices", None) or {})
        if name in ("status", "priority", "kind"):
            return choices[value]
        if isinstance(value, list):
            return ", ".join(value)
        return _("yes") if value is True else value


def _tags(text: str) -> list[str]:
    return TagsForm.names_in(text)
