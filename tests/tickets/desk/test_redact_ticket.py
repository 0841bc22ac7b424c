"""Redaction of a subject and of details: gone from everywhere, and a mark stays."""

from uuid import uuid4

import pytest

from activity.models import Event
from composer.models import Draft
from notifications.actions import set_preferences, watch
from notifications.models import OutgoingEmail
from search.finding import find
from search.models import SearchDocument
from tickets.actions import (
    assign,
    merge_tickets,
    rate_ticket,
    redact_details,
    redact_subject,
    reply_to_ticket,
    set_details,
    set_subject,
)
from tickets.actions.exports import start_export
from tickets.actions.forms import add_field, create_form
from tickets.exporting import write_export
from tickets.models import Rating, Ticket, TicketDetail, TicketExport, TicketForm
from tickets.tasks import tend_exports

WORD, SERIAL, STORY = "Zebrawood & ebony", "zq-7731", "It is\nebonised oak."


@pytest.fixture
def form(admin) -> TicketForm:
    form = create_form(by=admin, title="Device", slug="device")
    for label, kind in (("Serial", "text"), ("Story", "long_text"), ("Old", "date")):
        add_field(form, by=admin, label=label, kind=kind)
    return form


@pytest.fixture
def ticket(make_ticket, form, team, agent, lead) -> Ticket:
    """Told to the team by mail, found, exported, and written about."""
    watch(team, person=lead)
    set_preferences(lead, {"team": {"mail": "instant", "bell": True}})
    custom = {"serial": SERIAL, "story": STORY, "old": "1951-03-02"}
    ticket = make_ticket(WORD, team=team, form=form, custom=custom)
    assign(ticket, to=lead, by=agent)
    for body in (f"{SERIAL}\n{WORD}", STORY):
        draft = {"person": lead, "purpose": "reply" if SERIAL in body else "note"}
        Draft.objects.create(target=ticket, body=f"Dear\n{body}", **draft)
    write_export(start_export(query="", client_key=uuid4(), by=agent))
    return ticket


def _everything() -> str:
    """Every row, and every export, that could hold such words."""
    rows = [
        *Ticket.objects.values_list("subject", "custom"),
        *TicketDetail.objects.values_list("value"),
        *OutgoingEmail.objects.values_list("subject", "text", "html"),
        *SearchDocument.objects.values_list("title", "body"),
        *Draft.objects.values_list("body"),
        *Event.objects.values_list("data"),
    ]
    exports = [e.path.read_text() for e in TicketExport.objects.all() if e.ready_at]
    return str(rows).replace("&amp;", "&") + "".join(exports)


def test_the_subject_is_gone_from_everywhere(ticket, agent, lead, events):
    assert _everything().count(WORD) > 6
    set_subject(ticket, subject="Ebony, once more", by=agent)
    assert redact_subject(ticket, by=agent)
    assert WORD not in _everything()
    assert "Ebony" not in _everything()
    assert not redact_subject(ticket, by=agent)
    ticket.refresh_from_db()
    assert ticket.subject == "[redacted]"
    assert not find("Zebrawood", lead)
    mail = OutgoingEmail.objects.filter(recipient=lead).latest("pk")
    assert mail.subject == f"[#{ticket.pk}] [redacted]"
    assert f"ticket #{ticket.pk} to you: [redacted]" in mail.text
    assert events(ticket)[-1] == "ticket.subject_redacted"


def test_the_comment_of_a_rating_is_gone_from_everywhere(
    ticket, sign_in, agent, lead, customer, events
):
    set_preferences(lead, {"lead": {"mail": "instant", "bell": True}})
    reply_to_ticket(ticket, by=agent, body="So?", then="solved")
    rate_ticket(ticket, by=customer, score="bad", comment="My PIN is zq4711")
    assert OutgoingEmail.objects.filter(text__contains="zq4711").exists()
    client, place = sign_in(agent), f"/desk/tickets/{ticket.pk}/redact/"
    assert "zq4711" in client.get(place).text
    client.post(place, {"comment": "on"})
    assert not OutgoingEmail.objects.filter(text__contains="zq4711").exists()
    assert Rating.objects.get().comment == "[redacted]"
    assert events(ticket)[-1] == "ticket.rating_redacted"
    assert 'name="comment"' not in client.get(place).text


