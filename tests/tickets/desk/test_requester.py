"""What is known of a requester besides: other tickets, topics, what was read before."""

import pytest

from forums.actions import create_forum, start_topic
from kb.actions import create_category, draft_article, publish_article
from search.models import Reading
from tickets.actions import delete_ticket, move_to_team, trash_ticket
from tickets.models import Ticket

HTMX = {"hx-request": "true"}


@pytest.fixture
def article(admin, writer, reviewer):
    shelf = create_category(by=admin, title="Guides", slug="guides")
    made = draft_article(by=writer, category=shelf, title="Fire drill", body="Run.")
    publish_article(made, by=reviewer)
    return made


@pytest.fixture
def topic(admin, customer):
    forum = create_forum(by=admin, title="Help", slug="help", kinds=["question"])
    return start_topic(
        forum, by=customer, kind="question", title="Is smoke bad?", body="Is it?"
    )


@pytest.fixture
def submit(sign_in):
    """`submit(customer, read="kb.article:7")`: her new ticket."""

    def submitted(person, **given):
        fields = {"subject": "Printer", "body": "It burns.", **given}
        assert sign_in(person).post("/tickets/new/", fields).status_code == 302
        return Ticket.objects.latest("pk")

    return submitted


def panel(client, ticket):
    return client.get(f"/desk/tickets/{ticket.pk}/requester/", headers=HTMX).text


def test_what_was_read_comes_along_and_is_shown(
    sign_in, submit, customer, stranger, agent, article, topic
):
    read = f"kb.article:{article.pk} forums.topic:{topic.pk}"
    text = panel(sign_in(agent), submit(stranger, read=read))
    assert article.get_absolute_url() in text
    assert text.count(topic.get_absolute_url()) == 1
    assert "Articles read just before asking" in text
    assert "Topics read just before asking" in text
    assert "<html" not in text


def test_a_visitor_says_it_by_a_field_of_the_form(client, sign_in, agent, article):
    page = client.get("/tickets/new/").text
    assert 'type="hidden" name="read"' in page
    read = f"kb.article:{article.pk}"
    fields = {"email": "gus@example.com", "subject": "Hot", "body": "!", "read": read}
    assert client.post("/tickets/new/", fields).status_code == 302
    assert "Fire drill" in panel(sign_in(agent), Ticket.objects.get())


@pytest.mark.parametrize(
    "read",
    ["x", "kb.article:", "kb.article:x", "kb.article:999999", "kb.article:" + "9" * 30,
     "accounts.user:1", "tickets.ticket:1", ":", "kb.article:²"],
)  # fmt: skip
def test_what_names_nothing_is_passed_over(submit, customer, article, read):
    submit(customer, read=read)
    assert not Reading.objects.exists()


def test_what_she_may_not_see_is_passed_over(submit, customer, writer, article):
    draft = draft_article(
        by=writer, category=article.category, title="Secret", body="Words"
    )
    submit(customer, read=f"kb.article:{draft.pk} kb.article:{article.pk}")
    assert Reading.objects.get().read_id == article.pk


def test_her_other_tickets_and_topics_are_named_to_who_sees_them(
    sign_in, make_ticket, agent, admin, private_team, topic
):
    ticket, other = make_ticket("Printer"), make_ticket("Toaster")
    hidden = make_ticket("Break-in")
    move_to_team(hidden, team=private_team, by=admin)
    trash_ticket(make_ticket("Rubbish"), by=agent)
    text = panel(sign_in(agent), ticket)
    assert f"#{other.pk} Toaster" in text
    assert "Is smoke bad?" in text
    for absent in ("Break-in", "Rubbish", f"#{ticket.pk} "):
        assert absent not in text
    assert "Break-in" in panel(sign_in(admin), ticket)


def test_without_javascript_it_is_a_page(sign_in, ticket, agent):
    desk, path = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    assert f'href="{path}requester/"' in desk.get(path).text
    page = desk.get(f"{path}requester/").text
    assert "<html" in page
    assert "No other ticket" in page


def test_its_queries_do_not_grow(
    sign_in, make_ticket, agent, topic, remembering_things, django_assert_num_queries
):
    desk, ticket = sign_in(agent), make_ticket()
    panel(desk, ticket)
    for number in range(4):
        make_ticket(f"More {number}")
    with django_assert_num_queries(9):
        panel(desk, ticket)


def test_what_was_read_goes_with_the_ticket(submit, customer, admin, article):
    ticket = submit(customer, read=f"kb.article:{article.pk}")
    trash_ticket(ticket, by=admin)
    delete_ticket(ticket, by=admin)
    assert not Reading.objects.exists()
