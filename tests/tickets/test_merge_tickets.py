from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from composer.models import Upload
from notifications.letters import thread_of
from notifications.models import OutgoingEmail, Watch
from search.finding import thread_ids
from tests.matrix.files import picture
from tickets.access import find_link, mint_link
from tickets.actions import (
    add_cc,
    add_note,
    mark_spam,
    merge_tickets,
    move_to_team,
    reply_to_ticket,
    set_tags,
)
from tickets.models import Merge, Ticket
from tickets.permissions import can_rate, can_reopen, may_reopen


@pytest.fixture
def loser(make_ticket, stranger, agent) -> Ticket:
    made = make_ticket(subject="The zebra", requester=stranger, files=[picture()])
    add_note(made, by=agent, body="Between us: heron")
    return made


def merged(loser: Ticket, ticket: Ticket, by: User, *, tell: bool = False) -> bool:
    return merge_tickets(loser, into=ticket, by=by, tell=tell)


def test_messages_keep_author_and_time_and_get_the_next_numbers(ticket, loser, agent):
    before = list(loser.messages.order_by("number").values_list("pk", "created_at"))
    assert merged(loser, ticket, agent)
    rows = ticket.messages.order_by("number")
    assert [row.number for row in rows] == [1, 2, 3]
    assert list(rows.values_list("pk", "created_at"))[1:] == before
    assert [row.kind for row in rows] == ["reply", "reply", "note"]
    assert rows[1].attachments.count() == 1


def test_people_followers_tags_and_mail_go_along(
    ticket, loser, customer, stranger, helper, agent
):
    add_cc(loser, person=helper, can_reply=False, by=stranger)
    set_tags(loser, names=["stripes"], by=agent)
    Watch.objects.create(person=agent, target=loser)
    mails = set(OutgoingEmail.objects.about(loser).values_list("pk", "reply_token"))
    assert mails
    merged(loser, ticket, agent)
    ccs = dict(ticket.ccs.values_list("person", "can_reply"))
    assert ccs == {stranger.pk: True, helper.pk: False}
    assert [tag.name for tag in ticket.tags.all()] == ["stripes"]
    assert Watch.objects.get(person=agent).target_id == ticket.pk
    now = OutgoingEmail.objects.about(ticket).filter(thread=thread_of(ticket))
    assert mails <= set(now.values_list("pk", "reply_token"))


def test_a_link_to_the_loser_opens_the_survivor(ticket, make_ticket, guest, agent):
    loser = make_ticket(requester=guest, by=None)
    token = mint_link(loser, guest).rstrip("/").rsplit("/", 1)[-1]
    merged(loser, ticket, agent)
    assert find_link(token).ticket == ticket
    late = mint_link(loser, guest).rstrip("/").rsplit("/", 1)[-1]
    assert find_link(late).ticket == ticket


def test_one_event_on_each_side(ticket, loser, agent, events):
    ours, theirs = events(ticket), events(loser)
    merged(loser, ticket, agent)
    assert events(ticket) == [*ours, "ticket.took_in"]
    assert events(loser) == [*theirs, "ticket.merged"]


def test_twice_merges_once(ticket, loser, agent):
    assert merged(loser, ticket, agent)
    assert not merged(loser, ticket, agent)
    assert Merge.objects.count() == 1


def test_neither_into_itself_nor_into_spam(ticket, loser, agent):
    assert not merged(ticket, ticket, agent)
    mark_spam(ticket, by=agent)
    assert not merged(loser, ticket, agent)


def test_the_requester_hears_of_it_where_she_is_to(ticket, loser, agent, told):
    merged(loser, ticket, agent, tell=True)
    assert told(loser) == [("Sam Stranger", "requester", "mail")]


def test_untold_she_hears_nothing(ticket, loser, agent, told):
    merged(loser, ticket, agent)
    assert told(loser) == []


