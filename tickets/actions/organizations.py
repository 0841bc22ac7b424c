"""Organisations of customers, and who belongs to which."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from accounts.models import MailDomain, Organization, User
from activity.actions import record
from tickets import events


@transaction.atomic
def create_organization(
    *, name: str, shares_tickets: bool, domains: Collection[str], by: User
) -> Organization:
    made = Organization.objects.create(name=name, shares_tickets=shares_tickets)
    joined = _add_domains(made, domains)
    record(events.OrganizationMade, made, by=by, data={"joined": joined})
    return made


@transaction.atomic
def change_organization(
    organization: Organization,
    *,
    name: str,
    shares_tickets: bool,
    domains: Collection[str],
    by: User,
) -> bool:
    """Who joined by a mail domain stays when that goes."""
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    given = {"name": name, "shares_tickets": shares_tickets}
    changed = [field for field, value in given.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, given[field])
    row.save(update_fields=changed)
    before = set(row.domains.values_list("name", flat=True))
    row.domains.exclude(name__in=domains).delete()
    joined = _add_domains(row, set(domains) - before)
    if set(domains) != before:
        changed.append("domains")
    if changed:
        data = {"fields": changed, "joined": joined}
        record(events.OrganizationChanged, row, by=by, data=data)
    return bool(changed)


@transaction.atomic
def delete_organization(organization: Organization, *, by: User) -> None:
    """Its members belong to none then, and see their own tickets alone."""
    found = Organization.objects.select_for_update().filter(pk=organization.pk).first()
    if found is not None:
        record(events.OrganizationDeleted, found, by=by)
        found.delete()


@transaction.atomic
def set_organization(person: User, *, to: Organization | None, by: User) -> bool:
    """Her tickets are shared, or not, as the new one does; says whether it changed."""
    rows = User.objects.select_for_update(no_key=True)
    person.refresh_from_db(from_queryset=rows)
    before, after = person.organization_id, to.pk if to else None
    if before == after:
        return False
    person.organization = to
    person.save(update_fields=["organization"])
    data = {"from": before, "to": after}
    record(events.MembershipChanged, person, by=by, related=to, data=data)
    return True


def _add_domains(organization: Organization, names: Collection[str]) -> list[int]:
    """Who proved an address there and belongs to none yet joins; their keys."""
    MailDomain.objects.bulk_create(
        MailDomain(organization=organization, name=name) for name in sorted(names)
    )
    people = User.objects.of_no_organization().at_domains(names)
    joined = sorted(people.values_list("pk", flat=True))
    User.objects.filter(pk__in=joined).update(organization=organization)
    return joined
