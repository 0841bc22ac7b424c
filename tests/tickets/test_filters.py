from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import TeamMembership
from core.pagination import key_of, nearest
from notifications.actions import watch
from tickets.actions import (
    add_note,
    assign,
    mark_spam,
    merge_tickets,
    move_to_team,
    set_tags,
    solve_ticket,
)
from tickets.conditions import narrowed
from tickets.filters import as_query, read, refused
from tickets.models import Ticket
from tickets.queues import BUILT_IN, SORTS, queue_at


@pytest.fixture
def found(admin):
    """`found(status="open")`: subjects of the tickets that fit."""

    def subjects(viewer=admin, **given):
        rows = narrowed(Ticket.objects.all(), read(given), viewer=viewer)
        return set(rows.values_list("subject", flat=True))

    return subjects


def test_a_query_and_json_say_the_same():
    query = read(QueryDict("status=new,open&assignee=me&tag=Fire&q=a,+b"))
    assert query == read(
        {"status": ["new", "open"], "assignee": "me", "tag": ["fire"], "q": "a, b"}
    )
    assert read(QueryDict(as_query(query))) == query


@pytest.mark.parametrize(
    "given",
    [
        {"status": "nonsense"},
        {"team": "1 OR 1=1"},
        {"assignee": "9" * 400},
        {"requester": -1},
        {"organization": [[1], {"a": 2}, None, True, 1.5]},
        {"created": "last 9999 centuries"},
        {"created_from": "2026-13-40", "solved_to": "0001-01-01"},
        {"q": "a\x00b"},
        {"tag": "\ud800"},
        {"requester__is_admin": "1", "pk": "1", "messages__body": "secret"},
        {"custom.a__b": {"x": 1}, "custom.": "1"},
        {1: 2},
    ],
)
def test_what_means_nothing_is_left_out_and_named(given):
    assert read(given) == {}
    assert refused(given) == [str(name) for name in given]


def test_what_is_known_or_empty_is_not_refused():
    assert refused({"status": "open", "team": "mine,none", "tag": ""}) == []
    assert refused({"status": ["open", "nonsense"], "tag": "a"}) == ["status"]


def test_spam_and_trash_are_left_out_until_asked_for(found, make_ticket, agent):
    make_ticket("Good")
    solve_ticket(make_ticket("Done"), by=agent)
    mark_spam(make_ticket("Pills"), by=agent)
    assert found() == {"Good", "Done"}
    assert found(status="unsolved") == {"Good"}
    assert found(status="finished") == {"Done"}
    assert found(status=["spam", "new"]) == {"Pills", "Good"}


def test_people_and_teams(found, make_ticket, agent, lead, team, customer, stranger):
    assign(make_ticket("Hers"), to=agent, by=agent)
    move_to_team(make_ticket("Her team's"), team=team, by=agent)
    make_ticket("Strange", requester=stranger)
    assert found(agent, assignee="me") == {"Hers"}
    assert found(lead, assignee="my-teams") == {"Hers"}
    assert found(agent, assignee=["me", "nobody"]) == found()
    assert found(agent, assignee=str(agent.pk)) == {"Hers"}
    assert found(agent, team="mine") == found(team=team.pk) == {"Her team's"}
    assert found(team="none") == {"Hers", "Strange"}
    TeamMembership.objects.all().delete()
    assert found(agent, team="mine") == set()
    assert found(requester=customer.pk) == {"Hers", "Her team's"}
    assert found(requester=stranger.email.upper()) == {"Strange"}
    assert found(requester="no.one@example.com") == set()


def test_organisations(found, make_ticket, colleague, organization, stranger):
    make_ticket("Ours", requester=colleague)
    make_ticket("Others'", requester=stranger)
    assert found(organization=organization.pk) == {"Ours"}
    assert found(organization="harbour ltd") == {"Ours"}
    assert found(organization=["nobody's", str(organization.pk)]) == {"Ours"}
    assert found(organization="999999") == set()