def test_a_late_reply_to_the_loser_lands_on_the_survivor(
    ticket, loser, stranger, agent, sign_in
):
    merged(loser, ticket, agent)
    assert not may_reopen(loser)
    assert not can_reopen(stranger, loser)
    url = reverse("tickets:reply", args=[loser.pk])
    sign_in(stranger).post(url, {"body": "One thing more"})
    assert ticket.messages.filter(body="One thing more").exists()
    late = reply_to_ticket(loser, by=stranger, body="And another")
    assert late.ticket_id == ticket.pk
    loser.refresh_from_db()
    assert loser.status == "closed"


def test_both_requesters_read_the_thread_and_neither_the_note(
    ticket, loser, customer, stranger, agent, sign_in
):
    merged(loser, ticket, agent)
    for person in (customer, stranger):
        url = reverse("tickets:ticket", args=[loser.pk])
        response = sign_in(person).get(url, follow=True)
        page = response.content.decode()
        assert page.count("It burns since this morning.") == 2
        assert "heron" not in page
        assert not thread_ids("heron", person, Ticket)
        upload = Upload.objects.get()
        assert Upload.objects.visible_to(person).filter(pk=upload.pk).exists()


def test_the_loser_leads_nobody_else_anywhere(ticket, loser, helper, agent, sign_in):
    merged(loser, ticket, agent)
    response = sign_in(helper).get(reverse("tickets:ticket", args=[loser.pk]))
    assert response.status_code == 404


def test_not_even_an_agent_outside_the_private_team_of_the_survivor(
    ticket, loser, private_team, other_team_agent, agent, sign_in
):
    merged(loser, ticket, agent)
    move_to_team(ticket, team=private_team, by=other_team_agent)
    for page in ("desk:requester", "desk:ticket"):
        url = reverse(page, args=[loser.pk])
        assert sign_in(agent).get(url).status_code == 404
    response = sign_in(other_team_agent).get(url)
    assert response["Location"] == reverse("desk:ticket", args=[ticket.pk])


def test_the_preview_shows_both_and_warns_of_two_people(ticket, loser, agent, sign_in):
    url = reverse("desk:merge", args=[loser.pk])
    response = sign_in(agent).get(url, {"into": ticket.pk})
    page = response.content.decode()
    assert "Two people asked" in page
    assert "heron" in page
    assert Merge.objects.count() == 0


def test_the_preview_warns_where_a_private_teams_words_are_opened(
    make_ticket, ticket, team, private_team, admin, sign_in
):
    client, warned = sign_in(admin), "So far only the team Security"
    for loser in (make_ticket(team=team), make_ticket(team=private_team)):
        url = reverse("desk:merge", args=[loser.pk])
        page = client.get(url, {"into": ticket.pk}).content.decode()
        assert (warned in page) == (loser.team == private_team)


def test_merged_from_the_page(ticket, loser, agent, sign_in):
    url = reverse("desk:merge", args=[loser.pk])
    response = sign_in(agent).post(url, {"into": f"#{ticket.pk}", "tell": "on"})
    assert response["Location"] == reverse("desk:ticket", args=[ticket.pk])
    assert Merge.objects.get().loser == loser


def test_the_other_one_is_found_by_words(
    ticket, loser, make_ticket, agent, admin, private_team, sign_in
):
    move_to_team(make_ticket("Printer stolen"), team=private_team, by=admin)
    client, url = sign_in(agent), reverse("desk:merge", args=[loser.pk])
    page = client.get(url, {"into": "printer"}).text
    assert f'<a href="?into={ticket.pk}">' in page
    assert "stolen" not in page
    assert "No other ticket" in client.get(url, {"into": "zebra"}).text


