"""What kinds of requests ask for, to fill in; and as an administrator arranges it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, InvalidError, cleaned
from tickets.actions import forms as actions
from tickets.api.finding import Scope
from tickets.forms.settings import FieldSettingsForm, FormSettingsForm
from tickets.models import TicketField, TicketForm

router = Router(tags=["Ticket forms"], auth=Token(Scope.SETTINGS))


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


class FormSettingsOut(FormOut):
    team: int | None

    @staticmethod
    def resolve_team(form: TicketForm) -> int | None:
        return form.team_id


class FormIn(Given):
    title: str
    # its address
    slug: str
    description: str = ""
    # whose queue its tickets go to
    team: int | None = None


class FieldIn(Given):
    label: str
    help: str = ""
    is_required: bool = False
    # of a choice
    options: list[str] = []
    # the key of another field, and its value where not any will do
    shown_when: str = ""
    shown_value: str = ""


class NewFieldIn(FieldIn):
    # text, long_text, choice, number, date or checkbox
    kind: str


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


@router.get(
    "/forms/{slug:slug}",
    response=FormSettingsOut,
    url_name="form",
    summary="A ticket form",
)
def form(request: ApiRequest, slug: str) -> Any:
    """For administrators, as all below."""
    return _form(request, slug)


@router.post(
    "/forms",
    response={201: FormSettingsOut},
    url_name="new-form",
    summary="Make a ticket form",
)
def new_form(request: ApiRequest, given: FormIn) -> Any:
    """Its address is its key: called again with the same words it answers the same."""
    require(request.user.is_admin)
    offered = {row.slug: row for row in TicketForm.objects.offered()}
    there = offered.get(given.slug)
    row = cleaned(FormSettingsForm(given.dict(), row=there))
    if there is None:
        actions.create_form(by=request.user, **row)
    elif any(getattr(there, name) != value for name, value in row.items()):
        raise InvalidError({"slug": ["Another form has this address."]})
    return Status(201, _form(request, row["slug"]))


@router.post(
    "/forms/{slug:slug}",
    response=FormSettingsOut,
    url_name="edit-form",
    summary="Change a ticket form",
)
def edit_form(request: ApiRequest, slug: str, given: FormIn) -> Any:
    """All of it but its fields."""
    found = _form(request, slug)
    row = cleaned(FormSettingsForm(given.dict(), row=found))
    actions.change_form(found, by=request.user, **row)
    return _form(request, row["slug"])


@router.post(
    "/forms/{slug:slug}/raise",
    response=list[FormOut],
    url_name="raise-form",
    summary="Offer a ticket form one place earlier",
)
def raise_form(request: ApiRequest, slug: str) -> Any:
    actions.raise_form(_form(request, slug), by=request.user)
    return list(TicketForm.objects.offered().for_programs())


@router.post(
    "/forms/{slug:slug}/delete",
    response=list[FormOut],
    url_name="delete-form",
    summary="Offer a ticket form no more",
)
def delete_form(request: ApiRequest, slug: str) -> Any:
    """What was filled in stays readable. The answer is the forms that are left."""
    actions.retire_form(_form(request, slug), by=request.user)
    return list(TicketForm.objects.offered().for_programs())


@router.post(
    "/forms/{slug:slug}/fields",
    response={201: FormSettingsOut},
    url_name="new-field",
    summary="Ask for a field more",
)
def new_field(request: ApiRequest, slug: str, given: NewFieldIn) -> Any:
    """It stands last, by a key that is made of its label. One that is there already
    with the same words is not added again.
    """
    found = _form(request, slug)
    row = cleaned(FieldSettingsForm(_as_sent(given), form=found))
    actions.add_field(found, by=request.user, **row)
    return Status(201, _form(request, slug))


@router.post(
    "/forms/{slug:slug}/fields/{slug:key}",
    response=FormSettingsOut,
    url_name="edit-field",
    summary="Change a field",
)
def edit_field(request: ApiRequest, slug: str, key: str, given: FieldIn) -> Any:
    """All of it but its key and kind."""
    field = _field(request, slug, key)
    form = FieldSettingsForm(_as_sent(given), form=field.form, row=field)
    actions.change_field(field, by=request.user, **cleaned(form))
    return _form(request, slug)


@router.post(
    "/forms/{slug:slug}/fields/{slug:key}/raise",
    response=FormSettingsOut,
    url_name="raise-field",
    summary="Ask for a field one place earlier",
)
def raise_field(request: ApiRequest, slug: str, key: str) -> Any:
    actions.raise_field(_field(request, slug, key), by=request.user)
    return _form(request, slug)


@router.post(
    "/forms/{slug:slug}/fields/{slug:key}/delete",
    response=FormSettingsOut,
    url_name="delete-field",
    summary="Ask for a field no more",
)
def delete_field(request: ApiRequest, slug: str, key: str) -> Any:
    """409 while others are asked only where it is filled in."""
    if not actions.retire_field(_field(request, slug, key), by=request.user):
        raise HttpError(409, "Other fields hang on it.")
    return _form(request, slug)


def _form(request: ApiRequest, slug: str) -> TicketForm:
    require(request.user.is_admin)
    return get_object_or_404(TicketForm.objects.offered().for_programs(), slug=slug)


def _field(request: ApiRequest, slug: str, key: str) -> TicketField:
    above = _form(request, slug)
    fields = TicketField.objects.asked().select_related("form")
    return get_object_or_404(fields, form=above, key=key)


def _as_sent(given: FieldIn) -> dict[str, Any]:
    return given.dict() | {"options": "\n".join(given.options)}
