"""The fields of a ticket, each as a form of its own that shows what the ticket has."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.querysets import normalize
from composer.forms import LineField
from tickets.choices import agents_to_choose, team_names
from tickets.forms.tags import TagsInput
from tickets.models import Tag, Ticket
from tickets.querysets import agents_of

CCS_AT_MOST = 20


class FieldForm(forms.Form):
    """One field of a ticket, showing what the ticket has."""

    def __init__(self, data: Any = None, *, ticket: Ticket, auto_id: str = "") -> None:
        super().__init__(data, initial=self.now(ticket), auto_id=auto_id or "id_%s")

    def now(self, ticket: Ticket) -> dict[str, Any]:
        """The initial value of the field."""
        raise NotImplementedError


class ShownForm(FieldForm):
    """Says as well what its field held when it was shown, so that two get on.

    A program that does not say it means to replace whatever stands.
    """

    was = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    # set where others changed the same meanwhile: what they made of it
    newer = ""

    def __init__(self, data: Any = None, *, ticket: Ticket, auto_id: str = "") -> None:
        self.ticket = ticket
        self.name = next(name for name in self.base_fields if name != "was")
        super().__init__(data, ticket=ticket, auto_id=auto_id)
        self.initial["was"] = self.initial[self.name]

    def was_shown(self) -> dict[str, str] | None:
        return self.values(self.data["was"]) if "was" in self.data else None

    def chosen(self) -> dict[str, str]:
        return self.values(self.data.get(self.name))

    def standing(self) -> dict[str, str]:
        return self.values(self.now(self.ticket)[self.name])

    def values(self, value: Any) -> dict[str, str]:
        """As they are compared."""
        return {self.name: "" if value is None else str(value)}

    def told_newer(self) -> ShownForm:
        """The same choice, by somebody who has read what it is now."""
        now = self.standing()[self.name]
        again = type(self)(
            {self.name: self.data.get(self.name), "was": now},
            ticket=self.ticket,
            auto_id=str(self.auto_id),
        )
        choices = getattr(self.fields[self.name].widget, "choices", ())
        labels = {str(value): label for value, label in choices}
        again.newer = labels.get(now, now)
        return again


class AssignForm(ShownForm):
    to = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label=_("Assignee"),
        empty_label=_("Nobody"),
    )

    def __init__(self, data: Any = None, *, ticket: Ticket, auto_id: str = "") -> None:
        super().__init__(data, ticket=ticket, auto_id=auto_id)
        field: Any = self.fields["to"]
        field.queryset = agents_of(ticket)
        names = agents_to_choose(ticket).items()
        field.widget.choices = [("", field.empty_label), *names]

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"to": ticket.assignee_id}


class TeamForm(ShownForm):
    team = forms.ModelChoiceField(
        Team.objects.all(), required=False, label=_("Team"), empty_label=_("No team")
    )

    def __init__(self, data: Any = None, *, ticket: Ticket, auto_id: str = "") -> None:
        super().__init__(data, ticket=ticket, auto_id=auto_id)
        field: Any = self.fields["team"]
        field.widget.choices = [("", field.empty_label), *team_names().items()]

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"team": ticket.team_id}


class PriorityForm(ShownForm):
    priority = forms.ChoiceField(label=_("Priority"), choices=Ticket.Priority.choices)

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"priority": ticket.priority}


class KindForm(ShownForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Ticket.Kind.choices)

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"kind": ticket.kind}


class TagsForm(ShownForm):
    tags = forms.CharField(
        required=False,
        max_length=500,
        label=_("Tags, by commas"),
        widget=TagsInput,
    )

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"tags": ", ".join(tag.name for tag in ticket.tags.all())}

    def clean_tags(self) -> list[str]:
        return self.names_in(self.cleaned_data["tags"])

    def values(self, value: Any) -> dict[str, str]:
        """Each by itself: who adds one and who takes another away are not at odds."""
        return {name: name for name in self._names(value or "")}

    @staticmethod
    def _names(text: str) -> list[str]:
        names = (" ".join(name.split()).lower() for name in text.split(","))
        return list(dict.fromkeys(filter(None, names)))

    @classmethod
    def names_in(cls, text: str) -> list[str]:
        """At most 20 names of at most 50 characters."""
        names = cls._names(text)
        length = Tag._meta.get_field("name").max_length or 0
        if len(names) > 20 or any(len(name) > length for name in names):
            raise forms.ValidationError(
                _("At most 20 tags of at most 50 characters each."), code="tags"
            )
        return names


class SubjectForm(ShownForm):
    subject = LineField(max_length=200, label=_("Subject"))

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"subject": ticket.subject}


class RequesterForm(ShownForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"email": ticket.requester.email}

    def clean_email(self) -> str:
        return normalize(self.cleaned_data["email"])

    def values(self, value: Any) -> dict[str, str]:
        return {"email": normalize(value or "")}


class CcForm(FieldForm):
    """Somebody who is to hear of a ticket, or, once she does, whether she may reply."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    can_reply = forms.BooleanField(required=False, label=_("May reply"))

    def __init__(self, data: Any = None, *, ticket: Ticket, auto_id: str = "") -> None:
        self.ticket = ticket
        super().__init__(data, ticket=ticket, auto_id=auto_id)

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"can_reply": True}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        others = self.ticket.ccs.exclude(person__in=User.objects.known_by(email))
        if others.count() >= CCS_AT_MOST:
            raise forms.ValidationError(_("A ticket takes at most twenty people."))
        return email
