from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from activity.actions import record
from activity.models import Event
from core.remembering import forget
from notifications.events import WebhookChanged, WebhookCreated, WebhookDeleted
from notifications.models import (
    Mute,
    Notification,
    OutgoingEmail,
    Preference,
    Watch,
    Webhook,
    WebhookDelivery,
)
from notifications.querysets import watched_by
from notifications.reasons import mail_by_default, reasons_for
from notifications.tasks import ring_hooks
from notifications.unsubscribing import Subscription


@transaction.atomic
def watch(target: models.Model, *, person: User) -> bool:
    """Follow a thing; what was muted about it is heard again."""
    content_type = ContentType.objects.get_for_model(target)
    about = {"person": person, "target_type": content_type, "target_id": target.pk}
    Mute.objects.filter(**about).delete()
    _, changed = Watch.objects.get_or_create(**about)
    return changed


def unmute(target: models.Model, *, person: User, reason: str) -> bool:
    """What somebody stopped by the link of a mail is heard again."""
    content_type = ContentType.objects.get_for_model(target)
    about = {"target_type": content_type, "target_id": target.pk, "reason": reason}
    deleted, _ = Mute.objects.filter(person=person, **about).delete()
    return bool(deleted)


@transaction.atomic
def follow(target: models.Model, *, person: User, mail: str) -> bool:
    """Follow a thing and say how to hear of it."""
    changed = watch(target, person=person)
    found = watched_by(person, type(target)).get(target_id=target.pk)
    return choose_mail(found, mail=mail) or changed


def choose_mail(watch: Watch, *, mail: str) -> bool:
    """`mail`: a value of `Watch.Mail`, or "" for as usual."""
    rows = Watch.objects.filter(pk=watch.pk).exclude(mail=mail)
    return bool(rows.update(mail=mail))


def forget_watch(watch: Watch) -> None:
    """What she cannot see any more, too, can be followed no longer."""
    watch.delete()


def unwatch(target: models.Model, *, person: User) -> bool:
    rows = watched_by(person, type(target)).filter(target_id=target.pk)
    deleted, _ = rows.delete()
    return bool(deleted)


def mark_read(notification: Notification) -> bool:
    rows = Notification.objects.filter(pk=notification.pk).unread()
    return bool(rows.update(read_at=timezone.now()))


def mark_all_read(*, by: User) -> int:
    unread = Notification.objects.bell_of(by).unread()
    return unread.update(read_at=timezone.now())


@transaction.atomic
def set_preferences(person: User, chosen: Mapping[str, Mapping[str, Any]]) -> None:
    """`chosen`: reason → `mail` and `bell`; the other reasons stay as they are."""
    Preference.objects.bulk_create(
        [
            Preference(person=person, reason=reason, mail=how["mail"], bell=how["bell"])
            for reason, how in chosen.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "reason"],
        update_fields=["mail", "bell"],
    )


@transaction.atomic
def unsubscribe(subscription: Subscription) -> None:
    """Stop the mails that one reason brings about one thing, waiting ones included."""
    person = subscription.person
    waiting = OutgoingEmail.objects.filter(
        recipient=person,
        reason=subscription.reason,
        target_type=subscription.target_type,
        target_id=subscription.target_id,
        state__in=[OutgoingEmail.State.PENDING, OutgoingEmail.State.UNKNOWN],
    )
    waiting.update(state=OutgoingEmail.State.SUPPRESSED)
    if subscription.target_type is None:
        _stop_summaries(person, OutgoingEmail.DIGESTS[subscription.reason])
        return
    about: dict[str, Any] = {
        "person": person,
        "target_type": subscription.target_type,
        "target_id": subscription.target_id,
    }
    Mute.objects.get_or_create(**about, reason=subscription.reason)
    if subscription.reason == "follower":
        Watch.objects.filter(**about).delete()


@transaction.atomic
def resubscribe(thing: models.Model, *, person: User, reason: str) -> None:
    """Take `unsubscribe` back for the time to come."""
    unmute(thing, person=person, reason=reason)
    if reason == "follower":
        watch(thing, person=person)


@transaction.atomic
def call_off(event: Event) -> bool:
    """Take back what waits to be told of an Event; False where a mail has left."""
    mails = OutgoingEmail.objects.filter(event=event).select_for_update()
    state = OutgoingEmail.State
    if set(mails.values_list("state", flat=True)) - {state.PENDING, state.SUPPRESSED}:
        return False
    mails.delete()
    Notification.objects.filter(event=event).delete()
    return True


@transaction.atomic
def forget_mails(events: models.QuerySet[Event]) -> None:
    """Empty the mails that tell of these; what has not left stays here."""
    hold_back_mails(events, why="What it says was redacted.")
    OutgoingEmail.objects.filter(event__in=events).update(text="", html="")


