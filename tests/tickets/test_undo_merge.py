from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from composer.actions import save_draft
from composer.models import Draft, Upload
from notifications.models import Mute, OutgoingEmail, Watch
from search.models import SearchDocument
from tests.matrix.files import picture
from tickets.access import mint_link
from tickets.actions import (
    add_cc,
    add_note,
    claim_ticket,
    link_tickets,
    merge_tickets,
    reply_to_ticket,
    set_tags,
    snooze_ticket,
    take_back_reply,
    undo_merge,
)
from tickets.linking import linked
from tickets.models import (
    UNDO_FOR,
    AccessLink,
    Merge,
    Ticket,
    TicketCc,
    TicketLink,
    TicketMessage,
)

ROWS: list[type[Model]] = [
    TicketMessage,
    TicketCc,
    AccessLink,
    TicketLink,
    Watch,
    Mute,
    Draft,
    Upload,
]
# the undo is itself the last activity of both
MOVES = {"updated_at"}


def picture_of(*tickets: Ticket) -> dict[str, Any]:
    """Every field of every row of both tickets."""
    rows: dict[str, Any] = {
        model.__name__: sorted_values(model._default_manager.all()) for model in ROWS
    }
    rows["tags"] = sorted(Ticket.tags.through.objects.values_list("ticket", "tag"))
    rows["Ticket"] = [
        {name: value for name, value in row.items() if name not in MOVES}
        for row in sorted_values(Ticket.objects.all())
    ]
    rows["mail"] = sorted_values(OutgoingEmail.objects.all())
    fields = ("content_type", "object_id", "thread_id", "title", "body")
    rows["index"] = sorted(SearchDocument.objects.values_list(*fields))
    return rows


