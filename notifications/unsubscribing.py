"""The signed links by which a mail stops exactly what brought it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import signing

from accounts.models import User
from core.access import visible

_SALT = "notifications.unsubscribe"


@dataclass(frozen=True)
class Subscription:
    """One reason and one thing; the daily mail is about no one thing."""

    person: User
    reason: str
    target_type: ContentType | None
    target_id: int | None


def token_for(subscription: Subscription) -> str:
    content_type = subscription.target_type
    return signing.dumps(
        [
            subscription.person.pk,
            subscription.reason,
            content_type.pk if content_type else None,
            subscription.target_id,
        ],
        salt=_SALT,
    )


def subscription_of(token: str) -> Subscription | None:
    """None for a token that we never gave, or whose person or kind is gone."""
    try:
        person_id, reason, type_id, target_id = signing.loads(token, salt=_SALT)
        person = User.objects.get(pk=person_id)
        kind = ContentType.objects.get_for_id(type_id) if type_id else None
    except (signing.BadSignature, User.DoesNotExist, ContentType.DoesNotExist):
        return None
    return Subscription(person, reason, kind, _standing(kind, target_id))


def _standing(kind: ContentType | None, pk: int | None) -> int | None:
    """Of what was merged since the mail, what it went into."""
    model = kind.model_class() if kind else None
    while model and hasattr(model, "merged_into"):
        merged = model._base_manager.filter(pk=pk, merged_into__isnull=False)
        into = merged.values_list("merged_into", flat=True).first()
        if into is None:
            break
        pk = into
    return pk


def is_stopped(subscription: Subscription) -> bool:
    if subscription.target_id is None:
        return False  # a summary, which is about no thing: her choices tell
    return subscription.person.mutes.filter(
        reason=subscription.reason,
        target_type=subscription.target_type,
        target_id=subscription.target_id,
    ).exists()


def target_of(subscription: Subscription) -> Any:
    """The thing, where the person may (still) see it: the link is all who ask."""
    if subscription.target_type is None:
        return None
    model = subscription.target_type.model_class()
    if model is None:
        return None
    rows = visible(model, subscription.person).filter(pk=subscription.target_id)
    return rows.first()
