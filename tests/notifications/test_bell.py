import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.bell import unread_count
from notifications.models import Notification
from tests.notifications.team_events import hear

BELL = "/notifications/"


def test_bell_lists_what_happened_newest_first(agent, happen, sign_in):
    happen(to=hear(agent), word="one")
    happen(to=hear(agent), word="two")
    page = sign_in(agent).get(BELL).content.decode()

    assert page.index("changed First line: two") < page.index("First line: one")
    assert page.count("is-unread") == 2


def test_bell_is_ones_own(agent, lead, happen, sign_in):
    happen(to=hear(agent), word="hers")

    assert "hers" not in sign_in(lead).get(BELL).content.decode()


def test_visitor_is_sent_to_log_in(client, db):
    assert client.get(BELL).status_code == 302


def test_empty_bell_says_so(customer, sign_in):
    assert "Nothing new" in sign_in(customer).get(BELL).content.decode()


def test_opening_marks_read_and_leads_there(agent, team, happen, sign_in):
    happen(to=hear(agent))
    [row] = agent.notifications.all()
    response = sign_in(agent).post(f"{BELL}{row.pk}/open/")

    assert response.status_code == 302
    assert response.url == f"/teams/{team.pk}/"
    row.refresh_from_db()
    assert row.read_at


def test_nobody_opens_anothers_line(agent, lead, happen, sign_in):
    happen(to=hear(agent))
    [row] = agent.notifications.all()

    assert sign_in(lead).post(f"{BELL}{row.pk}/open/").status_code == 404
    row.refresh_from_db()
    assert row.read_at is None


def test_looking_marks_nothing_read(agent, happen, sign_in):
    happen(to=hear(agent))
    sign_in(agent).get(BELL)

    assert unread_count(agent) == 1


def test_all_are_marked_read_at_once(agent, lead, happen, sign_in):
    for _ in range(3):
        happen(to=hear(agent, lead))
    sign_in(agent).post(f"{BELL}read/")

    assert unread_count(agent) == 0
    assert unread_count(lead) == 3


def test_what_went_out_of_sight_is_not_named(agent, happen, sign_in):
    happen(to=hear(agent), word="canary")
    agent.is_agent = False
    agent.save()
    page = sign_in(agent).get(BELL).content.decode()

    assert "canary" not in page
    assert "First line" not in page


def test_bell_pages_by_key(agent, happen, sign_in):
    for number in range(30):
        happen(to=hear(agent), word=f"n{number}")
    client = sign_in(agent)
    first = client.get(BELL)
    second = client.get(first.context["page"].next_url)

    assert len(first.context["lines"]) == 25
    assert len(second.context["lines"]) == 5


def test_count_looks_at_a_hundred_rows_at_most(agent, happen):
    event = happen(to=[])
    events = [event.__class__(**_copy(event)) for _ in range(120)]
    for row in events:
        row.save()
    Notification.objects.bulk_create(
        Notification(person=agent, event=row, reason="team") for row in events
    )

    assert unread_count(agent) == 100


@pytest.mark.parametrize("count", [20])
def test_bell_costs_the_same_with_two_lines_and_with_many(
    count, agent, happen, sign_in
):
    client = sign_in(agent)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(BELL)
        return len(captured)

    for _ in range(2):
        happen(to=hear(agent))
    client.get(BELL)
    few = queries()
    for _ in range(count):
        happen(to=hear(agent))
    assert queries() == few


def _copy(event):
    return {
        "verb": event.verb,
        "target_type": event.target_type,
        "target_id": event.target_id,
        "audience": event.audience,
    }
