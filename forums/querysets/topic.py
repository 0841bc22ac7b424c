from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from core.access import Viewer, is_agent
from core.joining import JoinedByLines
from forums.querysets.audience import helped_forums, in_audience, is_helper, is_own

if TYPE_CHECKING:
    from accounts.models import User
    from forums.models import Topic


class TopicQuerySet(models.QuerySet["Topic"]):
    is_preparable = True

    def visible_to(self, viewer: Viewer) -> TopicQuerySet:
        """A merged topic is seen by nobody: its address leads to the other one."""
        topics = self.filter(in_audience(viewer, "forum")).exclude(visibility="merged")
        if is_agent(viewer):
            return topics
        shown = Q(visibility="published") | is_own(viewer)
        if is_helper(viewer):
            shown |= Q(forum__in=helped_forums(viewer))
        return topics.filter(shown)

    def published(self) -> TopicQuerySet:
        return self.filter(visibility="published")

    def unanswered(self) -> TopicQuerySet:
        """Questions that still wait for an answer."""
        return self.filter(
            Q(state="open") | Q(state="needs_info"),
            kind="question",
            archived_at__isnull=True,
        )

    def under(self, tab: str) -> TopicQuerySet:
        """One tab of a forum's page. The others differ in their order alone."""
        return self.unanswered() if tab == "unanswered" else self

    def in_state(self, state: str) -> TopicQuerySet:
        """Ideas and problems: what becomes of a question is asked otherwise."""
        return self.filter(Q(kind="idea") | Q(kind="problem"), state=state)

    def helped_by(self, viewer: Viewer) -> TopicQuerySet:
        """What she may work on: of what she sees, helpers what is in their forums."""
        topics = self.visible_to(viewer)
        return (
            topics
            if is_agent(viewer)
            else topics.filter(forum__in=helped_forums(viewer))
        )

    def overdue_by(self, moment: datetime) -> TopicQuerySet:
        """Whose time to be answered ran out, not marked yet."""
        return self.published().filter(
            answer_due_at__lte=moment,
            overdue_at__isnull=True,
            is_locked=False,
            archived_at__isnull=True,
        )

    def waiting(self, tab: str) -> TopicQuerySet:
        """One tab of the helpers' queue."""
        topics = self.published().filter(archived_at__isnull=True)
        if tab == "attention":
            return topics.filter(attention_at__isnull=False)
        state = {"needs-info": "needs_info", "answered": "answered"}.get(tab, "open")
        return topics.filter(kind="question", state=state)

    def stale(self, before: datetime) -> TopicQuerySet:
        """Questions without a post since then, nor taken out of the archive."""
        from activity.models import Event

        brought_back = Event.objects.filter(
            target_type=ContentType.objects.get_for_model(self.model),
            target_id=OuterRef("pk"),
            verb="topic.unarchived",
            created_at__gte=before,
        )
        return self.published().filter(
            ~Exists(brought_back),
            kind="question",
            archived_at__isnull=True,
            is_pinned=False,
            latest_at__lt=before,
        )

    def for_list(self) -> TopicQuerySet:
        return self.select_related("author", "forum")

    def for_forum(self) -> TopicQuerySet:
        """The list of one forum, which is at hand."""
        return self.select_related("author").telling_of_tags()

    def for_queue(self) -> TopicQuerySet:
        return self.select_related("author", "forum", "claimed_by", "helper")

    def read_by(self, viewer: Viewer) -> TopicQuerySet:
        """With how far the viewer has read each."""
        from forums.models import ReadPosition

        if not viewer.pk:
            return self
        read = ReadPosition.objects.filter(topic=OuterRef("pk"), person=viewer.pk)
        return self.annotate(read_to=Subquery(read.values("number")))

    def telling_of_tags(self) -> TopicQuerySet:
        """Each row says its own: `tags_told`, lines as "7 wifi", for `shown_tags`."""
        through: Any = self.model.tags.through.objects
        here = through.filter(topic=OuterRef("pk")).values("topic")
        one = Concat(Cast("tag", models.CharField()), Value(" "), "tag__name")
        told = here.annotate(told=JoinedByLines(one)).values("told")
        return self.annotate(tags_told=Subquery(told))

    def for_detail(self, viewer: Viewer) -> TopicQuerySet:
        """With forum, author, tags, what the viewer said of having it, too, and whether
        to look for tickets, for who was told of a fix, for an incident and for what was
        read before it was asked.
        """
        from forums.models import FixNotice, Incident, MeToo, TopicTicket
        from search.models import Reading

        here = {"topic": OuterRef("pk")}
        said = MeToo.objects.filter(**here, person=viewer.pk)
        found: dict[str, Exists | Value] = {
            "has_me_too": Exists(said),
            "wants_mail": Exists(said.filter(wants_mail=True)),
            "has_tickets": Exists(TopicTicket.objects.filter(**here)),
            "has_fixes": Exists(FixNotice.objects.filter(**here)),
            "is_incident": Exists(Incident.objects.open().filter(**here)),
            "has_trail": Exists(Reading.objects.before_each(self.model)),
        }
        if not viewer.pk:
            found = dict.fromkeys(found, Value(False))
        return self.for_list().telling_of_tags().annotate(**found)

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """Her own topics, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("pk", "title", "kind", "created_at")
