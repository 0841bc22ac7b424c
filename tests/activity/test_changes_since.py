import pytest
from django.db import transaction

from activity.actions import record
from activity.changes import Mark, changes_since
from activity.events import EventType
from brand.models import Brand


@pytest.fixture
def paint(team, agent, settings):
    settings.EVENT_LISTENERS = []

    class Painted(EventType):
        verb = "team.painted.twice"

    def happen():
        with transaction.atomic():
            return record(Painted, team, by=agent, related=agent)

    return happen


def test_each_event_is_told_once_by_all_its_names(paint, team, agent):
    mark, first = changes_since(None)
    assert first == {"brand"}
    paint()
    mark, changed = changes_since(mark)
    assert changed == {
        "team.painted.twice",
        "accounts",
        "accounts.team",
        f"accounts.team:{team.pk}",
        "accounts.user",
        f"accounts.user:{agent.pk}",
    }
    assert changes_since(mark)[1] == set()


def test_an_event_that_shows_late_with_a_lower_id_is_told_too(paint):
    mark, _ = changes_since(None)
    late = paint()
    paint()
    pk = late.pk
    late.delete()  # not committed yet, for all that others see
    mark, _ = changes_since(mark)
    late.pk, late.verb = pk, "late"
    late.save(force_insert=True)
    assert "late" in changes_since(mark)[1]


def test_an_id_that_never_shows_is_not_looked_for_for_ever(paint, monkeypatch):
    mark, _ = changes_since(None)
    lost = paint()
    pk = lost.pk
    paint()
    lost.delete()
    mark, _ = changes_since(mark)
    assert pk in mark.gaps
    monkeypatch.setattr("activity.changes.LATE_SECONDS", 0.0)
    mark, _ = changes_since(mark)
    assert mark.gaps == {}


def test_a_sequence_that_jumps_is_no_long_list_of_gaps():
    mark = Mark(newest=5)
    mark.read([5_000_000])
    assert mark.newest == 5_000_000
    assert len(mark.gaps) <= 200


def test_what_was_there_before_is_not_told_again(paint):
    for _ in range(3):
        paint()
    mark, _ = changes_since(None)
    assert changes_since(mark)[1] == set()


def test_the_brand_is_told_when_it_was_saved(db):
    Brand.objects.create(pk=1)
    mark, _ = changes_since(None)
    assert changes_since(mark)[1] == set()
    Brand.objects.get().save()
    assert "brand" in changes_since(mark)[1]


def test_it_costs_two_queries(paint, django_assert_num_queries):
    mark, _ = changes_since(None)
    for _ in range(5):
        paint()
    with django_assert_num_queries(2):
        changes_since(mark)
