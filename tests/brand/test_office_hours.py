import random
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from brand.hours import Hours, due_at, is_open, worked_between
from brand.querysets import current_brand

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = (time(9), time(17))
ALL_DAY = (time(0), time(0))
OFFICE = Hours((NINE_TO_FIVE,) * 5 + (None, None), BERLIN)


def at(text, zone=BERLIN):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.django_db
def test_without_a_word_of_an_administrator_it_is_nine_to_five_on_weekdays_in_utc():
    friday = at("2026-11-27 16:00", UTC)
    assert is_open(friday)
    assert due_at(friday, 2) == at("2026-11-30 10:00", UTC)
    assert worked_between(friday, at("2026-12-01 00:00", UTC)) == timedelta(hours=9)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-30 09:00", 8, "2026-11-30 17:00"),  # the whole of a Monday
        ("2026-11-30 16:30", 1, "2026-12-01 09:30"),  # over night
        ("2026-11-27 16:30", 1, "2026-11-30 09:30"),  # over a weekend
        ("2026-11-28 12:00", 0.5, "2026-11-30 09:30"),  # asked on a Saturday
        ("2026-11-30 05:00", 1, "2026-11-30 10:00"),  # before opening
        ("2026-03-27 16:00", 2, "2026-03-30 10:00"),  # clocks go forward in between
        ("2026-10-23 16:00", 2, "2026-10-26 10:00"),  # and back
    ],
)
def test_a_clock_runs_while_the_house_is_open(start, hours, due):
    assert OFFICE.due_at(at(start), hours) == at(due)


def test_it_opens_at_the_first_minute_and_is_closed_from_the_last():
    assert OFFICE.is_open(at("2026-11-30 09:00"))
    assert not OFFICE.is_open(at("2026-11-30 17:00"))
    assert not OFFICE.is_open(at("2026-11-29 12:00"))


def test_a_day_that_is_open_throughout_is_as_long_as_the_clocks_make_it():
    always = Hours((ALL_DAY,) * 7, BERLIN)
    for day, hours in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-01", 24)]:
        end = at(day) + timedelta(days=1)
        assert always.worked_between(at(day), end) == timedelta(hours=hours)


def test_holidays_of_the_region_are_closed():
    bavaria = Hours(OFFICE.week, BERLIN, "DE", "BY")
    epiphany = at("2026-01-06 12:00")
    assert OFFICE.is_open(epiphany)
    assert Hours(OFFICE.week, BERLIN, "DE").is_open(epiphany)
    assert not bavaria.is_open(epiphany)
    assert bavaria.due_at(at("2026-12-24 16:00"), 2) == at("2026-12-28 10:00")


def test_a_house_that_never_opens_has_a_clock_that_always_runs():
    never = Hours((None,) * 7, BERLIN)
    start = at("2026-11-28 23:00")
    assert never.is_open(start)
    assert never.due_at(start, 30) == start + timedelta(hours=30)
    assert never.worked_between(start, start + timedelta(days=2)) == timedelta(days=2)


def test_holidays_that_nobody_knows_any_more_stop_no_clock():
    assert Hours(OFFICE.week, BERLIN, "DE", "Atlantis").is_open(at("2026-01-06 12:00"))


@pytest.mark.parametrize("seed", range(4))
def test_what_was_worked_is_the_count_of_open_minutes(seed):
    chance = random.Random(seed)
    zone = ZoneInfo(chance.choice(["America/New_York", "Asia/Kolkata", "UTC"]))
    kinds = [None, ALL_DAY, (time(6, 30), time(14)), (time(12), time(0))]
    hours = Hours(tuple(chance.choices(kinds, k=7)), zone)
    # clocks go back in New York on the first of November
    start = datetime(2026, 10, 30, chance.randrange(24), 17, tzinfo=UTC)
    minutes = [start + timedelta(minutes=n) for n in range(chance.randrange(7000))]
    is_open = [_by_the_wall_clock(hours, each.astimezone(zone)) for each in minutes]

    end = start + timedelta(minutes=len(minutes))
    worked = hours.worked_between(start, end)

    assert worked == timedelta(minutes=sum(is_open))
    assert [hours.is_open(each) for each in minutes[::97]] == is_open[::97]
    due = hours.due_at(start, 20.5)
    assert hours.worked_between(start, due) == timedelta(hours=20.5)


def _by_the_wall_clock(hours, moment):
    if (times := hours.week[moment.weekday()]) is None:
        return False
    opens, closes = times
    return opens <= moment.time() and (closes == time(0) or moment.time() < closes)


WEEK = {f"day_{day}_{end}": "" for day in range(7) for end in ("from", "to")}
FORM = {
    **WEEK,
    "time_zone": "Europe/Berlin",
    "day_0_from": "08:00",
    "day_0_to": "00:00",
    "holidays_country": "DE",
    "holidays_region": "BY",
}


@pytest.mark.django_db
def test_an_administrator_sets_when_somebody_is_here(sign_in, admin, agent):
    page = reverse("brand_settings:hours")
    assert sign_in(agent).get(page).status_code == 403

    assert sign_in(admin).post(page, FORM).status_code == 302

    assert current_brand().open_week == [["08:00", "00:00"], *[None] * 6]
    assert is_open(at("2026-11-30 23:59"))
    assert not is_open(at("2026-12-01 12:00"))
    shown = sign_in(admin).get(page).content.decode()
    assert 'name="day_0_from" value="08:00"' in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"day_0_to": ""},
        {"day_0_to": "07:00"},
        {"day_1_from": "nine", "day_1_to": "17:00"},
        {"time_zone": "Mars/Olympus"},
        {"holidays_region": "XX"},
        {"holidays_country": "QQ"},
    ],
)
def test_hours_that_make_no_sense_are_refused(sign_in, admin, changes):
    page = reverse("brand_settings:hours")
    assert sign_in(admin).post(page, FORM | changes).status_code == 422
    assert current_brand().time_zone == "UTC"
