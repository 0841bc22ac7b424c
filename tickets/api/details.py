"""What is filled in besides subject and text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninja import Router

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import InvalidError, cleaned
from tickets.actions import set_details
from tickets.api.finding import Scope, shown_again, ticket_worked_on
from tickets.api.shapes import DetailsIn, SeenOrGone, TicketIn
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
    """All that its form asks for; what is left out is taken away."""
    ticket = ticket_worked_on(request, number)
    require(can_edit_details(request.user, ticket))
    clean = cleaned_details(EditDetailsForm(typed(given), ticket=ticket), given.custom)
    set_details(ticket, form=clean["form"], custom=clean["custom"], by=request.user)
    return shown_again(request, number)


def typed(given: TicketIn | DetailsIn) -> dict[str, Any]:
    """As a page's form would send it."""
    named = {f"custom.{key}": value for key, value in given.custom.items()}
    return given.dict(exclude={"custom"}) | named


def cleaned_details(form: DetailsForm, custom: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(custom) - {each.key for each in form.asked}:
        said = [f"This form has no field “{key}”." for key in sorted(unknown)]
        raise InvalidError({"custom": said})
    return cleaned(form)
