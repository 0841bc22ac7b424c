"""What is filled in besides subject and text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninja import Router

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import ConflictError, InvalidError, cleaned
from tickets.actions import Stale
from tickets.api.finding import Scope, shown_again, ticket_worked_on
from tickets.api.shapes import DetailsIn, SeenOrGone, TicketIn
from tickets.fields import change_details
from tickets.forms.details import DetailsForm, EditDetailsForm
from tickets.permissions import can_edit_details

router = Router(tags=["Commands"], auth=Token(Scope.WRITE_TICKETS))


@router.post(
    "/tickets/{int:number}/details",
    response=SeenOrGone,
    url_name="details",
    summary="Set the details",
)
def details(request: ApiRequest, number: int, given: DetailsIn) -> Any:
    """All that its form asks for; what is left out is taken away.

    With `was`, the `custom` that you read, what others changed since stays; 409 where
    they changed the same, with what is `now`.
    """
    ticket = ticket_worked_on(request, number)
    require(can_edit_details(request.user, ticket))
    form = EditDetailsForm(typed(given) | _shown(given), ticket=ticket)
    cleaned_details(form, given.custom)
    try:
        change_details(form, by=request.user)
    except Stale as stale:
        raise ConflictError({key: stale.now.get(key) for key in stale.names}) from stale
    return shown_again(request, number)


def _shown(given: DetailsIn) -> dict[str, str]:
    was = given.was
    return {} if was is None else {"was": "", **{f"was.{k}": was[k] for k in was}}


def typed(given: TicketIn | DetailsIn) -> dict[str, Any]:
    """As a page's form would send it."""
    named = {f"custom.{key}": value for key, value in given.custom.items()}
    return given.dict(exclude={"custom", "was"}) | named


def cleaned_details(form: DetailsForm, custom: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(custom) - {each.key for each in form.asked}:
        said = [f"This form has no field “{key}”." for key in sorted(unknown)]
        raise InvalidError({"custom": said})
    return cleaned(form)
