"""From an Event to the rows of its mails."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from accounts.locale import zone_of
from accounts.models import User
from activity.events import EventType
from activity.models import Event
from brand.models import Brand
from brand.querysets import shown_brand
from notifications.audience import Told, is_private
from notifications.models import OutgoingEmail, new_message_id, new_reply_token
from notifications.reasons import why
from notifications.unsubscribing import Subscription, token_for

# A References header names this many mails before, besides the thread's root.
REMEMBERED = 10

_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")


def letters(
    event: Event, event_type: type[EventType], told: Sequence[Told]
) -> list[OutgoingEmail]:
    """One unsaved row for each, in her language and zone."""
    if not told:
        return []
    brand = shown_brand()
    thread = thread_of(event_type.thread_of(event))
    before = {} if event_type.opens_thread else _last_in_thread(thread, told)
    return [
        _letter(event, event_type, one, brand, thread, before.get(one.person.pk))
        for one in told
    ]


def mail_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def absolute(link: str) -> str:
    return settings.SITE_URL + link if link.startswith("/") else link


def sender_of(brand: Brand) -> str:
    """The brand's own address, else the site's; the brand's name in any case."""
    address = brand.sender_address or settings.DEFAULT_FROM_EMAIL
    if "<" in address:
        return address
    return formataddr((one_line(brand.sender_name or brand.name), address))


def one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def thread_of(thing: Model) -> str:
    """The name of a thing's thread: always the same, and it gives nothing away."""
    label = f"{thing._meta.label_lower}.{thing.pk}"
    return salted_hmac("notifications.thread", label).hexdigest()[:32]


def letter_headers(unsubscribe_url: str, list_name: str) -> dict[str, str]:
    """What every mail bears that a person did not ask for this very second."""
    return {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Loop": mail_host(),
        "List-Id": f"<{list_name}.{mail_host()}>",
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def unsubscribe_url(subscription: Subscription) -> str:
    token = token_for(subscription)
    return absolute(reverse("notifications:unsubscribe", args=[token]))


def preferences_url(person: User) -> str:
    """Empty for guests, whom that page would ask for a password that they never had."""
    return "" if person.is_guest else absolute(reverse("notifications:preferences"))


def render_mail(folder: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML. Only the HTML is escaped."""
    subject = _plain(f"mail/{folder}/subject.txt", context)
    text = _plain(f"mail/{folder}/body.txt", context)
    html = get_template(f"mail/{folder}/body.html").render(context)
    return one_line(subject)[:255], text.strip() + "\n", html


def _letter(
    event: Event,
    event_type: type[EventType],
    told: Told,
    brand: Brand,
    thread: str,
    before: OutgoingEmail | None,
) -> OutgoingEmail:
    person = told.person
    subscription = _subscription(event, told)
    stop = unsubscribe_url(subscription)
    with translation.override(person.language), timezone.override(zone_of(person)):
        context, placeholders = _context(event, event_type, told, brand, stop)
        subject, text, html = render_mail(event_type.mail, context)
    root = f"<thread-{thread}@{mail_host()}>"
    return OutgoingEmail(
        event=event,
        recipient=person,
        reason=told.reason,
        target_type=subscription.target_type,
        target_id=subscription.target_id,
        is_private=is_private(event),
        from_address=sender_of(brand),
        to_address=person.email,
        subject=subject,
        text=text,
        html=html,
        headers=letter_headers(stop, str(_type_of(event).model)),
        placeholders=placeholders,
        message_id=new_message_id(mail_host()),
        in_reply_to=before.message_id if before else root,
        references=_references(before, root),
        thread=thread,
        reply_token=new_reply_token(),
    )


def _subscription(event: Event, told: Told) -> Subscription:
    """What brought it: the thing that she follows, else what it is about."""
    thing = told.hearer.followed
    if thing is None:
        return Subscription(told.person, told.reason, _type_of(event), event.target_id)
    kind = ContentType.objects.get_for_model(thing)
    return Subscription(told.person, told.reason, kind, thing.pk)


def _context(
    event: Event,
    event_type: type[EventType],
    told: Told,
    brand: Brand,
    unsubscribe: str,
) -> tuple[dict[str, Any], dict[str, str]]:
    with translation.override(settings.LANGUAGE_CODE):  # addresses in mails bear none
        link = event_type.link_for(event, told.person)
    context: dict[str, Any] = {
        "event": event,
        "target": event.target,
        "actor": event.actor,
        "hearer": told.hearer,
        "person": told.person,
        "reason": told.reason,
        "why": why(told.reason, told.hearer.followed),
        "brand": brand,
        "link": link,
        "unsubscribe_url": unsubscribe,
        "preferences_url": preferences_url(told.person),
        **event_type.mail_context(event, told.hearer),
    }
    secret = context.pop("secret", None)
    if secret and told.person.is_guest:
        # Random, so that nobody can write it into the text of her own.
        token = f"{{{secret}:{secrets.token_hex(16)}}}"
        context["link"] = token
        return context, {token: secret}
    context["link"] = absolute(context["link"])
    return context, {}


def _last_in_thread(thread: str, told: Sequence[Told]) -> dict[int, OutgoingEmail]:
    people = [one.person for one in told]
    newest = (
        OutgoingEmail.objects.filter(thread=thread, recipient__in=people)
        .order_by()
        .values("recipient")
        .annotate(newest=Max("pk"))
    )
    rows = OutgoingEmail.objects.filter(pk__in=newest.values("newest")).only(
        "recipient_id", "message_id", "references"
    )
    return {row.recipient_id: row for row in rows if row.recipient_id}


def _references(before: OutgoingEmail | None, root: str) -> str:
    if before is None:
        return root
    chain = [*before.references.split(), before.message_id]
    return " ".join([chain[0], *chain[1:][-REMEMBERED:]])


def _plain(name: str, context: dict[str, Any]) -> str:
    template: Any = get_template(name)
    return template.template.render(Context(context, autoescape=False))


def _type_of(event: Event) -> ContentType:
    return ContentType.objects.get_for_id(event.target_type_id)
