"""Two rows of one person become one, and for thirty days two again.

Every row that points to the loser points to the survivor then, so undo gives back the
very same ones. What both have stays, and is remembered.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.actions.addresses import tell_of_address
from accounts.models import PersonMerge, User
from accounts.relations import point, relations

ADDRESS_FIELDS = ("user_id", "verified", "primary")


@transaction.atomic
def merge_people(loser: User, *, into: User, by: User) -> bool:
    """The loser's account is closed; her addresses are the survivor's from then on."""
    _lock_both(loser, into)
    if loser.pk == into.pk or not (_is_present(loser) and _is_present(into)):
        return False
    moved, clashes = {}, {}
    for relation in relations():
        stay = relation.clashing(loser, into)
        pks = relation.rows(loser).values_list("pk", flat=True)
        if move := [pk for pk in pks if pk not in stay]:
            moved[relation.key] = move
            point(relation.key, move, of=loser, to=into)
        if stay:
            clashes[relation.key] = sorted(stay)
    address = loser.email
    kept = {"moved": moved, "email": address} | _move_addresses(loser, into)
    loser.email = f"merged-{loser.pk}@merged.invalid"
    loser.is_active = False
    loser.save(update_fields=["email", "is_active"])
    PersonMerge.objects.create(
        loser=loser, survivor=into, merged_by=by, kept=kept, clashes=clashes
    )
    tell_of_address(into, address)
    return True


@transaction.atomic
def undo_person_merge(loser: User, *, by: User) -> bool:
    """What came since stays with the survivor. False where it is too late."""
    merge = PersonMerge.objects.standing().filter(loser=loser).first()
    if merge is None:
        return False
    survivor = merge.survivor
    _lock_both(loser, survivor)
    merge.refresh_from_db()
    if not (merge.can_be_undone and _is_present(survivor) and _is_free(merge)):
        return False
    for key, pks in merge.kept["moved"].items():
        point(key, pks, of=survivor, to=loser)
    _return_addresses(merge.kept)
    loser.email, loser.is_active = merge.kept["email"], True
    loser.save(update_fields=["email", "is_active"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    return True


def _lock_both(one: User, other: User) -> None:
    """Always in the same order, so that two merges never wait for each other."""
    for person in sorted((one, other), key=lambda person: person.pk):
        rows = User.objects.select_for_update(no_key=True)
        person.refresh_from_db(from_queryset=rows)


def _is_present(person: User) -> bool:
    return person.is_active and person.deleted_at is None


def _is_free(merge: PersonMerge) -> bool:
    """Did nobody else get the loser's address meanwhile?"""
    owners = User.objects.known_by(merge.kept["email"])
    return not owners.exclude(pk__in=[merge.loser_id, merge.survivor_id]).exists()


def _move_addresses(loser: User, into: User) -> dict[str, Any]:
    """All of them vouched for by the agent who says that the two are one."""
    rows = EmailAddress.objects.filter(user__in=[loser, into]).order_by("pk")
    kept = [dict(row) for row in rows.values("pk", *ADDRESS_FIELDS)]
    theirs = {row.email: row for row in rows if row.user_id == into.pk}
    for row in (row for row in rows if row.user_id == loser.pk):
        is_proven = row.verified or row.email == loser.email
        row.verified = row.primary = False
        row.save(update_fields=["verified", "primary"])
        if row.email not in theirs:
            row.user = into
            theirs[row.email] = row
        _vouch(theirs[row.email], is_proven)
    made = []
    if loser.email not in theirs:
        new = EmailAddress.objects.create(user=into, email=loser.email, verified=True)
        made = [new.pk]
    return {"addresses": kept, "made": made}


def _vouch(row: EmailAddress, is_proven: bool) -> None:
    row.verified = row.verified or is_proven
    row.save(update_fields=["user", "verified"])


def _return_addresses(kept: dict[str, Any]) -> None:
    EmailAddress.objects.filter(pk__in=kept["made"]).delete()
    rows = EmailAddress.objects.filter(pk__in=[row["pk"] for row in kept["addresses"]])
    # first out of each other's way
    rows.update(verified=False, primary=False)
    for row in kept["addresses"]:
        fields = {name: row[name] for name in ADDRESS_FIELDS}
        rows.filter(pk=row["pk"]).update(**fields)