def test_the_ticked_ones_go_into_the_one_that_is_chosen(
    ticket, loser, make_ticket, agent, sign_in
):
    third, client, url = make_ticket("Third"), sign_in(agent), "/desk/tickets/merge/"
    ticked = {"tickets": [ticket.pk, loser.pk, third.pk]}
    first = client.get(url, ticked).context["preview"]
    assert first.into == ticket
    assert {each.pk for each in first.losers} == {loser.pk, third.pk}
    page = client.get(url, ticked | {"into": loser.pk})
    assert [m.number for m in page.context["preview"].thread if m.ticket == third] == [
        loser.message_count + ticket.message_count + 1
    ]
    assert page.text.count("Two people asked") == 2
    assert not Merge.objects.exists()
    for _twice in range(2):
        answer = client.post(url, ticked | {"into": loser.pk})
        assert answer["Location"] == reverse("desk:ticket", args=[loser.pk])
    went = Merge.objects.order_by("loser").values_list("loser", "survivor")
    assert set(went) == {(ticket.pk, loser.pk), (third.pk, loser.pk)}
    assert len(went) == 2


def test_too_few_and_what_is_set_aside_are_not_merged(
    ticket, make_ticket, agent, sign_in
):
    pills = make_ticket("Pills")
    mark_spam(pills, by=agent)
    for ticked in ([], [ticket.pk], [ticket.pk, pills.pk], ["x", "9" * 30]):
        data = {"tickets": ticked, "into": ticket.pk}
        answer = sign_in(agent).post("/desk/tickets/merge/", data)
        assert answer.status_code == 422


@pytest.mark.parametrize("into", ["", "x", "999999", "self"])
def test_a_wrong_number_is_refused(loser, agent, sign_in, into):
    into = str(loser.pk) if into == "self" else into
    url = reverse("desk:merge", args=[loser.pk])
    assert sign_in(agent).post(url, {"into": into}).status_code == 422


def test_a_chain_of_merges_leads_to_its_end(
    ticket, loser, make_ticket, stranger, agent
):
    last = make_ticket()
    merged(loser, ticket, agent)
    merged(ticket, last, agent)
    assert reply_to_ticket(loser, by=stranger, body="Still here").ticket_id == last.pk


def test_never_asked_how_it_went(ticket, make_ticket, customer, agent):
    asked = make_ticket()
    reply_to_ticket(asked, by=agent, body="Done", then="solved")
    merged(asked, ticket, agent)
    later = timezone.now() + timedelta(days=2)
    assert not Ticket.objects.to_ask_about(later).filter(pk=asked.pk).exists()
    assert not can_rate(customer, asked)


def test_what_was_meant_for_the_loser_is_not_done_to_the_survivor(
    ticket, loser, agent, sign_in
):
    merged(loser, ticket, agent)
    client = sign_in(agent)
    for verb in ("spam", "solve", "trash"):
        url = reverse(f"desk:{verb}", args=[loser.pk])
        assert client.post(url).status_code == 403
    ticket.refresh_from_db()
    assert ticket.status == "new"


def test_a_reply_to_the_page_of_before_shows_what_it_had_not_read(
    ticket, loser, agent, sign_in
):
    merged(loser, ticket, agent)
    url = reverse("desk:reply", args=[loser.pk])
    stopped = sign_in(agent).post(url, {"body": "To zebra", "seen": "2"})
    assert stopped.status_code == 409
    assert "It burns since this morning." in stopped.content.decode()
    url = reverse("desk:note", args=[loser.pk])
    noted = sign_in(agent).post(url, {"body": "Of the zebra"})
    assert noted["Location"] == f"{reverse('desk:ticket', args=[ticket.pk])}#m4"


def test_the_queue_shows_the_survivor_alone(ticket, loser, agent, sign_in):
    merged(loser, ticket, agent)
    client, queue = sign_in(agent), reverse("desk:queue")
    assert "zebra" not in client.get(queue, {"status": "closed"}).content.decode()
    found = client.get(queue, {"q": f"#{loser.pk}"}).content.decode()
    assert "Printer on fire" in found


def test_sent_again_it_answers_the_same(ticket, loser, agent, sign_in):
    url = reverse("desk:merge", args=[loser.pk])
    answers = [sign_in(agent).post(url, {"into": ticket.pk}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Merge.objects.count() == 1
