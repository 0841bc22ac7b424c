"""Who the token acts for, and who works here."""

from __future__ import annotations

from typing import Any

from ninja import Router

from accounts.api.shapes import MeOut, PersonOut, TeamOut
from accounts.api.tokens import ApiRequest, Token
from accounts.models import Team, User

router = Router(tags=["People"], auth=Token())


@router.get("/me", response=MeOut, url_name="me", summary="Who the token acts for")
def me(request: ApiRequest) -> dict[str, Any]:
    person = request.user
    return {
        "id": person.pk,
        "name": person.public_name,
        "email": person.email,
        "roles": [role.value for role in person.roles],
        "scopes": request.auth.scopes,
    }


@router.get("/teams", response=list[TeamOut], url_name="teams", summary="Teams")
def teams(request: ApiRequest) -> Any:
    """For agents; others get none."""
    return Team.objects.visible_to(request.user)


@router.get("/agents", response=list[PersonOut], url_name="agents", summary="Agents")
def agents(request: ApiRequest) -> Any:
    """For agents; others get none."""
    if not request.user.is_agent:
        return []
    return User.objects.agents().order_by("display_name", "pk")
