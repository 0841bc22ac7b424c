"""The same to many tickets."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from ninja import Router
from ninja.errors import HttpError

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import cleaned, once_key
from tickets.actions.bulk import change_many
from tickets.api.finding import Scope
from tickets.api.shapes import BulkIn, BulkOut
from tickets.forms.bulk import BulkForm
from tickets.models import TicketMessage
from tickets.views.desk.bulk import steps_of

router = Router(tags=["Many tickets"], auth=Token(Scope.WRITE_TICKETS))


@router.post(
    "/tickets/bulk", response=BulkOut, url_name="bulk", summary="Change many tickets"
)
def bulk(request: ApiRequest, given: BulkIn) -> Any:
    """A hundred at once; fields that are left out change nothing. `status` is one of
    solve, open, pending, hold, reopen, spam, trash. A `body` is a reply to each.

    Each ticket takes all of it, or is left alone and named in `left`.
    """
    me = request.user
    require(me.is_agent)
    tags = {
        each: ",".join(getattr(given, each)) for each in ("add_tags", "remove_tags")
    }
    clean = cleaned(BulkForm(given.dict() | tags | {"client_key": None}, viewer=me))
    clean["client_key"] = once_key(request, given.client_key)
    _refuse_other_words(clean, clean["client_key"])
    left = change_many(clean["tickets"], steps=list(steps_of(clean, me)), by=me)
    numbers = {ticket.pk for ticket in left}
    changed = {ticket.pk for ticket in clean["tickets"]} - numbers
    return {"changed": sorted(changed), "left": sorted(numbers)}


def _refuse_other_words(clean: dict[str, Any], key: UUID) -> None:
    keys = [uuid5(key, str(ticket.pk)) for ticket in clean["tickets"]]
    sent = TicketMessage.objects.filter(client_key__in=keys)
    if clean["body"] and sent.exclude(body=clean["body"]).exists():
        raise HttpError(409, "This key was used for other words.")
