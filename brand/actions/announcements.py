"""What stands on top of every page."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from brand.models import Announcement, Brand
from brand.querysets import current_announcements
from core.remembering import forget


@transaction.atomic
def announce(
    key: str,
    *,
    text: str,
    link: str = "",
    severity: str = Announcement.Severity.INFO,
) -> bool:
    """From now until `withdraw(key)`; what an app says under a key takes turns."""
    said = {"text": text, "link": link, "severity": severity}
    if current_announcements().filter(key=key, **said).exists():
        return False
    times = {"begins_at": timezone.now(), "ends_at": None}
    Announcement.objects.update_or_create(key=key, defaults={**said, **times})
    _show()
    return True


def withdraw(key: str) -> bool:
    return _end(Announcement.objects.filter(key=key))


@transaction.atomic
def strike_from_announcement(key: str, words: re.Pattern[str], *, mark: str) -> None:
    """Put the mark in place of what the pattern finds after its first group."""
    for row in Announcement.objects.filter(key=key).select_for_update(no_key=True):
        text = words.sub(lambda found: found[1] + mark, row.text)
        if text != row.text:
            row.text = text[: Announcement.TEXT_LENGTH]
            row.save(update_fields=["text"])
            _show()


def end_announcement(announcement: Announcement) -> bool:
    return _end(Announcement.objects.filter(pk=announcement.pk))


@transaction.atomic
def put_up_announcement(announcement: Announcement) -> None:
    """As `forms.AnnouncementForm` filled it."""
    announcement.save()
    _show()


@transaction.atomic
def _end(rows: QuerySet[Announcement]) -> bool:
    """Now; what has not begun then never does."""
    now = timezone.now()
    is_left = rows.filter(Q(ends_at=None) | Q(ends_at__gt=now))
    if not is_left.update(begins_at=Least("begins_at", now), ends_at=now):
        return False
    _show()
    return True


def _show() -> None:
    """Tell kept pages by the row that they ask for."""
    brand, _is_new = Brand.objects.get_or_create(pk=1)
    brand.save(update_fields=["updated_at"])
    transaction.on_commit(forget)
