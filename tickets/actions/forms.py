"""The forms of kinds of requests, as an administrator arranges them."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.models import TicketField, TicketForm


@transaction.atomic
def create_form(*, by: User, **fields: Any) -> TicketForm:
    """The new form stands last."""
    last = TicketForm.objects.aggregate(last=Max("position"))["last"]
    form = TicketForm.objects.create(position=_after(last), **fields)
    record(events.FormChanged, form, by=by)
    return form


@transaction.atomic
def change_form(form: TicketForm, *, by: User, **fields: Any) -> bool:
    if not (changed := _put(form, fields)):
        return False
    record(events.FormChanged, form, by=by, data={"changed": changed})
    return True


@transaction.atomic
def raise_form(form: TicketForm, *, by: User) -> bool:
    """One place up. All positions are written anew, so that none is there twice."""
    forms = list(TicketForm.objects.offered().select_for_update())
    if not _raise(forms, form):
        return False
    record(events.FormChanged, form, by=by, data={"changed": ["position"]})
    return True


@transaction.atomic
def retire_form(form: TicketForm, *, by: User) -> bool:
    """It is offered no more; what was filled in stays readable."""
    row = TicketForm.objects.select_for_update().get(pk=form.pk)
    if row.retired_at:
        return False
    row.retired_at = now()
    row.save(update_fields=["retired_at"])
    record(events.FormRetired, row, by=by)
    return True


@transaction.atomic
def add_field(form: TicketForm, *, by: User, **fields: Any) -> TicketField:
    """Last, with a key made of its label that no field ever had.

    Sent again with the same words it returns the one that is asked already.
    """
    TicketForm.objects.select_for_update().get(pk=form.pk)
    if same := form.fields.asked().filter(**fields).first():
        return same
    last = form.fields.aggregate(last=Max("position"))["last"]
    key = _free_key(fields["label"])
    field = form.fields.create(key=key, position=_after(last), **fields)
    record(events.FormChanged, form, by=by, data={"added": [key]})
    return field


@transaction.atomic
def change_field(field: TicketField, *, by: User, **fields: Any) -> bool:
    if not (changed := _put(field, fields)):
        return False
    data = {"field": field.key, "changed": changed}
    record(events.FormChanged, field.form, by=by, data=data)
    return True


@transaction.atomic
def raise_field(field: TicketField, *, by: User) -> bool:
    fields = list(field.form.fields.filter(retired_at=None).select_for_update())
    if not _raise(fields, field):
        return False
    data = {"field": field.key, "changed": ["position"]}
    record(events.FormChanged, field.form, by=by, data=data)
    return True


@transaction.atomic
def retire_field(field: TicketField, *, by: User) -> bool:
    """It is asked no more; what was filled in stays. Not while others hang on it."""
    row = TicketField.objects.select_for_update().get(pk=field.pk)
    if row.retired_at or row.shows.filter(retired_at=None).exists():
        return False
    row.retired_at = now()
    row.save(update_fields=["retired_at"])
    record(events.FormChanged, row.form, by=by, data={"removed": [row.key]})
    return True


def _after(last: int | None) -> int:
    return 0 if last is None else last + 1


def _put(row: TicketForm | TicketField, fields: dict[str, Any]) -> list[str]:
    """Set what differs, and say what did."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
    return sorted(changed)


def _raise(rows: list[Any], row: Any) -> bool:
    place = rows.index(row) if row in rows else 0
    if place == 0:
        return False
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, each in enumerate(rows):
        each.position = position
    type(row).objects.bulk_update(rows, ["position"])
    return True


def _free_key(label: str) -> str:
    words = slugify(label).replace("-", "_")[:30].strip("_")
    stem = words if re.match("[a-z]", words) else f"field_{words}".strip("_")
    taken = set(
        TicketField.objects.filter(key__startswith=stem).values_list("key", flat=True)
    )
    keys = (stem if n == 1 else f"{stem}_{n}" for n in count(1))
    return next(key for key in keys if key not in taken)
