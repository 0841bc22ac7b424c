"""The fields that an administrator put into a form of tickets."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Self
from uuid import uuid5

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from composer.forms import LineField, OnceForm
from core.typed import fill
from tickets.actions import Stale
from tickets.details import TICKED, applying, offered, shown
from tickets.models import Ticket, TicketField, TicketForm

Kind = TicketField.Kind
Files = MultiValueDict[str, UploadedFile]
_NEWER = _("Meanwhile this became “%(value)s”. Save again to replace it.")
_OTHER_FORM = _(
    "Meanwhile somebody chose this form for it. You had filled in: %(words)s"
)


class ChosenFormField(forms.CharField):
    """The address of a form that is offered; cleans to it, or to None."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=80, label=_("Kind of request"))

    def clean(self, value: Any) -> TicketForm | None:
        slug = super().clean(value)
        found = offered(slug)
        if slug and found is None:
            raise forms.ValidationError(
                _("This form is offered no more. Your words are kept: choose again."),
                code="gone",
            )
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if offered(data) else ""


class DetailsForm(forms.Form):
    """A form with the fields of a kind of request beside its own.

    Cleans to `form` and, by the fields' keys, `custom`. What is not asked, as the
    others were filled in, is ignored: without scripts people see all of it.
    """

    form = ChosenFormField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket_form = self.chosen_form()
        self.asked = list(self.ticket_form.fields.asked()) if self.ticket_form else []
        for each in self.asked:
            self.fields[each.input_name] = self.field_for(each)
        # a browser would insist on what is not asked
        if any(each.shown_when_id for each in self.asked):
            self.use_required_attribute = False

    @classmethod
    def switched(cls, sent: QueryDict, files: Files | None) -> Self:
        """With the fields of the form that a button of this one names, else of its own,
        and all that was typed so far, unchecked until it is sent.
        """
        given = sent.copy()
        chosen = offered(sent.get("choose", sent.get("form")))
        given["form"] = chosen.slug if chosen else ""
        form = cls(initial={"form": given["form"]})
        form.data, form.files = given, files or form.files
        fill(form, given)
        return form

    def chosen_form(self) -> TicketForm | None:
        given = self.data if self.is_bound else self.initial
        return offered(given.get("form"))

    def field_for(self, asked: TicketField) -> forms.Field:
        return field_for(asked, is_required=asked.is_required)

    def given(self) -> dict[str, Any]:
        """What opening a ticket takes of it."""
        names = ("subject", "body", "form", "custom", "client_key")
        given = {name: self.cleaned_data[name] for name in names}
        return given | {"files": self.cleaned_data["attachments"]}

    def carried(self) -> list[tuple[str, str]]:
        """What was filled in on other forms, for who comes back to them."""
        return [
            (name, value)
            for name, value in self.data.items()
            if name.startswith("custom.") and name not in self.fields and value
        ]

    def own_fields(self) -> list[forms.BoundField]:
        names = {each.input_name for each in self.asked}
        return [field for field in self.visible_fields() if field.name not in names]

    def details(self) -> list[tuple[forms.BoundField, TicketField]]:
        return [(self[each.input_name], each) for each in self.asked]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = {each.key: cleaned.pop(each.input_name, None) for each in self.asked}
        values = {key: stored(v) for key, v in given.items() if says_something(v)}
        applies = applying(self.asked, values)
        for each in self.asked:
            if each.key not in applies:
                self.errors.pop(each.input_name, None)
        cleaned["custom"] = {key: values[key] for key in values if key in applies}
        return cleaned


