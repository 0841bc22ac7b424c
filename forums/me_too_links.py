"""The link by which somebody without an account confirms that she has it, too."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from accounts.querysets import normalize
from core.sealing import seal, unseal
from forums.models import Topic

LIFETIME = 3 * 24 * 3600
_PURPOSE = "forums.me-too"


@dataclass(frozen=True)
class Claim:
    topic: Topic
    email: str


def token_for(topic: Topic, email: str) -> str:
    """Sealed, so that the address stands in no log of what was visited."""
    claim = [topic.pk, normalize(email), time.time() + LIFETIME]
    return seal(json.dumps(claim).encode(), purpose=_PURPOSE)


def mail_link(topic: Topic, email: str) -> None:
    with override(settings.LANGUAGE_CODE):  # addresses in mails bear no language
        link = reverse("forums:confirm-me-too", args=[token_for(topic, email)])
    context = {"topic": topic, "about": topic, "confirm_url": link}
    get_adapter().send_mail("forums/email/me_too", email, context)


def claim_of(token: str) -> Claim | None:
    """None where we never gave it, it ran out, or no visitor sees the topic now."""
    try:
        pk, email, until = json.loads(unseal(token, purpose=_PURPOSE))
    except InvalidToken:
        return None
    topics = Topic.objects.visible_to(AnonymousUser()).select_related("forum")
    topic = topics.filter(pk=pk).first() if until > time.time() else None
    return Claim(topic, email) if topic else None
