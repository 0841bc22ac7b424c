"""What was filled in besides subject and text, and which fields are to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.remembering import remembered
from tickets.models import VALUE_LENGTH, Ticket, TicketField, TicketForm

Kind = TicketField.Kind
# what a ticked box holds; one that is not holds nothing
TICKED = "yes"
# what stands in place of a value that was redacted; nobody fills that in
GONE = ""


@dataclass(frozen=True)
class Detail:
    key: str
    label: str
    value: str
    # what finds the tickets that say the same; "" where it is too long, or gone
    query: str
    is_long: bool = False


def applying(fields: Iterable[TicketField], given: Mapping[str, str]) -> set[str]:
    """Keys of the fields that are asked, as the others (by key) were filled in."""
    by_key = {field.key: field for field in fields}
    return {key for key, field in by_key.items() if _applies(field, by_key, given)}


def details_of(ticket: Ticket) -> list[Detail]:
    """In the order of the forms; what was withdrawn since is still told."""
    known = all_fields()
    given = [(known.get(key), key, value) for key, value in ticket.custom.items()]
    return [
        Detail(
            key=key,
            label=field.label if field else key,
            value=shown(value, field.kind if field else ""),
            query=urlencode({f"custom.{key}": value}) if is_short(value) else "",
            is_long=field is not None and field.kind == Kind.LONG_TEXT,
        )
        for field, key, value in sorted(given, key=_place)
    ]


def fields_in_order() -> list[TicketField]:
    """All of them, form after form."""
    return sorted(all_fields().values(), key=lambda field: _place((field, "", "")))


def is_short(value: str) -> bool:
    return 0 < len(value) <= VALUE_LENGTH and "\n" not in value


def shown(value: str, kind: str) -> str:
    if value == GONE:
        return _("redacted")
    if kind == Kind.CHECKBOX:
        return _("Yes")
    if kind == Kind.DATE:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if kind == Kind.NUMBER:
        return str(number_format(value, use_l10n=True))
    return value


@remembered
def offered_forms() -> list[TicketForm]:
    """In order, for whoever opens a ticket."""
    return list(TicketForm.objects.offered().select_related("team"))


def offered(slug: object) -> TicketForm | None:
    return next((form for form in offered_forms() if form.slug == slug), None)


@remembered
def all_fields() -> dict[str, TicketField]:
    """By key, those that were withdrawn as well."""
    return {field.key: field for field in TicketField.objects.select_related("form")}


def _applies(
    field: TicketField, by_key: Mapping[str, TicketField], given: Mapping[str, str]
) -> bool:
    other = field.shown_when
    if other is None:
        return True
    value = given.get(other.key)
    if other.key not in by_key or not value:
        return False
    is_so = not field.shown_value or value == field.shown_value
    return is_so and _applies(by_key[other.key], by_key, given)


def _place(given: tuple[TicketField | None, str, Any]) -> tuple[Any, ...]:
    field, key, _value = given
    if field is None:
        return (1, 0, 0, 0, 0, key)
    form = field.form
    return (0, form.position, form.pk, field.position, field.pk, key)