def test_fields_and_tags(found, make_ticket, agent):
    fire = make_ticket("Fire", priority="urgent")
    set_tags(fire, names=["hot", "new york"], by=agent)
    make_ticket("Call", channel="phone")
    assert found(priority="urgent,high") == {"Fire"}
    assert found(channel="phone") == {"Call"}
    assert found(kind="question") == {"Fire", "Call"}
    assert found(tag=["HOT", "new york"]) == {"Fire"}
    assert found(tag="never") == set()


def test_dates(found, make_ticket, agent):
    old, new = make_ticket("Old"), make_ticket("New")
    now = timezone.now()
    Ticket.objects.filter(pk=old.pk).update(created_at=now - timedelta(days=20))
    solve_ticket(new, by=agent)
    day = (now - timedelta(days=20)).date().isoformat()
    assert found(created="last 7 days") == {"New"}
    assert found(created="over 2 weeks ago") == {"Old"}
    assert found(created_to=day) == {"Old"}
    assert found(created_from=day) == {"Old", "New"}
    assert found(created_from=day, created_to=day) == {"Old"}
    assert found(created="last 7 days", created_to=day) == set()
    assert found(solved="today") == {"New"}
    assert found(updated="yesterday") == set()


def test_due(found, make_ticket):
    late, today = make_ticket("Late"), make_ticket("Today")
    make_ticket("Without")
    now = timezone.now()
    Ticket.objects.filter(pk=late.pk).update(reply_due_at=now - timedelta(days=2))
    Ticket.objects.filter(pk=today.pk).update(solve_due_at=now)
    assert "Late" in found(due="overdue") <= {"Late", "Today"}
    assert found(due="today") == {"Today"}
    assert found(due="overdue,today") == {"Late", "Today"}
    day = (now - timedelta(days=2)).date().isoformat()
    assert found(due_from=day, due_to=day) == {"Late"}


def test_snoozed(found, make_ticket):
    asleep = make_ticket("Asleep")
    make_ticket("Awake")
    later = timezone.now() + timedelta(days=1)
    Ticket.objects.filter(pk=asleep.pk).update(snoozed_until=later)
    assert found(snoozed="yes") == {"Asleep"}
    assert found(snoozed="no") == {"Awake"}
    assert found(snoozed="yes,no") == {"Asleep", "Awake"}


def test_what_she_follows_and_what_names_her(found, make_ticket, agent, lead):
    watch(make_ticket("Followed"), person=agent)
    named = make_ticket("Named")
    add_note(named, by=lead, body=f"@{agent.public_name} look")
    forms = {"follower": "me"}, {"mentioned": "me"}
    assert [found(agent, **form) for form in forms] == [{"Followed"}, {"Named"}]
    assert [found(lead, **form) for form in forms] == [set(), set()]
    into = make_ticket("Survivor")
    merge_tickets(named, into=into, by=agent, tell=False)
    assert found(agent, mentioned="me") == {"Survivor"}


def test_words_and_numbers(found, make_ticket, admin):
    make_ticket("Zebra")
    other = make_ticket("Other")
    assert found(q="zebra") == {"Zebra"}
    assert "Other" in found(q=f"#{other.pk}")


def test_rare_and_common_things_are_found_alike(
    found, make_ticket, agent, admin, colleague, stranger, organization, monkeypatch
):
    """By keys or while reading: `FEW` decides how, never what."""
    now = timezone.now()
    make_ticket("Plain", requester=stranger)
    ours = make_ticket("Ours", requester=colleague)
    set_tags(ours, names=["hot"], by=agent)
    late = make_ticket("Late", requester=stranger)
    Ticket.objects.filter(pk=late.pk).update(
        reply_due_at=now - timedelta(days=1), snoozed_until=now + timedelta(days=1)
    )

    watch(ours, person=agent)
    add_note(ours, by=agent, body=f"@{admin.public_name} look")
    today = timezone.localdate().isoformat()

    def each():
        return [
            found(agent, follower="me"),
            found(mentioned="me"),
            found(tag="hot", created_from=today, created_to=today),
            found(tag="hot"),
            found(requester=colleague.email),
            found(organization=organization.pk),
            found(due="overdue"),
            found(snoozed="yes"),
        ]

    expected = [*[{"Ours"}] * 6, {"Late"}, {"Late"}]
    assert each() == expected
    monkeypatch.setattr("tickets.conditions.FEW", 0)
    assert each() == expected


