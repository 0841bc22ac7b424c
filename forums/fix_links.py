"""The secret in a guest's mail about a fix: her notice, signed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from forums.models import FixNotice, Topic

SALT = "forums.fix"
LIFETIME = timedelta(days=30)


def mint_link(topic: Topic, person: User) -> str:
    """A new absolute link to her newest notice."""
    notice = FixNotice.objects.told_to(person).filter(topic=topic)[0]
    token = dumps(notice.pk, salt=SALT)
    with override(settings.LANGUAGE_CODE):  # addresses in mails bear no language
        return settings.SITE_URL + reverse("forums:guests-still-broken", args=[token])


def notice_of(token: str) -> FixNotice | None:
    try:
        pk = loads(token, salt=SALT, max_age=LIFETIME)
    except BadSignature:
        return None
    found = FixNotice.objects.select_related("person")
    notice = found.filter(pk=pk, person__is_active=True).first()
    return notice and FixNotice.objects.told_to(notice.person).filter(pk=pk).first()
