import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Team, User
from activity.models import Event
from brand.models import Brand
from forums.actions import start_topic
from forums.models import Forum, Post, Topic
from helpdesk.demo import has_demo
from helpdesk.models import DemoRow
from kb.models import Article, Category
from notifications.models import Notification, OutgoingEmail
from search.models import SearchDocument, SearchQuery
from tickets.models import Ticket, TicketForm, TicketMessage


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for all of these tests; each undoes what it does itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The demo content."""


def test_it_fills_every_room_and_mails_nobody(demo):
    assert Category.objects.filter(parent=None).count() >= 6
    assert Article.objects.count() >= 25
    assert Topic.objects.count() >= 30
    assert Ticket.objects.count() >= 40
    assert set(Ticket.objects.values_list("status", flat=True)) == set(Ticket.Status)
    assert set(Topic.objects.values_list("kind", flat=True)) == set(Topic.Kind)
    assert not OutgoingEmail.objects.exists()
    assert not Notification.objects.exists()


def test_the_question_of_the_lost_mail_is_shared_by_two(demo):
    topic = Topic.objects.get(title__startswith="Bought Pro but")
    assert topic.me_too_count == topic.me_toos.count() == 2


def test_the_guide_of_the_lost_mail_links_only_to_what_is_there(demo, client):
    guide = Article.objects.get(slug__startswith="i-never-received")
    assert client.get(guide.get_absolute_url()).status_code == 200
    for model in (Article, Post):
        assert not model.objects.filter(body__contains="/kb/go/").exists()


def test_history_lies_in_the_past(demo):
    from django.utils import timezone

    assert not TicketMessage.objects.filter(created_at__gt=timezone.now()).exists()
    assert Event.objects.order_by("created_at")[0].created_at.year < 2026
    oldest = Ticket.objects.order_by("pk")[0]
    assert oldest.created_at == Ticket.objects.earliest("created_at").created_at


def test_its_people_can_log_in(demo, client):
    form = {"login": "agent@example.com", "password": "helpdesk-demo"}
    assert client.post("/accounts/login/", form).status_code == 302


def test_it_is_for_empty_sites_only(demo):
    with pytest.raises(CommandError, match="empty"):
        call_command("demo")


def test_removed_on_the_desk_it_leaves_nothing_behind(demo, sign_in, admin):
    window = sign_in(admin)
    assert "Take it away" in window.get("/desk/settings/demo/").text
    assert window.post("/desk/settings/demo/remove/").status_code == 302
    left = [
        model.__name__
        for model in (
            Team, Category, Article, Forum, Topic, Ticket, TicketForm, Event,
            DemoRow, SearchDocument, SearchQuery, Brand,
        )
        if model.objects.exists()
    ]  # fmt: skip
    assert left == []
    assert list(User.objects.all()) == [admin]
    assert not has_demo()
    assert "There is none" in window.get("/desk/settings/demo/").text


def test_the_demos_own_people_cannot_saw_off_their_branch(demo, sign_in):
    window = sign_in(User.objects.get(email="admin@example.com"))
    assert "of your own" in window.get("/desk/settings/demo/").content.decode()
    assert window.post("/desk/settings/demo/remove/").status_code == 403
    assert has_demo()


def test_what_real_content_hangs_on_stays(demo, make_person):
    real = make_person("Real Rita", email="rita@harbour.test")
    forum = Forum.objects.get(slug="ideas")
    topic = start_topic(forum, by=real, kind="idea", title="A real idea", body="Yes")
    call_command("demo", "--remove")
    assert list(Topic.objects.all()) == [topic]
    assert list(Forum.objects.all()) == [forum]
    assert list(User.objects.all()) == [real]
    forum.refresh_from_db()
    assert forum.topic_count == 1
    assert SearchDocument.objects.count() == 1
