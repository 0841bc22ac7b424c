import pytest
from django.db import transaction

from activity.actions import record
from activity.changes import changes_since
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