def test_all_filters_at_once_take_two_queries_more(
    make_ticket, agent, colleague, organization, sign_in, remembering_things
):
    """Words take two, all others together one."""
    fire = make_ticket("Fire", requester=colleague)
    set_tags(fire, names=["hot"], by=agent)
    watch(fire, person=agent)
    client, today = sign_in(agent), timezone.localdate().isoformat()

    def queries(**asked):
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/desk/tickets/", asked)
        assert fire.get_absolute_url() in page.content.decode()
        return len(captured)

    one = {"tag": "hot"}
    many = {
        **one,
        "follower": "me",
        "created_from": today,
        "updated_to": today,
        "requester": colleague.email,
        "organization": organization.name,
    }
    queries(q="fire")
    plain = queries()
    assert plain == 6
    assert queries(**one) == queries(**many) == plain + 1
    for words in ("fire", f"#{fire.pk}", colleague.email):
        assert queries(**many, q=words) <= plain + 2, words


def test_any_statuses_together(found, make_ticket, agent):
    for name in ("new", "pending", "solved", "closed", "spam"):
        make_ticket(name)
        Ticket.objects.filter(subject=name).update(
            status=name,
            status_before="new" if name == "spam" else "",
            solved_at=timezone.now() if name in ("solved", "closed") else None,
            closed_at=timezone.now() if name == "closed" else None,
        )
    for wanted in ("new,pending", "solved,closed", "new,solved,spam", "pending"):
        assert found(status=wanted) == set(wanted.split(","))


def test_of_several_teams_all_are_hers(
    found, make_ticket, agent, team, private_team, admin
):
    TeamMembership.objects.create(team=private_team, person=agent)
    move_to_team(make_ticket("One"), team=team, by=admin)
    move_to_team(make_ticket("Other"), team=private_team, by=admin)
    make_ticket("None's")
    assert found(agent, team="mine") == {"One", "Other"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only on SQLite: its plan")
def test_views_are_read_in_the_order_of_an_index(agent):
    """None gathers its tickets to sort them: that grows with the site."""
    unsolved = BUILT_IN["unsolved"]
    queues = [
        queue
        for key, queue in BUILT_IN.items()
        if key not in ("snoozed", "held", "spam", "trash")
    ]
    queues += [replace(unsolved, key=sort, sort=sort) for sort in SORTS]
    for queue in queues:
        rows = queue.rows(agent).for_queue().order_by(*queue.order)[:26]
        plan = rows.explain()
        assert "TEMP B-TREE" not in plan, (queue.key, plan)
        assert "SCAN tickets_ticket\n" not in f"{plan}\n", (queue.key, plan)
    # and a page that begins elsewhere goes there at once
    asked = {"before": "", "after": key_of(Ticket(pk=1), order=unsolved.order)}
    with CaptureQueriesContext(connection) as captured:
        nearest(asked, unsolved.rows(agent), order=unsolved.order)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[0]['sql']}")
        assert "updated_at<?" in str(cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only on SQLite: its plan")
@pytest.mark.parametrize("name", ["created", "updated"])
def test_a_moment_that_leaves_out_few_gathers_none(
    name, make_ticket, agent, monkeypatch
):
    """Which index SQLite prefers may hang on which was made first."""
    make_ticket("Fire")
    monkeypatch.setattr("tickets.conditions.FEW", 0)
    today = timezone.localdate().isoformat()
    for sort in SORTS:
        asked = QueryDict(f"status=solved,closed&{name}_to={today}&sort={sort}")
        queue = queue_at(asked, agent)
        plan = queue.rows(agent).for_queue().order_by(*queue.order)[:26].explain()
        assert "TEMP B-TREE" not in plan, (sort, plan)