def pks(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def sorted_values(rows) -> list[dict]:
    return list(rows.order_by("pk").values())


@pytest.fixture
def pair(make_ticket, ticket, customer, stranger, helper, guest, agent, lead):
    """Two tickets that share a CC and a follower, and have others of their own."""
    Ticket.objects.filter(pk=ticket.pk).update(custom={"colour": "red"})
    ticket.refresh_from_db()
    custom = {"colour": "black", "stripes": "yes"}
    loser = make_ticket(
        subject="The zebra", requester=stranger, files=[picture()], custom=custom
    )
    add_note(loser, by=agent, body="Between us: heron")
    reply_to_ticket(loser, by=agent, body="Which stripes?")
    for each in (ticket, loser):
        add_cc(each, person=helper, can_reply=each == loser, by=agent)
        Watch.objects.create(person=agent, target=each)
    add_cc(loser, person=guest, can_reply=True, by=agent)
    Watch.objects.create(person=lead, target=loser)
    set_tags(ticket, names=["fire", "shared"], by=agent)
    set_tags(loser, names=["stripes", "shared"], by=agent)
    mint_link(loser, guest)
    snooze_ticket(loser, until=timezone.now() + timedelta(days=2), by=agent)
    claim_ticket(loser, by=agent)
    third = make_ticket("Third")
    link_tickets(third, loser, kind="parent", by=agent)
    link_tickets(loser, ticket, kind="duplicate", by=agent)
    for each, purpose in ((ticket, "reply"), (loser, "reply"), (loser, "note")):
        body = f"{purpose} on {each}"
        save_draft(each, purpose=purpose, by=agent, body=body, beside={})
    return loser, ticket


def merge(loser: Ticket, ticket: Ticket, by) -> None:
    assert merge_tickets(loser, into=ticket, by=by, tell=False)


def test_gives_back_the_same_rows_field_by_field(pair, agent):
    before = picture_of(*pair)
    merge(*pair, agent)
    assert picture_of(*pair) != before
    assert undo_merge(pair[0], by=agent)
    assert picture_of(*pair) == before


def test_after_a_message_from_each_side_each_has_its_own(
    pair, customer, stranger, helper, agent
):
    loser, ticket = pair
    before = picture_of(*pair)
    merge(*pair, agent)
    on_ticket = [
        reply_to_ticket(ticket, by=customer, body="From the survivor's side"),
        reply_to_ticket(ticket, by=helper, body="From both sides"),
        reply_to_ticket(ticket, by=agent, body="To both sides"),
    ]
    on_loser = reply_to_ticket(loser, by=stranger, body="From the loser's side")
    assert on_loser.ticket == ticket
    assert undo_merge(loser, by=agent)
    after = picture_of(*pair)
    ids = {message.pk for message in [*on_ticket, on_loser]}
    kept = [row for row in after["TicketMessage"] if row["id"] not in ids]
    assert kept == before["TicketMessage"]
    assert {message.pk for message in on_ticket} <= pks(ticket.messages)
    assert (loser.messages.last().pk, loser.messages.last().number) == (on_loser.pk, 4)
    loser.refresh_from_db()
    assert (loser.status, loser.message_count) == ("open", 4)
    for name in ("TicketCc", "AccessLink", "Watch", "TicketLink", "Mute", "tags"):
        assert after[name] == before[name]
    known = {row["id"] for row in before["mail"]}
    assert [row for row in after["mail"] if row["id"] in known] == before["mail"]


def test_the_next_message_after_it_has_a_number_of_its_own(pair, customer, agent):
    loser, ticket = pair
    merge(*pair, agent)
    reply_to_ticket(ticket, by=customer, body="Meanwhile")
    undo_merge(loser, by=agent)
    message = reply_to_ticket(ticket, by=customer, body="Afterwards")
    assert message.number == ticket.messages.order_by("number").last().number
    assert reply_to_ticket(loser, by=agent, body="Back").number == 4


def test_one_event_on_each_side(pair, agent, events):
    loser, ticket = pair
    merge(*pair, agent)
    undo_merge(loser, by=agent)
    assert events(loser)[-2:] == ["ticket.merged", "ticket.unmerged_from"]
    assert events(ticket)[-2:] == ["ticket.took_in", "ticket.merge_undone"]


def test_twice_changes_nothing_more(pair, agent):
    merge(*pair, agent)
    assert undo_merge(pair[0], by=agent)
    assert not undo_merge(pair[0], by=agent)


def test_not_after_thirty_days(pair, agent):
    merge(*pair, agent)
    Merge.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert not undo_merge(pair[0], by=agent)


def test_not_before_the_merge_that_came_later(pair, make_ticket, agent):
    merge(*pair, agent)
    merge(pair[1], make_ticket(), agent)
    assert not undo_merge(pair[0], by=agent)
    assert undo_merge(pair[1], by=agent)
    assert undo_merge(pair[0], by=agent)


def test_merged_again_after_it(pair, agent):
    merge(*pair, agent)
    undo_merge(pair[0], by=agent)
    merge(*pair, agent)
    assert Merge.objects.count() == 2


def test_undone_from_the_page(pair, agent, sign_in):
    loser, ticket = pair
    merge(*pair, agent)
    client = sign_in(agent)
    page = client.get(reverse("desk:merge", args=[ticket.pk])).content.decode()
    url = reverse("desk:unmerge", args=[loser.pk])
    assert url in page
    assert client.post(url)["Location"] == reverse("desk:ticket", args=[loser.pk])
    loser.refresh_from_db()
    assert loser.merged_into is None


def test_a_customer_cannot_undo(pair, customer, agent, sign_in):
    merge(*pair, agent)
    url = reverse("desk:unmerge", args=[pair[0].pk])
    assert sign_in(customer).post(url).status_code == 403


def test_drafts_go_along_and_what_was_typed_on_stays(pair, agent):
    loser, ticket = pair
    merge(*pair, agent)
    texts = Draft.objects.written_by(agent, about=ticket).texts()
    assert texts["reply"] == f"reply on {ticket}\n\nreply on {loser}"
    assert texts["note"] == f"note on {loser}"
    save_draft(ticket, purpose="note", by=agent, body="Typed on", beside={})
    undo_merge(loser, by=agent)
    texts = Draft.objects.written_by(agent, about=ticket).texts()
    assert texts == {"reply": f"reply on {ticket}", "note": "Typed on"}
    assert Draft.objects.written_by(agent, about=loser).texts() == {
        "reply": f"reply on {loser}"
    }


def test_what_was_filled_in_on_the_loser_alone_goes_along(pair, agent):
    merge(*pair, agent)
    assert pair[1].custom == {"colour": "red", "stripes": "yes"}


def test_links_lead_to_the_survivor_and_not_to_itself(pair, agent):
    loser, ticket = pair
    merge(*pair, agent)
    (link,) = linked(ticket, agent)
    assert (link.label, link.ticket.subject) == ("Parent", "Third")
    with pytest.raises(PermissionDenied):
        link_tickets(loser, link.ticket, kind="related", by=agent)


def test_a_reply_sent_just_before_a_merge_can_still_be_taken_back(pair, agent):
    loser, ticket = pair
    reply = reply_to_ticket(loser, by=agent, body="Oops", undo_for=UNDO_FOR)
    merge(*pair, agent)
    assert take_back_reply(reply, by=agent)
    ticket.refresh_from_db()
    assert ticket.status == "new"
    assert Draft.objects.written_by(agent, about=ticket).texts()["reply"][:4] == "Oops"
    assert undo_merge(loser, by=agent)
