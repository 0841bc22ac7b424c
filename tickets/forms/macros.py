"""Macros as agents write them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from composer.forms import BodyField, LineField, OnceForm
from tickets.choices import agent_names, team_names
from tickets.forms.audience import MINE, audience_of, audiences, owners
from tickets.forms.fields import TagsForm
from tickets.models import Macro, Ticket
from tickets.placeholders import PLACEHOLDERS, unknown_in

AS_IT_IS = ("", _("Leave as it is"))
CHANGES = ("status", "priority", "team", "assignee", "assigns_sender", "tags")


class MacroForm(OnceForm):
    title = LineField(label=_("Title"), max_length=80)
    audience = forms.ChoiceField(label=_("For"), initial=MINE)
    purpose = forms.ChoiceField(
        label=_("Writes"), choices=Macro.Purpose.choices, initial=Macro.Purpose.REPLY
    )
    body = BodyField(label=_("Text"), required=False)
    status = forms.ChoiceField(
        required=False, label=_("Status"), choices=[AS_IT_IS, *Macro.STATUSES]
    )
    priority = forms.ChoiceField(
        required=False,
        label=_("Priority"),
        choices=[AS_IT_IS, *Ticket.Priority.choices],
    )
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, label=_("Team"), empty_label=AS_IT_IS[1]
    )
    assignee = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label=_("Assignee"),
        empty_label=AS_IT_IS[1],
    )
    assigns_sender = forms.BooleanField(
        required=False, label=_("Assign it to whoever uses the macro")
    )
    tags = forms.CharField(
        required=False, max_length=500, label=_("Add tags, by commas")
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, by: User, macro: Macro | None
    ) -> None:
        super().__init__(data, files, initial=given_of(macro) if macro else None)
        self._me = by
        fields: Any = self.fields
        fields["audience"].choices = audiences(by)
        fields["assignee"].queryset = User.objects.agents()
        for name, names in (("team", team_names()), ("assignee", agent_names())):
            fields[name].widget.choices = [AS_IT_IS, *names.items()]
        known = ", ".join(f"{{{{ {name} }}}}" for name in PLACEHOLDERS)
        fields["body"].help_text = _("Filled in as it is used: %(names)s") % {
            "names": known
        }

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if unknown := unknown_in(body):
            message = _("Nothing is known as %(names)s.")
            params = {"names": ", ".join(f"{{{{ {name} }}}}" for name in unknown)}
            raise forms.ValidationError(message, code="unknown", params=params)
        return body

    def clean_tags(self) -> list[str]:
        return TagsForm.names_in(self.cleaned_data["tags"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("assigns_sender") and cleaned.get("assignee"):
            self.add_error("assignee", _("Either an agent or whoever uses the macro."))
        if not self.errors and not any(cleaned[name] for name in ("body", *CHANGES)):
            raise forms.ValidationError(
                _("Write a text or choose what it changes."), code="empty"
            )
        return cleaned

    def row(self) -> dict[str, Any]:
        """The columns of the macro, but for its tags."""
        own = ("audience", "tags", "client_key")
        row = {k: v for k, v in self.cleaned_data.items() if k not in own}
        return row | owners(self.cleaned_data["audience"], self._me)


def given_of(macro: Macro) -> dict[str, Any]:
    """As its form shows it."""
    names = ("title", "purpose", "body", "status", "priority", "assigns_sender")
    return {name: getattr(macro, name) for name in names} | {
        "audience": audience_of(macro),
        "team": macro.team_id,
        "assignee": macro.assignee_id,
        "tags": ", ".join(tag.name for tag in macro.tags.all()),
    }
