"""Customers as agents see them: their addresses, and two rows of one person."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.errors import HttpError

from accounts import actions
from accounts.api.shapes import (
    AddressIn,
    CustomerOut,
    MergePeopleIn,
    MergePreviewOut,
)
from accounts.api.tokens import ApiRequest, Token
from accounts.forms.customers import AddressForm, MergePersonForm
from accounts.leading import standing_person
from accounts.models import ApiToken, User
from accounts.permissions import can_change_addresses
from accounts.querysets import normalize
from accounts.relations import moves_of
from core.answering import require
from core.api import InvalidError, cleaned

router = Router(tags=["Customers"], auth=Token(ApiToken.Scope.PEOPLE))


@router.get(
    "/people/{int:pk}", response=CustomerOut, url_name="person", summary="A person"
)
def person(request: ApiRequest, pk: int) -> Any:
    """For agents, as all below. Who was merged is answered by the one who stays: the
    `id` says so.
    """
    return customer_seen(request, standing_person(pk))


@router.post(
    "/people/{int:pk}/addresses/add",
    response=CustomerOut,
    url_name="add-address",
    summary="Add an address",
)
def add_address(request: ApiRequest, pk: int, given: AddressIn) -> Any:
    """You vouch for it: mail from it is hers, a code sent to it lets her in, and she is
    told.

    422 names the person who has it already: the two may be one.
    """
    found = _changed(request, pk)
    email = cleaned(AddressForm(given.dict()))["email"]
    try:
        actions.add_address(found, email=email)
    except actions.TakenError as taken:
        raise InvalidError({"email": [f"{taken}."]}) from taken
    return found


@router.post(
    "/people/{int:pk}/addresses/remove",
    response=CustomerOut,
    url_name="remove-address",
    summary="Remove an address",
)
def remove_address(request: ApiRequest, pk: int, given: AddressIn) -> Any:
    """Never the first one."""
    found = _changed(request, pk)
    email = cleaned(AddressForm(given.dict()))["email"]
    actions.remove_address(found, email=email)
    return found


@router.get(
    "/people/{int:pk}/merge",
    response=MergePreviewOut,
    url_name="preview-people",
    summary="See what a merge would move",
)
def preview(request: ApiRequest, pk: int, into: str = "") -> Any:
    found = _changed(request, pk)
    clean = cleaned(MergePersonForm({"into": into}, person=found, by=request.user))
    moves = [{"what": what, "count": count} for what, count in moves_of(found)]
    return {"into": clean["into"], "moves": moves}


@router.post(
    "/people/{int:pk}/merge",
    response=CustomerOut,
    url_name="merge-people",
    summary="Merge into another person",
)
def merge(request: ApiRequest, pk: int, given: MergePeopleIn) -> Any:
    """All that is hers goes to the person of the address `into`, who is the answer;
    called again it answers the same. Her addresses are the other's from then on.

    409 where she was merged into another one meanwhile.
    """
    if standing_person(pk) == pk:
        found = _changed(request, pk)
        form = MergePersonForm(given.dict(), person=found, by=request.user)
        actions.merge_people(found, into=cleaned(form)["into"], by=request.user)
    stays = _changed(request, standing_person(pk))
    theirs = [each["email"] for each in CustomerOut.resolve_addresses(stays)]
    if normalize(given.into) not in theirs:
        raise HttpError(409, "She was merged into another person.")
    return stays


@router.post(
    "/people/{int:pk}/unmerge",
    response=CustomerOut,
    url_name="unmerge-people",
    summary="Undo a merge of people",
)
def unmerge(request: ApiRequest, pk: int) -> Any:
    """For 30 days, the latest first; the answer is the person who is back."""
    require(request.user.is_agent)
    found = get_object_or_404(User, pk=pk, deleted_at=None)
    require(can_change_addresses(request.user, found))
    is_back = actions.undo_person_merge(found, by=request.user)
    if not is_back and standing_person(pk) != pk:
        raise HttpError(409, "Too late, or the address is somebody else's now.")
    return found


def customer_seen(request: ApiRequest, pk: int) -> User:
    require(request.user.is_agent)
    seen = User.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(seen, pk=pk)


def _changed(request: ApiRequest, pk: int) -> User:
    found = customer_seen(request, pk)
    require(can_change_addresses(request.user, found))
    return found
