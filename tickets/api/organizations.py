"""Organisations of customers, and who belongs to them."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.responses import Status

from accounts.api import ApiRequest, CustomerOut, Token
from accounts.models import ApiToken, Organization, User
from accounts.permissions import can_set_organization
from core.access import is_admin
from core.answering import require
from core.api import Given, InvalidError, cleaned, page_of
from tickets.actions import organizations as actions
from tickets.forms.organizations import OrganizationForm

router = Router(tags=["Organisations"], auth=Token(ApiToken.Scope.PEOPLE))


class OrganizationOut(Schema):
    id: int
    name: str
    shares_tickets: bool
    domains: list[str]
    member_count: int

    @staticmethod
    def resolve_domains(row: Organization) -> list[str]:
        return [domain.name for domain in row.domains.all()]


class OrganizationsOut(Schema):
    items: list[OrganizationOut]
    next: str | None
    previous: str | None


class PeopleOut(Schema):
    items: list[CustomerOut]
    next: str | None
    previous: str | None


class OrganizationIn(Given):
    name: str
    # members see each other's tickets
    shares_tickets: bool = False
    # whoever proves an address at one of them becomes a member
    domains: list[str] = []


class MembershipIn(Given):
    # null: to none
    organization: int | None


@router.get(
    "/organizations",
    response=OrganizationsOut,
    url_name="organizations",
    summary="List organisations",
)
def organizations(
    request: ApiRequest, limit: int = Query(25, ge=1, le=100), q: str = ""
) -> Any:
    """For agents, as all that is read below; `q` is a part of the name."""
    rows = _seen(request).filter(name__icontains=q.replace("\x00", ""))
    return page_of(request, rows, order=["name", "pk"], limit=limit)


@router.post(
    "/organizations",
    response={201: OrganizationOut},
    url_name="new-organization",
    summary="Make an organisation",
)
def new_organization(request: ApiRequest, given: OrganizationIn) -> Any:
    """For administrators, as are changing and deleting one. Its name is its key: made
    again it is refused.
    """
    require(is_admin(request.user))
    made = actions.create_organization(by=request.user, **_clean(given, None))
    return Status(201, _seen(request).get(pk=made.pk))


@router.get(
    "/organizations/{int:pk}",
    response=OrganizationOut,
    url_name="organization",
    summary="An organisation",
)
def organization(request: ApiRequest, pk: int) -> Any:
    return get_object_or_404(_seen(request), pk=pk)


@router.post(
    "/organizations/{int:pk}",
    response=OrganizationOut,
    url_name="edit-organization",
    summary="Change an organisation",
)
def edit_organization(request: ApiRequest, pk: int, given: OrganizationIn) -> Any:
    """All of it: what is left out is as in a new one."""
    found = _changed(request, pk)
    actions.change_organization(found, by=request.user, **_clean(given, found))
    return _seen(request).get(pk=pk)


@router.post(
    "/organizations/{int:pk}/delete",
    response=OrganizationOut,
    url_name="delete-organization",
    summary="Delete an organisation",
)
def delete_organization(request: ApiRequest, pk: int) -> Any:
    """Its members see their own tickets alone then. The answer is what it was."""
    found = _changed(request, pk)
    told = OrganizationOut.from_orm(found)
    actions.delete_organization(found, by=request.user)
    return told


@router.get(
    "/organizations/{int:pk}/members",
    response=PeopleOut,
    url_name="members",
    summary="Who belongs to it",
)
def members(request: ApiRequest, pk: int, limit: int = Query(25, ge=1, le=100)) -> Any:
    found = get_object_or_404(_seen(request), pk=pk)
    rows = User.objects.present().filter(organization=found)
    rows = rows.select_related("organization")
    return page_of(request, rows, order=["display_name", "pk"], limit=limit)


@router.post(
    "/people/{int:pk}/organization",
    response=CustomerOut,
    url_name="set-organization",
    summary="Say to which organisation she belongs",
)
def set_organization(request: ApiRequest, pk: int, given: MembershipIn) -> Any:
    """Her tickets go along: they are shared as that organisation says. Of staff
    administrators alone.
    """
    require(request.user.is_agent)
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(can_set_organization(request.user, person))
    to = None
    if given.organization is not None:
        to = Organization.objects.filter(pk=given.organization).first()
        if to is None:
            raise InvalidError({"organization": ["There is no such organisation."]})
    actions.set_organization(person, to=to, by=request.user)
    return person


def _seen(request: ApiRequest) -> Any:
    require(request.user.is_agent)
    return Organization.objects.visible_to(request.user).for_settings()


def _changed(request: ApiRequest, pk: int) -> Organization:
    found: Organization = get_object_or_404(_seen(request), pk=pk)
    require(is_admin(request.user))
    return found


def _clean(given: OrganizationIn, row: Organization | None) -> dict[str, Any]:
    data = given.dict() | {"domains": "\n".join(given.domains)}
    return cleaned(OrganizationForm(data, row=row))
