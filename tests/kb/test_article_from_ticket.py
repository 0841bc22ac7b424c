"""A solved ticket becomes a draft, without what is its requester's own."""

import pytest
from django.db.models import Q

from activity.models import Event
from kb.models import Article, Revision
from tickets.actions import add_cc, add_note, open_ticket, reply_to_ticket, solve_ticket
from tickets.models import Ticket

SERIAL = "SN-4471-XK29"


@pytest.fixture
def make_ticket(customer):
    def make(subject, body="It burns.", **given):
        fields = {"requester": customer, "by": customer, "channel": Ticket.Channel.WEB}
        return open_ticket(subject=subject, body=body, **fields, **given)

    return make


@pytest.fixture
def solved(make_ticket, agent, team, colleague):
    ticket = make_ticket(
        "Printer of Maya Lind on fire",
        body=f"Call me at +49 30 1234567 or maya.lind@example.com. It is {SERIAL}.",
        team=team,
    )
    add_cc(ticket, person=colleague, can_reply=True, by=agent)
    add_note(ticket, by=agent, body="zqnote: Maya is rude")
    reply_to_ticket(ticket, by=agent, body="Hello Maya, use **water**.\n\nAda Agent")
    solve_ticket(ticket, by=agent)
    return ticket


@pytest.fixture
def page(solved, sign_in, writer, category):
    """`page("look", more="water")`: the form of the masks, sent."""
    client = sign_in(writer)
    address = f"/desk/articles/from-ticket/{solved.pk}/"

    def send(*buttons, shown=None, **given):
        if shown is None:
            shown = client.get(address, {"messages": ["1", "3"]})
        fields = {"messages": ["1", "3"], "title": "Fire", "category": category.pk}
        for name, value in shown.context["rows"].management_form.initial.items():
            fields[f"mask-{name}"] = value
        for row in shown.context["rows"]:
            for field in row:
                if (value := field.value()) is not None and value is not False:
                    fields[field.html_name] = value
        fields |= dict.fromkeys(buttons, "1")
        return client.post(address, fields | given)

    return send


def test_notes_are_not_offered_and_do_not_pass(solved, sign_in, writer, category):
    client = sign_in(writer)
    address = f"/desk/articles/from-ticket/{solved.pk}/"
    page = client.get(address)
    assert "zqnote" not in page.text
    assert "Hello Maya" in page.text
    page = client.get(address, {"messages": ["1", "2"]})
    assert "zqnote" not in page.text
    fields = {"messages": ["2"], "title": "x", "category": category.pk}
    assert client.post(address, fields).status_code == 422


def test_the_draft_holds_question_and_answer_without_what_is_private(page, solved):
    response = page(title="Fire of Maya Lind")
    article = Article.objects.get()
    assert response.url == f"/desk/articles/{article.pk}/"
    assert article.state == Article.State.DRAFT
    assert article.title == "Fire of [name]"
    assert article.body == (
        "## Question\n\nCall me at [phone] or [address]. It is [serial].\n\n"
        "## Answer\n\nHello [name-2], use **water**.\n\n[name-3]"
    )
    own = Q(body__icontains="maya") | Q(title__icontains="maya")
    assert not Revision.objects.filter(own).exists()
    event = Event.objects.about(article).get()
    assert (event.verb, event.related, event.audience) == (
        "article.drafted",
        solved,
        "staff",
    )


def test_each_mask_can_be_changed_and_kept_before_anything_is_saved(page):
    looked = page("look", more="water")
    assert looked.status_code == 200
    assert not Article.objects.exists()
    founds = [mask.found for _, mask in looked.context["masks"]]
    at = {found: f"mask-{number}-" for number, found in enumerate(founds)}
    page(
        shown=looked,
        more="water",
        **{
            f"{at[SERIAL]}cover": "SN-0000",
            f"{at['+49 30 1234567']}keep": "on",
            f"{at['Ada Agent']}cover": "",
        },
    )
    article = Article.objects.get()
    assert "Call me at +49 30 1234567 or [address]. It is SN-0000." in article.body
    assert article.body.endswith("use **[detail]**.\n\n")


def test_a_mask_that_she_has_not_seen_holds_it_up(page, sign_in):
    refused = page(more="water")
    assert refused.status_code == 422
    assert "have not seen yet" in refused.text
    assert not Article.objects.exists()
    assert page(shown=refused, more="water").status_code == 302


def test_more_than_an_article_holds_is_refused_before_it_is_looked_through(
    solved, sign_in, writer
):
    long = " ".join(f"m{number}@x.example" for number in range(2500))
    solved.messages.filter(number__in=[1, 3]).update(body=long)
    address = f"/desk/articles/from-ticket/{solved.pk}/"
    page = sign_in(writer).get(address, {"messages": ["1", "3"]})
    assert page.status_code == 422
    assert "longer than 64 KB" in page.text


def test_a_reply_that_may_be_taken_back_or_was_redacted_is_not_offered(
    solved, sign_in, writer
):
    solved.messages.filter(number=3).update(redacted_at=solved.created_at)
    page = sign_in(writer).get(f"/desk/articles/from-ticket/{solved.pk}/")
    assert [message.number for message in page.context["rows"]] == [1]


def test_a_message_with_too_much_to_cover_is_not_carried_over(
    make_ticket, agent, sign_in, writer
):
    log = " ".join(f"m{number}@example.com" for number in range(200))
    ticket = make_ticket("A log", body=log)
    solve_ticket(ticket, by=agent)
    address = f"/desk/articles/from-ticket/{ticket.pk}/"
    refused = sign_in(writer).get(address, {"messages": ["1"]})
    assert refused.status_code == 422
    assert "Choose fewer" in refused.text


def test_the_ticket_names_the_articles_that_were_made_of_it(
    page, solved, sign_in, writer
):
    page(title="Fire")
    article = Article.objects.get()
    side = sign_in(writer).get(f"/desk/tickets/{solved.pk}/requester/").text
    assert f'href="/desk/articles/{article.pk}/"' in side


def test_the_way_leads_from_a_solved_ticket_for_those_who_write(
    solved, make_ticket, sign_in, writer, agent, private_team
):
    address = f"/desk/articles/from-ticket/{solved.pk}/"
    more = f"/desk/tickets/{solved.pk}/requester/"
    assert address in sign_in(writer).get(more).text
    assert address not in sign_in(agent).get(more).text
    assert sign_in(agent).get(address).status_code == 403
    unsolved = make_ticket("Smoke")
    private = make_ticket("Secret", team=private_team)
    client = sign_in(writer)
    for ticket, status in ((unsolved, 403), (private, 404)):
        answer = client.get(f"/desk/articles/from-ticket/{ticket.pk}/")
        assert answer.status_code == status
