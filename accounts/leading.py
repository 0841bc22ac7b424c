"""The address of a person who was merged leads to the one who has her rows."""

from __future__ import annotations

from accounts.models import PersonMerge


def standing_person(pk: int) -> int:
    """Where a chain of merges ends; the key itself where there is none."""
    next_one: int | None = pk
    while next_one is not None:
        pk = next_one
        merges = PersonMerge.objects.standing().filter(loser__pk=pk)
        next_one = merges.values_list("survivor", flat=True).first()
    return pk
