from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.utils import timezone

from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from accounts.models import User
    from forums.models import (  # noqa: F401
        FixNotice,
        Forum,
        ForumGroup,
        Incident,
        MeToo,
        Post,
        Report,
        Topic,
        TopicProposal,
        TopicTicket,
    )


def is_helper(viewer: Viewer) -> bool:
    """In some forum; in which ones says `ForumQuerySet.helped_by`."""
    return getattr(viewer, "is_helper", False)


def in_audience(viewer: Viewer, forum: str = "") -> Q:
    """What her audiences see. `forum`: the way to it, as "topic__forum"."""
    path = f"{forum}__" if forum else ""
    if is_agent(viewer):
        return Q()
    audiences = ["everyone", "signed_in"] if viewer.is_authenticated else ["everyone"]
    seen = Q(**{f"{path}audience__in": audiences})
    if organization := getattr(viewer, "organization_id", None):
        seen |= Q(
            **{
                f"{path}audience": "organizations",
                f"{path}pk__in": _forums_of(organization),
            }
        )
    return seen


def _forums_of(organization: int) -> models.QuerySet[Any]:
    from forums.models import Forum

    chosen = Forum.organizations.through.objects.filter(organization=organization)
    return chosen.values("forum")


class ForumGroupQuerySet(models.QuerySet["ForumGroup"]):
    def visible_to(self, viewer: Viewer) -> ForumGroupQuerySet:
        """With a forum that she sees, and to agents those without any as well."""
        if is_agent(viewer):
            return self
        from forums.models import Forum

        return self.filter(pk__in=Forum.objects.visible_to(viewer).values("group"))


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, viewer: Viewer) -> ForumQuerySet:
        return self.filter(in_audience(viewer))

    def helped_by(self, person: User) -> ForumQuerySet:
        """Where she is a helper: where she was chosen, and where nobody was."""
        chosen = self.model.helpers.through.objects
        return self.filter(
            Q(pk__in=chosen.filter(user=person.pk).values("forum"))
            | ~Exists(chosen.filter(forum=OuterRef("pk")))
        )

    def taking_questions(self) -> ForumQuerySet:
        """Of everybody, where a question without a name can stand."""
        keys = [forum.pk for forum in self if "question" in forum.kinds]
        return self.filter(pk__in=keys, audience="everyone")

    def with_latest_topic(self) -> list[Forum]:
        """The forums, each with `latest_topic` (or None), in two queries."""
        from forums.models import Topic

        newest = (
            Topic.objects.published()
            .filter(forum=OuterRef("pk"))
            .order_by("-latest_at", "-pk")
        )
        annotated = self.select_related("group").annotate(
            latest_pk=Subquery(newest.values("pk")[:1])
        )
        forums: list[Forum] = list(annotated)
        keys = [forum.latest_pk for forum in forums if forum.latest_pk]
        topics = Topic.objects.select_related("author").in_bulk(keys)
        for forum in forums:
            forum.latest_topic = topics.get(forum.latest_pk)
        return forums


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, viewer: Viewer) -> TopicQuerySet:
        """A merged topic is seen by nobody: its address leads to the other one."""
        topics = self.filter(in_audience(viewer, "forum")).exclude(visibility="merged")
        if is_agent(viewer):
            return topics
        shown = Q(visibility="published") | _own(viewer)
        if is_helper(viewer):
            shown |= Q(forum__in=_helped(viewer))
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

    def in_state(self, state: str) -> TopicQuerySet:
        """Ideas and problems: what becomes of a question is asked otherwise."""
        return self.filter(Q(kind="idea") | Q(kind="problem"), state=state)

    def helped_by(self, viewer: Viewer) -> TopicQuerySet:
        """What she may work on: of what she sees, helpers what is in their forums."""
        topics = self.visible_to(viewer)
        return topics if is_agent(viewer) else topics.filter(forum__in=_helped(viewer))

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

    def for_queue(self) -> TopicQuerySet:
        return self.select_related("author", "forum", "claimed_by", "helper")

    def read_by(self, viewer: Viewer) -> TopicQuerySet:
        """With how far the viewer has read each."""
        from forums.models import ReadPosition

        if not viewer.pk:
            return self
        read = ReadPosition.objects.filter(topic=OuterRef("pk"), person=viewer.pk)
        return self.annotate(read_to=Subquery(read.values("number")))

    def for_detail(self, viewer: Viewer) -> TopicQuerySet:
        """With forum, author, what the viewer said of having it, too, and whether to
        look for tickets, for who was told of a fix and for an incident.
        """
        from forums.models import FixNotice, Incident, MeToo, TopicTicket

        here = {"topic": OuterRef("pk")}
        said = MeToo.objects.filter(**here, person=viewer.pk)
        found: dict[str, Exists | Value] = {
            "has_me_too": Exists(said),
            "wants_mail": Exists(said.filter(wants_mail=True)),
            "has_tickets": Exists(TopicTicket.objects.filter(**here)),
            "has_fixes": Exists(FixNotice.objects.filter(**here)),
            "is_incident": Exists(Incident.objects.open().filter(**here)),
        }
        if not viewer.pk:
            found = dict.fromkeys(found, Value(False))
        return self.select_related("author", "forum").annotate(**found)

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """Her own topics, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("pk", "title", "kind", "created_at")


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer: Viewer) -> PostQuerySet:
        posts = self.filter(in_audience(viewer, "topic__forum"))
        if is_agent(viewer):
            return posts
        shown = Q(
            Q(topic__visibility="published") | Q(topic__author=viewer.pk or 0),
            Q(state="published") | _own(viewer),
        )
        if is_helper(viewer):
            shown |= Q(topic__forum__in=_helped(viewer))
        return posts.filter(shown)

    def published(self) -> PostQuerySet:
        return self.filter(state="published")

    def replies(self) -> PostQuerySet:
        return self.filter(number__gt=1)

    def answers(self) -> PostQuerySet:
        return self.filter(accepted_at__isnull=False).order_by("accepted_at", "pk")

    def most_liked(self) -> PostQuerySet:
        return self.filter(like_count__gt=0).order_by("-like_count", "number")

    def for_page(self, viewer: Viewer) -> PostQuerySet:
        """With author and whether the viewer likes it."""
        from forums.models import Like

        likes = Like.objects.filter(post=OuterRef("pk"), person=viewer.pk)
        has_like = Exists(likes) if viewer.pk else Value(False)
        return self.select_related("author").annotate(has_like=has_like)

    def with_topic(self) -> PostQuerySet:
        return self.select_related(
            "author", "edited_by", "topic__author", "topic__forum"
        )

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she wrote in the forums, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("topic", "number", "body", "created_at")


class TopicTicketQuerySet(models.QuerySet["TopicTicket"]):
    def shown_to(self, viewer: Viewer) -> TopicTicketQuerySet:
        """Those whose tickets she sees."""
        from forums.models import TopicProposal
        from tickets.models import Ticket

        seen = Ticket.objects.visible_to(viewer)
        here = Q(topic=OuterRef("topic")) | Q(topic__merged_into=OuterRef("topic"))
        of_ticket = TopicProposal.objects.filter(here, ticket=OuterRef("ticket"))
        published = Exists(of_ticket)
        found = self.filter(ticket__in=seen).annotate(was_published=published)
        if not is_agent(viewer):
            # of what was published of a ticket nothing leads back to it
            found = found.filter(was_published=False)
        return found.select_related("ticket", "post")


class TopicProposalQuerySet(models.QuerySet["TopicProposal"]):
    def waiting(self) -> TopicProposalQuerySet:
        return self.filter(state="asked")

    def readable(self) -> TopicProposalQuerySet:
        """For 30 days, by whom was asked, while all stands that it was made of."""
        from activity.models import Event
        from tickets import events
        from tickets.models import SET_ASIDE, Ticket

        verbs = (
            *(events.MessageRedacted, events.SubjectRedacted, events.DetailsRedacted),
            events.RequesterChanged,
        )
        spoiled = Event.objects.filter(
            target_type=ContentType.objects.get_for_model(Ticket),
            target_id=OuterRef("ticket"),
            verb__in=[each.verb for each in verbs],
            created_at__gte=OuterRef("created_at"),
        )
        standing = self.filter(
            created_at__gt=timezone.now() - timedelta(days=30),
            ticket__requester__is_active=True,
            ticket__merged_into=None,
        )
        return standing.exclude(ticket__status__in=SET_ASIDE).exclude(Exists(spoiled))

    def for_page(self) -> TopicProposalQuerySet:
        return self.select_related("ticket__requester", "forum", "topic", "by")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, viewer: Viewer) -> ReportQuerySet:
        """What a moderator may decide on: of the forums that she looks after."""
        if is_agent(viewer):
            return self
        if not is_helper(viewer):
            return self.none()
        place = "post__topic__forum"
        helped = self.filter(in_audience(viewer, place))
        return helped.filter(**{f"{place}__in": _helped(viewer)})

    def open(self) -> ReportQuerySet:
        return self.filter(state="open")

    def held_as_spam(self) -> ReportQuerySet:
        """By the site, once for each post, until somebody decides."""
        return self.open().filter(reporter__isnull=True, reason="spam")

    def first_of_post(self) -> ReportQuerySet:
        """Of the open ones of each post the oldest, which stands for them all."""
        earlier = self.model._default_manager.filter(
            post=OuterRef("post"), state="open", pk__lt=OuterRef("pk")
        )
        return self.filter(~Exists(earlier))

    def for_queue(self) -> ReportQuerySet:
        return self.select_related(
            "claimed_by", "post__author", "post__topic__forum", "post__topic__author"
        )


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, viewer: Viewer) -> IncidentQuerySet:
        """Agents work on them; everybody else sees the banner."""
        return self.all() if is_agent(viewer) else self.none()

    def open(self) -> IncidentQuerySet:
        return self.filter(ended_at__isnull=True)

    def for_list(self) -> IncidentQuerySet:
        return self.select_related("topic__forum", "ended_by")

    def telling_of(self, ticket: int) -> IncidentQuerySet:
        """Each row says, as `is_tied`, whether this ticket is about the same."""
        from forums.models import TopicTicket

        tied = TopicTicket.objects.filter(topic=OuterRef("topic"), ticket=ticket)
        return self.annotate(is_tied=Exists(tied))


class FixNoticeQuerySet(models.QuerySet["FixNotice"]):
    def untold(self) -> FixNoticeQuerySet:
        return self.filter(told_at__isnull=True)

    def told_to(self, person: User) -> FixNoticeQuerySet:
        """Hers of what she sees, the newest first."""
        from forums.models import Topic

        seen = Topic.objects.visible_to(person)
        hers = self.filter(person=person, told_at__isnull=False, topic__in=seen)
        return hers.select_related("topic", "person").order_by("-told_at", "-pk")

    def counted(self) -> dict[str, int]:
        return self.aggregate(
            told=Count("told_at"), still_broken=Count("still_broken_at")
        )


def _helped(viewer: Viewer) -> ForumQuerySet:
    from forums.models import Forum

    return Forum.objects.helped_by(cast("User", viewer))


def _own(viewer: Viewer) -> Q:
    """Nobody's own where the viewer has no account."""
    return Q(author=viewer.pk) if viewer.pk else Q(pk__in=[])