class WasField(forms.CharField):
    """What another field held when it was shown."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        # twice as long as a text, for a browser sends its breaks as two
        super().__init__(required=False, strip=False, max_length=10_000)

    def to_python(self, value: Any) -> str:
        return _one_kind_of_breaks(super().to_python(value) or "")


class EditDetailsForm(DetailsForm):
    """At the desk: what is not known may stay empty, and old choices may stay.

    A ticket keeps the form that it came by; one without may be given any. Says as well
    what was shown, as a `ShownForm` does, with the form's slug by the name "".
    """

    was = WasField()

    def __init__(
        self, data: Any = None, *, ticket: Ticket, chosen: str = "", auto_id: str = ""
    ) -> None:
        self.ticket = ticket
        now = {f"custom.{key}": value for key, value in ticket.custom.items()}
        initial = now | {"form": "" if ticket.form else chosen}
        super().__init__(data, initial=initial, auto_id=auto_id or "id_%s")
        for each in self.asked:
            self.fields[f"was.{each.key}"] = WasField()
        for key, value in self.standing().items():
            self.initial[f"was.{key}" if key else "was"] = value

    def was_shown(self) -> dict[str, str] | None:
        if "was" not in self.data:
            return None
        given = {each.key: self.cleaned_data[f"was.{each.key}"] for each in self.asked}
        return {"": self.cleaned_data["was"], **_filled(given)}

    def chosen(self) -> dict[str, str]:
        form = self.cleaned_data["sent_form"] or self.ticket_form
        return {"": form.slug if form else "", **self.cleaned_data["custom"]}

    def standing(self) -> dict[str, str]:
        form, custom = self.ticket.form, self.ticket.custom
        now = {each.key: custom.get(each.key, "") for each in self.asked}
        return {"": form.slug if form else "", **_filled(now)}

    def told_newer(self, stale: Stale) -> EditDetailsForm:
        """What was changed, among the rest as it stands, by one who has read that."""
        was, chosen, now = self.was_shown() or {}, self.chosen(), stale.now
        data = {f"was.{key}" if key else "was": value for key, value in now.items()}
        data["form"] = self.data.get("form", "")
        for each in self.asked:
            is_hers = chosen.get(each.key) != was.get(each.key)
            data[each.input_name] = (chosen if is_hers else now).get(each.key, "")
        again = EditDetailsForm(data, ticket=self.ticket)
        for each in again.asked:
            if each.key in stale.names:
                value = now.get(each.key)
                said = shown(value, each.kind) if value else _("nothing")
                again.add_error(each.input_name, _NEWER % {"value": said})
        if "" in stale.names:
            words = "; ".join(value for _name, value in self.carried())
            again.add_error(None, _OTHER_FORM % {"words": words})
        return again

    def chosen_form(self) -> TicketForm | None:
        return self.ticket.form or super().chosen_form()

    def field_for(self, asked: TicketField) -> forms.Field:
        field = field_for(asked, is_required=False)
        old = self.ticket.custom.get(asked.key)
        if isinstance(field, forms.ChoiceField) and old and old not in asked.options:
            choices: Any = field.choices
            field.choices = [*choices, (old, old)]
        return field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent = cleaned.get("form")
        return cleaned | {"form": self.ticket_form, "sent_form": sent}


class OnceDetailsForm(DetailsForm, OnceForm):
    """Other details with the same words are something new as well."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned["custom"] and (key := cleaned.get("client_key")):
            words = json.dumps(cleaned["custom"], sort_keys=True)
            cleaned["client_key"] = uuid5(key, words)
        return cleaned


def _filled(values: dict[str, str]) -> dict[str, str]:
    return {key: _one_kind_of_breaks(value) for key, value in values.items() if value}


def _one_kind_of_breaks(text: str) -> str:
    """A browser sends those of a text in its own way."""
    return text.replace("\r\n", "\n")


def field_for(asked: TicketField, *, is_required: bool) -> forms.Field:
    common = {"label": asked.label, "help_text": asked.help, "required": is_required}
    return FIELDS[asked.kind](asked, common)


def says_something(value: Any) -> bool:
    return isinstance(value, Decimal) or bool(value)


def stored(value: Any) -> str:
    """As a ticket keeps it: filters compare texts."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return TICKED if value is True else _one_kind_of_breaks(str(value))


def _text(asked: TicketField, common: dict[str, Any]) -> forms.Field:
    return LineField(max_length=200, **common)


def _long_text(asked: TicketField, common: dict[str, Any]) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(max_length=5000, widget=widget, **common)


def _choice(asked: TicketField, common: dict[str, Any]) -> forms.Field:
    choices = [("", _("Please choose")), *((each, each) for each in asked.options)]
    return forms.ChoiceField(choices=choices, **common)


def _number(asked: TicketField, common: dict[str, Any]) -> forms.Field:
    widget = forms.NumberInput(attrs={"step": "any"})
    return forms.DecimalField(max_digits=18, decimal_places=4, widget=widget, **common)


def _date(asked: TicketField, common: dict[str, Any]) -> forms.Field:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(widget=widget, **common)


def _checkbox(asked: TicketField, common: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**common)


FIELDS: dict[str, Callable[[TicketField, dict[str, Any]], forms.Field]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.CHECKBOX: _checkbox,
}
