from __future__ import annotations

from contextlib import nullcontext
from functools import cache
from uuid import uuid4

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import Organization, User
from accounts.names import name_or_nothing
from accounts.querysets import normalize
from core.pictures import drop
from core.prepared import Given, Prepared


def find_or_create_guest(email: str, *, name: str = "") -> User:
    """The person of this address, as a new guest where nobody has it.

    Safe against two at once. A person who is there already is left untouched.
    """
    address = normalize(email)
    if known := _known().ask(address=address):
        return known[0]
    name = name_or_nothing(name)
    guest = User(email=address, display_name=name, password=make_password(None))
    is_inside = transaction.get_connection().in_atomic_block
    try:
        # a single statement needs no transaction of its own, one in another a savepoint
        with transaction.atomic() if is_inside else nullcontext():
            guest.save(force_insert=True)
        return guest
    except IntegrityError:
        return User.objects.get(email=address)


@cache
def _known() -> Prepared[User]:
    """By her own address or another that is hers, each found by an index."""
    address = Given("address", models.EmailField())
    others = EmailAddress.objects.filter(email=address, verified=True)
    owners = User.objects.filter(pk__in=others.values("user"))
    return Prepared(User.objects.filter(email=address).union(owners))


@transaction.atomic
def claim(
    person: User, *, display_name: str, password_hash: str, language: str
) -> bool:
    """The guest's row becomes the account of whoever has just proven its address.

    False where the row has an owner already: then nothing changes.
    """
    if not _mark_verified(person):
        return False
    person.display_name = display_name
    person.password = password_hash
    person.language = language
    person.save(update_fields=["display_name", "password", "language"])
    return True


@transaction.atomic
def confirm_guest(person: User, *, language: str) -> bool:
    """A guest has proven her address by a login code: an account without password.

    The name that came with a ticket or mail stays, unless it is reserved.
    """
    if not _mark_verified(person):
        return False
    person.display_name = name_or_nothing(person.display_name, person=person)
    person.set_unusable_password()
    person.language = language
    person.save(update_fields=["display_name", "password", "language"])
    return True


def _mark_verified(person: User) -> bool:
    now = timezone.now()
    changed = User.objects.filter(
        pk=person.pk, verified_at__isnull=True, deleted_at__isnull=True
    ).update(verified_at=now, joined_at=now)
    person.refresh_from_db()
    if changed:
        join_by_domain(person)
    return bool(changed)


def join_by_domain(person: User) -> None:
    """Who has just proven an address belongs to the organisation of its domain.

    Nobody is taken out of another one.
    """
    if person.organization_id or person.is_agent:
        return
    domain = person.email.rpartition("@")[2]
    person.organization = Organization.objects.filter(domains__name=domain).first()
    person.save(update_fields=["organization"])


@transaction.atomic
def change_picture(person: User, *, image: bytes) -> None:
    """`image` as `forms.PictureField` cleaned it: small, re-encoded WebP."""
    drop(person.picture)
    person.picture.save(f"{uuid4().hex}.webp", ContentFile(image), save=False)
    person.save(update_fields=["picture"])


@transaction.atomic
def remove_picture(person: User) -> bool:
    if not person.picture:
        return False
    drop(person.picture)
    person.picture = ""
    person.save(update_fields=["picture"])
    return True


@transaction.atomic
def delete_account(person: User) -> bool:
    """Forget a person; what she wrote in public stays under "Former member".

    The row stays as an empty shell for her posts and tickets to point to. Rows that
    belong to her alone (foreign keys that cascade) go: addresses, second factors,
    memberships, watches, notifications, preferences, votes, and what other apps made
    of them (`FORGETTERS`). So do the rows of her that were merged into this one.
    """
    row = User.objects.select_for_update().get(pk=person.pk)
    if row.deleted_at:
        return False
    for shell in User.objects.filter(merges__in=row.merged_in.standing()):
        _forget(shell)
    _forget(row)
    # The last mail to her address, which no row of ours knows any more.
    get_adapter().send_mail("account/email/account_deleted", row.email, {})
    person.refresh_from_db()
    return True


def _forget(row: User) -> None:
    for path in settings.FORGETTERS:
        import_string(path)(row)
    for relation in _belongings():
        relation.related_model._base_manager.filter(
            **{relation.field.name: row}
        ).delete()
    drop(row.picture)
    _empty(row)


def _belongings() -> list[models.ManyToOneRel]:
    """Relations whose rows mean nothing without the person."""
    return [
        relation
        for relation in User._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.on_delete is models.CASCADE
    ]


def _empty(row: User) -> None:
    blank = User(
        pk=row.pk,
        email=f"former-member-{row.pk}@deleted.invalid",
        password=make_password(None),
        is_active=False,
        verified_at=row.verified_at,
        joined_at=row.joined_at,
        deleted_at=timezone.now(),
    )
    blank.save(force_update=True)
