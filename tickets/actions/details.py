"""What was filled in besides subject and text."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from tickets import events
from tickets.actions.rows import lock, save
from tickets.details import GONE
from tickets.models import Ticket, TicketForm


@transaction.atomic
def set_details(
    ticket: Ticket, *, form: TicketForm | None, custom: dict[str, str], by: User
) -> bool:
    """Of the fields that the form asks today; what others hold stays as it is, and so
    does the mark of what was redacted until something new is known.

    Says whether anything changed.
    """
    lock(ticket)
    asked = set(form.fields.asked().values_list("key", flat=True)) if form else set()
    before = {key: value for key, value in ticket.custom.items() if key in asked}
    changed = [
        key for key in sorted(asked) if before.get(key, "") != custom.get(key, "")
    ]
    if not changed and ticket.form == form:
        return False
    kept = {
        key: value
        for key, value in ticket.custom.items()
        if key not in asked or value == GONE
    }
    ticket.form, ticket.custom = form, kept | custom
    save(ticket, "form", "custom")
    record(events.DetailsChanged, ticket, by=by, data={"changed": changed})
    return True
