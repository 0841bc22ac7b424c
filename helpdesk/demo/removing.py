from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import ProtectedError, Q

from accounts.models import Organization, Team, User
from activity.models import Event
from brand.models import Brand
from forums.models import Forum, Topic
from helpdesk.models import DemoRow
from kb.models import Article, Category
from notifications.models import Watch
from search.models import SearchDocument, SearchQuery
from tickets.models import Macro, Tag, Ticket, TicketForm

# contents first, then what held them, then who wrote them
ORDER: list[type[models.Model]] = [
    Ticket,
    TicketForm,
    Macro,
    Topic,
    Article,
    Forum,
    Category,
    SearchQuery,
    Tag,
    Team,
    Organization,
    User,
]


def has_demo() -> bool:
    return DemoRow.objects.exists()


def can_remove(user: User) -> bool:
    """An administrator who is not herself of the demo: somebody has to stay."""
    of_demo = DemoRow.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=user.pk
    )
    return user.is_admin and not of_demo.exists()


@transaction.atomic
def remove() -> int:
    """Take away what the demo brought; returns how many rows had to stay.

    A forum, category, team or person that real content hangs on stays: it is theirs
    now. Demo people who stay can no longer log in.
    """
    kept = sum(_remove_rows(model) for model in ORDER)
    DemoRow.objects.all().delete()
    _recount()
    Brand.objects.filter(name="Keyhaven Support").delete()
    return kept


def _remove_rows(model: type[models.Model]) -> int:
    content_type = ContentType.objects.get_for_model(model)
    keys = DemoRow.objects.filter(content_type=content_type).values("object_id")
    kept = 0
    for row in model._default_manager.filter(pk__in=keys).order_by("-pk"):
        kept += not _remove_row(row, content_type)
    return kept


def _remove_row(row: Any, content_type: ContentType) -> bool:
    pk = row.pk
    if isinstance(row, Tag) and _is_tag_in_use(row):
        return False
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        if isinstance(row, User):
            row.is_active = row.is_agent = row.is_admin = False
            row.save()
        return False
    Event.objects.filter(
        Q(target_type=content_type, target_id=pk)
        | Q(related_type=content_type, related_id=pk)
    ).delete()
    Watch.objects.filter(target_type=content_type, target_id=pk).delete()
    SearchDocument.objects.filter(
        Q(content_type=content_type, object_id=pk)
        | Q(thread_type=content_type, thread_id=pk)
    ).delete()
    return True


def _recount() -> None:
    """What stays no longer counts what is gone."""
    for forum in Forum.objects.all():
        forum.topic_count = forum.topics.count()
        forum.save(update_fields=["topic_count"])
    for topic in Topic.objects.all():
        topic.me_too_count = topic.me_toos.count()
        topic.save(update_fields=["me_too_count"])


def _is_tag_in_use(tag: Tag) -> bool:
    return tag.tickets.exists() or Article.objects.filter(tags=tag).exists()