def test_details_are_gone_from_everywhere_and_may_be_known_again(
    ticket, agent, customer, lead, form
):
    words = (SERIAL, "ebonised", "1951")
    assert all(word in _everything() for word in words)
    assert redact_details(ticket, ["serial", "story", "old"], by=agent)
    assert not any(word in _everything() for word in words)
    assert not redact_details(ticket, ["serial"], by=agent)
    mail = OutgoingEmail.objects.filter(recipient=lead).earliest("pk")
    assert "Serial: [redacted]\nStory: [redacted]\nOld: [redacted]\n" in mail.text
    assert "Dear" in Draft.objects.get(purpose="reply").body
    assert not set_details(ticket, form=form, custom={}, by=agent)
    set_details(ticket, form=form, custom={"serial": "B9"}, by=agent)
    assert ticket.custom == {"serial": "B9", "story": "", "old": ""}


def test_what_waits_to_be_sent_leaves_without_it(ticket, agent, customer):
    reply_to_ticket(ticket, by=agent, body="Water first.")
    mails = OutgoingEmail.objects.filter(recipient=customer)
    mails.update(state="leased", lease_token=uuid4())
    redact_subject(ticket, by=agent)
    mail = mails.latest("pk")
    assert (mail.state, mail.lease_token) == ("pending", None)
    assert "Water first." in mail.text


def test_exports_are_written_again_without_it(ticket, agent, sign_in):
    redact_details(ticket, ["serial"], by=agent)
    [export] = TicketExport.objects.all()
    address = f"/desk/tickets/exports/{export.pk}/file/"
    assert not export.path.exists() or sign_in(agent).get(address).status_code == 404
    tend_exports()
    assert SERIAL not in sign_in(agent).get(address).getvalue().decode()


def test_what_came_by_a_merge_is_gone_from_there_as_well(ticket, make_ticket, agent):
    survivor = make_ticket(WORD)
    merge_tickets(ticket, into=survivor, by=agent, tell=True)
    redact_subject(survivor, by=agent)
    redact_details(survivor, ["serial"], by=agent)
    everything = _everything()
    assert WORD not in everything
    assert SERIAL not in everything


def test_the_page_offers_it_and_the_mark_is_shown_to_both_sides(
    ticket, agent, customer, sign_in
):
    desk, address = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    assert f'href="{address}redact/"' in desk.get(address).text
    page = desk.get(f"{address}redact/").text
    assert "Zebrawood &amp; ebony" in page
    assert f"Serial – {SERIAL}" in page
    assert desk.post(f"{address}redact/", {}).status_code == 422
    given = {"subject": "on", "details": ["serial"]}
    for _ in range(2):
        assert desk.post(f"{address}redact/", given)["Location"] == address
        given = {"details": ["old"]}
    seen = sign_in(customer).get(f"/tickets/{ticket.pk}/").text
    for page in (seen, desk.get(address).text):
        assert "redacted the subject" in page
        assert "redacted the details: Serial" in page
        assert SERIAL not in page
    assert "<dt>Serial</dt><dd>redacted</dd>" in seen


def test_the_page_names_what_says_the_same(ticket, make_ticket, agent, sign_in):
    reply = reply_to_ticket(ticket, by=agent, body=f"About {WORD}: soon.")
    followed = make_ticket("Other", custom={"serial": SERIAL})
    other = make_ticket("Another")
    Ticket.objects.filter(pk__in=[followed.pk, other.pk]).update(follow_up_of=ticket)
    page = sign_in(agent).get(f"/desk/tickets/{ticket.pk}/redact/")
    assert list(page.context["again"]) == [reply]
    assert page.context["others"] == [followed]
