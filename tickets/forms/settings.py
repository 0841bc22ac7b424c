"""How an administrator describes a form of tickets and its fields."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from composer.forms import LineField
from core.fields import AddressField
from tickets.models import TicketField, TicketForm

Kind = TicketField.Kind
FIELDS_AT_MOST = 50
OPTIONS_AT_MOST = 100
OPTION_LENGTH = 200


class FormSettingsForm(forms.Form):
    title = LineField(label=_("Title"), max_length=80)
    slug = AddressField(
        help_text=_("Letters, digits and hyphens: /tickets/new/?form=…"),
    )
    description = LineField(
        label=_("Description"),
        max_length=240,
        required=False,
        help_text=_("What it is for, shown where people choose."),
    )

    team = forms.ModelChoiceField(
        Team.objects.all(),
        label=_("Goes to"),
        required=False,
        empty_label=_("No team"),
        help_text=_("Agents who open a ticket by it may choose another."),
    )

    def __init__(self, data: Any = None, *, row: TicketForm | None = None) -> None:
        self.row = row
        now = {name: getattr(row, name) for name in self.base_fields} if row else {}
        super().__init__(data, initial=now)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        others = TicketForm.objects.offered().filter(slug=slug)
        if self.row:
            others = others.exclude(pk=self.row.pk)
        if others.exists():
            raise forms.ValidationError(_("Another form has this address."))
        return slug


class FieldSettingsForm(forms.Form):
    label = LineField(label=_("Label"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        help_text=_("It cannot be changed later."),
    )
    help = LineField(label=_("Help below the field"), max_length=240, required=False)
    is_required = forms.BooleanField(label=_("Must be filled in"), required=False)
    options = forms.CharField(
        label=_("Choices, one a line"),
        required=False,
        max_length=OPTIONS_AT_MOST * OPTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the kind “choice”. Tickets keep the words they were given."),
    )
    shown_when = forms.ModelChoiceField(
        TicketField.objects.none(),
        label=_("Ask only where this field"),
        required=False,
        to_field_name="key",
        empty_label=_("Ask always"),
    )
    shown_value = LineField(
        label=_("has this value"),
        max_length=OPTION_LENGTH,
        required=False,
        help_text=_("Empty: any value. Of a tick box: ticked."),
    )

    def __init__(
        self, data: Any = None, *, form: TicketForm, row: TicketField | None = None
    ) -> None:
        self.form, self.row = form, row
        super().__init__(data, initial=_initial(row) if row else {})
        others: Any = self.fields["shown_when"]
        others.queryset = form.fields.asked()
        if row:
            others.queryset = others.queryset.exclude(pk=row.pk)
            del self.fields["kind"]

    def clean_options(self) -> list[str]:
        lines = self.cleaned_data["options"].splitlines()
        named = [" ".join(line.split()) for line in lines]
        options = list(dict.fromkeys(option for option in named if option))
        too_long = any(len(option) > OPTION_LENGTH for option in options)
        if len(options) > OPTIONS_AT_MOST or too_long:
            raise forms.ValidationError(
                _("At most 100 choices of at most 200 characters each."), code="many"
            )
        return options

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = self.row.kind if self.row else cleaned.get("kind")
        if kind != Kind.CHOICE:
            cleaned["options"] = []
        elif not cleaned.get("options") and "options" not in self.errors:
            self.add_error("options", _("Name at least one."))
        elif missing := self._needed() - set(cleaned.get("options", [])):
            words = ", ".join(sorted(missing))
            self.add_error("options", _("Other fields wait for: %s") % words)
        self._clean_condition(cleaned)
        if not self.row and self.form.fields.asked().count() >= FIELDS_AT_MOST:
            raise forms.ValidationError(_("A form has at most fifty fields."))
        return cleaned

    def _needed(self) -> set[str]:
        """The values of this field that others hang on."""
        if self.row is None:
            return set()
        shows = self.row.shows.filter(retired_at=None).exclude(shown_value="")
        return set(shows.values_list("shown_value", flat=True))

    def _clean_condition(self, cleaned: dict[str, Any]) -> None:
        other, value = cleaned.get("shown_when"), cleaned.get("shown_value")
        if other is None or other.kind == Kind.CHECKBOX:
            cleaned["shown_value"] = ""
        elif value and other.kind == Kind.CHOICE and value not in other.options:
            said = _("“%(field)s” has no such choice.") % {"field": other.label}
            self.add_error("shown_value", said)
        if other and self.row and _hangs_on(other, self.row):
            self.add_error("shown_when", _("That field hangs on this one."))


def _initial(row: TicketField) -> dict[str, Any]:
    return {
        "label": row.label,
        "help": row.help,
        "is_required": row.is_required,
        "options": "\n".join(row.options),
        "shown_when": row.shown_when.key if row.shown_when else "",
        "shown_value": row.shown_value,
    }


def _hangs_on(field: TicketField, other: TicketField) -> bool:
    above: TicketField | None = field
    while above is not None and above != other:
        above = above.shown_when
    return above is not None
