"""What kinds of requests ask for, so that programs can fill it in."""

from __future__ import annotations

from ninja import Router, Schema

from accounts.api import ApiRequest, Token
from tickets.api.finding import Scope
from tickets.models import TicketField, TicketForm

router = Router(tags=["Tickets"])


class FieldOut(Schema):
    key: str
    kind: str
    label: str
    help: str
    is_required: bool
    options: list[str]
    # asked only where the field of this key has this value, or any if it is empty
    shown_when: str | None
    shown_value: str

    @staticmethod
    def resolve_shown_when(field: TicketField) -> str | None:
        return field.shown_when.key if field.shown_when else None


class FormOut(Schema):
    slug: str
    title: str
    description: str
    fields: list[FieldOut]

    @staticmethod
    def resolve_fields(form: TicketForm) -> list[TicketField]:
        return list(form.fields.all())


@router.get(
    "/forms",
    auth=Token(Scope.READ_TICKETS),
    response=list[FormOut],
    url_name="forms",
    summary="Ticket forms",
)
def forms(request: ApiRequest) -> list[TicketForm]:
    """A new ticket names one as `form`, and its fields by key in `custom`."""
    return list(TicketForm.objects.offered().for_programs())
