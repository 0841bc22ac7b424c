"""Articles in replies: offered to whom they are for, counted where they were used."""

import pytest
from django.conf import settings

from composer.models import Draft
from kb.actions import add_comment, create_category, draft_article, publish_article
from kb.models import Article
from tests.tickets.test_api import Program
from tickets.actions import add_note, reply_to_ticket, take_back_reply
from tickets.models import UNDO_FOR, Citation


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def make_article(admin):
    shelf = create_category(by=admin, title="Fire", slug="fire")

    def make(title="Printers on fire", **fields):
        body = fields.pop("body", "Take water.")
        article = draft_article(
            by=admin, category=shelf, title=title, body=body, **fields
        )
        publish_article(article, by=admin)
        return article

    return make


def url(article):
    return f"{settings.SITE_URL}{article.get_absolute_url()}"


def offered(desk, ticket, q=""):
    page = desk.get(f"/desk/tickets/{ticket.pk}/articles/", {"q": q})
    return [label for label, _words in page.context["picks"]]


def used(article):
    return Article.objects.with_reply_count().get(pk=article.pk).reply_count


def test_what_the_requester_may_read_is_offered_by_the_subject(
    desk, make_ticket, make_article, guest, customer
):
    make_article()
    make_article("Printer drivers", audience="signed_in")
    make_article("Printer passwords", audience="agents")
    public = make_article("Rain", body="Water falls.")
    add_comment(public, by=customer, body="My printer got wet.")
    ticket = make_ticket()
    assert set(offered(desk, ticket)) == {"Printers on fire", "Printer drivers"}
    assert offered(desk, ticket, "rain") == ["Rain"]
    theirs = make_ticket(requester=guest, by=None)
    assert offered(desk, theirs) == ["Printers on fire"]


def test_without_scripts_a_button_puts_it_into_the_draft(desk, ticket, make_article):
    article = make_article("Printers [on] fire")
    path = f"/desk/tickets/{ticket.pk}/articles/"
    page = desk.post(path, {"body": "Dear you, see"}, follow=True)
    assert "Dear you, see" in page.text
    (pick,) = page.context["picks"]
    draft = {"body": page.context["draft"].body, "insert": pick.words}
    desk.post(page.context["draft_url"], draft)
    words = rf"[Printers \[on\] fire]({url(article)})"
    assert Draft.objects.get().body == f"Dear you, see {words}"


def test_by_the_api_they_are_offered_with_the_words_to_put_in(
    agent, ticket, make_article
):
    make_article("Printer passwords", audience="agents")
    article = make_article("Rain")
    path = f"/tickets/{ticket.pk}/articles"
    (told,) = Program(agent).get(path, q="rain printer").json()
    assert told == {"label": "Rain", "words": f"[Rain]({url(article)})"}


def test_with_scripts_it_is_a_part_of_the_page(desk, ticket, make_article):
    make_article()
    path = f"/desk/tickets/{ticket.pk}/articles/"
    part = desk.get(path, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'form="reply"' in part


def test_it_is_counted_however_it_came_into_the_reply(
    ticket, make_article, agent, customer
):
    whole, path, unused = (
        make_article("One"),
        make_article("Two"),
        make_article("Three"),
    )
    body = (
        f"[a]({url(whole)}) [again]({url(whole)}#x) [b]({path.get_absolute_url()}) "
        f"[c](http://evil.example{unused.get_absolute_url()}) [d](/nowhere/) [e](//x)"
    )
    reply_to_ticket(ticket, by=agent, body=body)
    assert [used(each) for each in (whole, path, unused)] == [1, 1, 0]
    reply_to_ticket(ticket, by=customer, body=body)
    add_note(ticket, by=agent, body=body)
    assert used(whole) == 1


def test_taken_back_it_was_not_used(ticket, make_article, agent):
    article = make_article()
    body = f"[a]({url(article)})"
    reply = reply_to_ticket(ticket, by=agent, body=body, undo_for=UNDO_FOR)
    assert Citation.objects.get().target == article
    take_back_reply(reply, by=agent)
    assert used(article) == 0


def test_writers_see_how_often(sign_in, writer, ticket, make_article, agent):
    article = make_article()
    reply_to_ticket(ticket, by=agent, body=f"[a]({url(article)})")
    desk = sign_in(writer)
    assert "used in 1 reply" in desk.get(f"/desk/articles/{article.pk}/").text
    assert "Used in replies" in desk.get("/desk/articles/").text


def test_a_citation_is_seen_with_its_message(
    ticket, make_article, agent, customer, stranger
):
    article = make_article()
    reply_to_ticket(ticket, by=agent, body=f"[a]({url(article)})")
    seen = [
        Citation.objects.visible_to(person).count() for person in (customer, stranger)
    ]
    assert seen == [1, 0]


def test_colleagues_who_work_on_it_are_offered_and_told(
    desk, ticket, lead, other_team_agent, told
):
    path = f"/desk/tickets/{ticket.pk}/colleagues/"
    page = desk.get(path, {"q": "LEA"})
    (pick,) = page.context["picks"]
    assert pick.words == "@Lea Lead"
    everybody = desk.get(path).context["picks"]
    assert [each.label for each in everybody] == ["Lea Lead", "Otto Other"]
    kept = desk.post(path, {"body": "Look"}, follow=True)
    desk.post(
        kept.context["draft_url"],
        {"body": kept.context["draft"].body, "insert": pick.words},
    )
    note = Draft.objects.get()
    assert (note.purpose, note.body) == ("note", "Look @Lea Lead")
    desk.post(f"/desk/tickets/{ticket.pk}/note/", {"body": note.body})
    assert told(ticket) == [("Lea Lead", "mentioned", "mail+bell")]


def test_who_does_not_work_on_it_is_not_offered(
    sign_in, admin, ticket, agent, lead, other_team_agent, private_team
):
    ticket.team = private_team
    ticket.save()
    page = sign_in(admin).get(f"/desk/tickets/{ticket.pk}/colleagues/")
    assert [each.label for each in page.context["picks"]] == ["Otto Other"]