def hold_back_mails(events: models.QuerySet[Event], *, why: str) -> None:
    _hold_back(OutgoingEmail.objects.filter(event__in=events), why)


def _hold_back(mails: models.QuerySet[OutgoingEmail], why: str) -> None:
    """Who is handing one over right now asks for its lease once more, and has none."""
    mails.exclude(state=OutgoingEmail.State.SENT).update(
        state=OutgoingEmail.State.SUPPRESSED,
        lease_token=None,
        lease_until=None,
        sealed="",
        last_error=why,
    )


@transaction.atomic
def strike_from_mails(
    mails: models.QuerySet[OutgoingEmail], words: re.Pattern[str], *, mark: str
) -> None:
    """Put the mark in place of what the pattern finds after its first group.

    Who is handing one over right now loses its lease; it leaves once more without.
    What was sealed as a whole does not leave.
    """
    _hold_back(mails.exclude(sealed=""), "What it says was redacted.")
    for mail in mails.select_for_update():
        struck = {
            name: words.sub(lambda found: found[1] + mark, getattr(mail, name))
            for name in ("subject", "text", "html")
        }
        changed = [name for name in struck if getattr(mail, name) != struck[name]]
        if not changed:
            continue
        for name in changed:
            setattr(mail, name, struck[name])
        if mail.state == OutgoingEmail.State.LEASED:
            mail.state, mail.lease_token = OutgoingEmail.State.PENDING, None
            mail.lease_until = None
            changed += ["state", "lease_token", "lease_until"]
        mail.save(update_fields=changed)


def resend(mail: OutgoingEmail) -> bool:
    """Try a failed mail again. Account mail cannot: its text is gone."""
    failed = OutgoingEmail.objects.filter(
        pk=mail.pk, state=OutgoingEmail.State.FAILED
    ).exclude(reason=OutgoingEmail.ACCOUNT)
    pending = OutgoingEmail.State.PENDING
    return bool(
        failed.update(state=pending, next_at=Now(), created_at=Now(), attempts=0)
    )


def _stop_summaries(person: User, stopped: Collection[str]) -> None:
    none = Preference.Mail.NONE
    Preference.objects.filter(person=person, mail__in=stopped).update(mail=none)
    person.watches.filter(mail__in=stopped).update(mail=Watch.Mail.NONE)
    chosen = set(person.preferences.values_list("reason", flat=True))
    Preference.objects.bulk_create(
        Preference(person=person, reason=reason.key, mail=none)
        for reason in reasons_for(person)
        if reason.key not in chosen and mail_by_default(person, reason.key) in stopped
    )
    waiting = Notification.objects.filter(person=person, awaits_digest__in=stopped)
    waiting.update(awaits_digest="")


@transaction.atomic
def save_webhook(hook: Webhook | None, *, by: User, **fields: Any) -> Webhook:
    """Make a webhook, or change one; what stays the same is no Event.

    Made again just so it is the one that is there: two would be called for the same.
    """
    if hook is None:
        # whoever clicks twice waits for the first click here
        User.objects.select_for_update().get(pk=by.pk)
        if same := Webhook.objects.filter(**fields).first():
            return same
        hook = Webhook.objects.create(**fields)
        record(WebhookCreated, hook, by=by)
    else:
        hook = Webhook.objects.select_for_update().get(pk=hook.pk)
        changed = [name for name in fields if getattr(hook, name) != fields[name]]
        for name in changed:
            setattr(hook, name, fields[name])
        if changed:
            hook.save(update_fields=changed)
            record(WebhookChanged, hook, by=by, data={"fields": changed})
    transaction.on_commit(forget)
    return hook


@transaction.atomic
def delete_webhook(hook: Webhook, *, by: User) -> None:
    found = Webhook.objects.select_for_update().filter(pk=hook.pk).first()
    if found is not None:
        record(WebhookDeleted, found, by=by)
        found.delete()
        transaction.on_commit(forget)


@transaction.atomic
def test_webhook(hook: Webhook) -> WebhookDelivery:
    """One at a time: a test that waits is not joined by another."""
    Webhook.objects.select_for_update().filter(pk=hook.pk).first()
    made, _ = WebhookDelivery.objects.get_or_create(
        webhook=hook, event=None, state=WebhookDelivery.State.PENDING
    )
    ring_hooks([made.pk])
    return made


@transaction.atomic
def resend_delivery(delivery: WebhookDelivery) -> bool:
    pending = WebhookDelivery.State.PENDING
    done = WebhookDelivery.objects.filter(pk=delivery.pk).exclude(state=pending)
    changed = done.update(state=pending, next_at=Now(), created_at=Now(), attempts=0)
    if changed:
        ring_hooks([delivery.pk])
    return bool(changed)
