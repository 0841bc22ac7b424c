from tickets.access import find_link, mint_link
from tickets.actions import add_cc, remove_cc


def test_somebody_is_let_in_once(ticket, customer, stranger, events, told):
    assert add_cc(ticket, person=stranger, can_reply=True, by=customer)
    assert not add_cc(ticket, person=stranger, can_reply=True, by=customer)
    assert events(ticket) == ["ticket.opened", "ticket.cc_added"]
    assert told(ticket) == []


def test_what_a_copy_may_do_can_change(ticket, customer, stranger):
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    assert add_cc(ticket, person=stranger, can_reply=False, by=customer)
    assert ticket.ccs.get().can_reply is False


def test_the_requester_is_no_cc(ticket, customer, agent):
    assert not add_cc(ticket, person=customer, can_reply=True, by=agent)


def test_whoever_is_removed_loses_her_links(ticket, customer, guest):
    add_cc(ticket, person=guest, can_reply=True, by=customer)
    token = mint_link(ticket, guest).rstrip("/").rsplit("/", 1)[1]
    assert find_link(token)
    assert remove_cc(ticket, person=guest, by=customer)
    assert not remove_cc(ticket, person=guest, by=customer)
    assert find_link(token) is None
