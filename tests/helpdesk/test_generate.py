"""Content in bulk: as many rows as asked for, consistent, the same each time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Q
from django.forms.models import model_to_dict

from accounts.models import User
from activity.models import Event
from core.markdown import render
from forums.models import Forum, Post, Topic
from kb.models import Article, ArticleComment
from notifications.models import Notification, OutgoingEmail
from search.actions import reindex
from search.documents import registry
from search.finding import find
from search.models import SearchDocument
from tickets.models import Ticket, TicketMessage

COUNTS = {"articles": 12, "topics": 25, "tickets": 40, "users": 60}


def generate(**options: object) -> str:
    said = StringIO()
    given = {**COUNTS, "seed": 7, "until": "2026-03-01T00:00:00Z", **options}
    arguments = [f"--{name}={value}" for name, value in given.items()]
    call_command("generate", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """Generated once for all of these tests; each undoes what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield generate()
        transaction.set_rollback(True)


@pytest.fixture
def generated(once, db) -> str:
    """The content; what was said of it."""
    return once


def counts() -> dict[str, int]:
    models = {"articles": Article, "topics": Topic, "tickets": Ticket, "users": User}
    return {name: model._default_manager.count() for name, model in models.items()}


def essence() -> list[tuple[object, ...]]:
    """Rows of each kind, without their keys."""
    return [
        *User.objects.order_by("pk").values_list("email", "joined_at", "is_agent"),
        *Ticket.objects.order_by("pk").values_list("subject", "status", "updated_at"),
        *TicketMessage.objects.order_by("pk").values_list("body", "client_key"),
        *Post.objects.order_by("pk").values_list("body", "created_at", "author__email"),
        *Article.objects.order_by("pk").values_list("title", "body", "view_count"),
    ]


def test_as_many_as_asked_for_are_added_to_what_is_there(generated, customer):
    assert counts() == {**COUNTS, "users": COUNTS["users"] + 1}
    generate()
    assert counts() == {name: 2 * n for name, n in COUNTS.items()} | {
        "users": 2 * COUNTS["users"] + 1
    }


def test_the_same_seed_writes_the_same_rows(generated):
    first = essence()
    wipe()
    generate()
    assert essence() == first


def test_another_seed_writes_other_rows(generated):
    first = essence()
    wipe()
    generate(seed=8)
    assert essence() != first


def wipe() -> None:
    Topic.objects.update(accepted_post=None, state="", kind="discussion")
    for model in (Topic, Ticket, Article, Event, User):
        model._default_manager.all().delete()


def test_counts_agree_with_the_rows(generated):
    for ticket in Ticket.objects.annotate(found=Count("messages")):
        assert ticket.message_count == ticket.found
    for topic in Topic.objects.annotate(
        found=Count("posts", distinct=True), have_it=Count("me_toos", distinct=True)
    ):
        assert topic.post_count == topic.last_number == topic.found
        assert topic.me_too_count == topic.have_it
    for forum in Forum.objects.annotate(found=Count("topics")):
        assert forum.topic_count == forum.found
    for article in Article.objects.annotate(
        helped=Count(
            "revisions__votes", Q(revisions__votes__is_helpful=True), distinct=True
        ),
        said=Count("comments", distinct=True),
    ):
        assert article.helpful_count == article.helped
        assert article.comment_count == article.said


def test_numbers_of_messages_and_posts_are_dense(generated):
    for thread in (*Ticket.objects.all(), *Topic.objects.all()):
        rows = thread.messages if isinstance(thread, Ticket) else thread.posts
        numbers = list(rows.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


def test_bodies_are_rendered_as_the_site_renders_them(generated):
    rows = [*TicketMessage.objects.all()[:40], *Post.objects.all()[:20]]
    for row in [*rows, *ArticleComment.objects.all(), *Article.objects.all()]:
        assert row.body_html == render(row.body).html


def test_an_accepted_answer_stands_in_its_topic(generated):
    solved = Topic.objects.filter(state="solved").select_related("accepted_post")
    assert solved
    for topic in solved:
        assert topic.accepted_post.topic_id == topic.pk
        assert topic.accepted_post.number > 1


def test_every_message_has_its_event_and_nobody_is_told(generated):
    messages = TicketMessage.objects.count()
    verbs = ["opened", "agent_replied", "customer_replied", "note_added"]
    told = Event.objects.filter(verb__in=[f"ticket.{verb}" for verb in verbs])
    assert told.count() == messages
    assert (
        Event.objects.filter(verb="ticket.note_added")
        .exclude(audience="staff")[:1]
        .count()
        == 0
    )
    assert not OutgoingEmail.objects.exists()
    assert not Notification.objects.exists()


def test_timelines_run_forward(generated):
    for ticket in Ticket.objects.all():
        events = Event.objects.filter(target_type__model="ticket", target_id=ticket.pk)
        moments = list(events.order_by("pk").values_list("created_at", flat=True))
        assert moments == sorted(moments)
        assert ticket.updated_at == moments[-1]


def test_the_index_holds_what_reindexing_would_write(generated):

    def documents() -> list[dict[str, object]]:
        rows = SearchDocument.objects.order_by("content_type", "object_id")
        return [model_to_dict(row, exclude=["id"]) for row in rows]

    generated = documents()
    for model, searchable in registry.items():
        reindex(searchable.for_index(model._default_manager.all()))
    assert documents() == generated


def test_generated_content_is_found(generated, agent):
    ticket = Ticket.objects.first()
    assert find(ticket.subject, agent, kind="ticket")


def test_people_without_anybody_to_write_are_refused(generated):
    wipe()
    with pytest.raises(CommandError, match="generate users"):
        generate(users=0)


def test_the_rate_is_told(generated):
    assert "rows/s" in generated
