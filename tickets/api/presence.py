"""Who has a ticket open."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema

from accounts.api import ApiRequest, PersonOut, Token
from core.api import Given, cleaned
from tickets.actions.presence import be_present, leave
from tickets.api.finding import Scope, ticket_worked_on
from tickets.forms.presence import LEFT, PresenceForm
from tickets.presence import company

router = Router(tags=["Presence"])


class PresenceOut(Schema):
    person: PersonOut
    # writing, viewing or idle
    state: str


class PresenceIn(Given):
    # writing, viewing, idle, or left
    state: str


@router.get(
    "/tickets/{int:number}/presence",
    auth=Token(Scope.READ_TICKETS),
    response=list[PresenceOut],
    url_name="company",
    summary="Who else has a ticket open",
)
def there(request: ApiRequest, number: int) -> Any:
    """For agents."""
    return company(ticket_worked_on(request, number), request.user)


@router.post(
    "/tickets/{int:number}/presence",
    auth=Token(Scope.WRITE_TICKETS),
    response=list[PresenceOut],
    url_name="presence",
    summary="Tell that you have it open",
)
def presence(request: ApiRequest, number: int, given: PresenceIn) -> Any:
    """Every 15 seconds: after 90 of silence you are gone. The answer is who else is."""
    ticket = ticket_worked_on(request, number)
    state = cleaned(PresenceForm(given.dict()))["state"]
    if state == LEFT:
        leave(ticket, by=request.user)
    else:
        be_present(ticket, state=state, by=request.user)
    return company(ticket, request.user)
