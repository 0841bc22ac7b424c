"""What we know of a person, for herself.

Any app adds to it: a model whose queryset has `data_of(person)`, returning rows of
plain values that are hers to read, appears under its plural name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast, runtime_checkable

from allauth.account.models import EmailAddress
from django.apps import apps

from accounts.models import User

PROFILE = (
    "email", "display_name", "language", "time_zone", "joined_at", "verified_at",
    "last_login",
)  # fmt: skip


@runtime_checkable
class HoldsPersonalData(Protocol):
    def data_of(self, person: User) -> Iterable[Mapping[str, object]]: ...


def personal_data(person: User) -> dict[str, Any]:
    profile = {name: getattr(person, name) for name in PROFILE}
    addresses = EmailAddress.objects.filter(user=person, primary=False).order_by("pk")
    profile["other_addresses"] = list(addresses.values_list("email", flat=True))
    found: dict[str, Any] = {"profile": profile}
    for model in apps.get_models():
        rows = cast(Any, model)._default_manager.all()
        if isinstance(rows, HoldsPersonalData):
            found[str(model._meta.verbose_name_plural)] = [
                dict(row) for row in rows.data_of(person)
            ]
    return found
