"""Webhooks: what they hear, how they are called, who arranges them."""

import hmac
import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.actions import make_token
from accounts.models import Team
from activity.actions import record
from activity.events import EventType
from activity.models import Event
from core import outgoing
from core.outgoing import Answer, BlockedError
from notifications.actions import resend_delivery, save_webhook
from notifications.models import Webhook, WebhookDelivery
from notifications.tasks import forget_hook_calls, sweep_hooks
from notifications.webhooks import claim, post_deliveries
from tests.notifications.team_events import TeamChanged, TeamNoted

LIST = "/desk/settings/webhooks/"
URL = "https://hooks.example.com/in"


class TeamTold(EventType):
    verb = "team.told"


@pytest.fixture(autouse=True)
def listening(settings, monkeypatch):
    settings.EVENT_LISTENERS = ["notifications.listeners.call_hooks"]
    # a team is what a ticket is elsewhere: a thing with a desk side
    rows = type(Team.objects.all())
    monkeypatch.setattr(rows, "worked_on_by", lambda self, _: self, raising=False)


@pytest.fixture
def hook(db):
    return Webhook.objects.create(url=URL)


@pytest.fixture
def calls(monkeypatch):
    """What was posted; `calls.answer` is what comes back, or is raised."""

    class Calls(list):
        answer = Answer(200, "ok")

    made = Calls()

    def post(url, body, headers):
        made.append((url, body, headers))
        if isinstance(made.answer, Exception):
            raise made.answer
        return made.answer

    monkeypatch.setattr(outgoing, "post", post)
    return made


def only():
    return WebhookDelivery.objects.get()


def test_the_row_is_written_in_the_transaction_of_the_event(hook, team):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        record(TeamTold, team, by=None)
        assert WebhookDelivery.objects.count() == 1
        raise RuntimeError
    assert not WebhookDelivery.objects.exists()


def test_a_worker_is_told_after_the_commit(
    hook, happen, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(
        "notifications.tasks.post_hooks.apply_async",
        rung.extend,
    )
    with django_capture_on_commit_callbacks(execute=True):
        happen(TeamTold)
        assert rung == []
    assert rung == [[only().pk]]


def test_without_webhooks_nothing_is_asked(
    remembering_things, happen, django_assert_num_queries
):
    happen(TeamTold)
    with django_assert_num_queries(3):  # the event and its savepoint
        happen(TeamTold)


@pytest.mark.parametrize(
    ("verbs", "heard"), [([], 1), (["team.told"], 1), (["team.changed"], 0)]
)
def test_only_the_verbs_that_were_chosen(hook, happen, verbs, heard):
    Webhook.objects.update(verbs=verbs)
    happen(TeamTold)
    assert WebhookDelivery.objects.count() == heard


def test_an_idle_webhook_hears_nothing(hook, happen):
    Webhook.objects.update(is_active=False)
    happen(TeamTold)
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("is_private", [False, True])
@pytest.mark.parametrize("event_type", [TeamNoted, TeamChanged])
def test_what_visitors_may_not_see_needs_the_flag(hook, happen, event_type, is_private):
    """A note about a thing, or a thing that is itself hidden from visitors."""
    Webhook.objects.update(includes_private=is_private)
    happen(event_type)
    assert WebhookDelivery.objects.exists() == is_private


def test_a_hidden_thing_without_a_desk_side_needs_the_flag(hook, happen, monkeypatch):
    monkeypatch.delattr(type(Team.objects.all()), "worked_on_by")
    happen(TeamTold)
    assert not WebhookDelivery.objects.exists()


def test_a_private_team_needs_the_flag(hook, happen, private_team, monkeypatch):
    monkeypatch.setattr(Team, "team", private_team, raising=False)
    happen(TeamTold)
    assert not WebhookDelivery.objects.exists()


def test_what_became_private_meanwhile_is_not_sent(hook, happen, calls):
    happen(TeamTold)
    Event.objects.update(audience="staff")
    post_deliveries([only().pk])
    assert (only().state, calls) == ("failed", [])


def test_it_is_signed_and_holds_ids_alone(hook, happen, calls, agent, team):
    event = happen(TeamTold, by=agent)
    post_deliveries([only().pk])
    ((url, body, headers),) = calls
    assert url == URL
    said = json.loads(body)
    assert said["event"] == headers["X-Helpdesk-Event"] == "team.told"
    assert said["id"] == event.pk
    assert said["actor"] == {"id": agent.pk, "name": agent.public_name}
    assert said["target"] == {"type": "team", "id": team.pk}
    assert said["data"] == {"word": "w"}
    stamp = headers["X-Helpdesk-Timestamp"]
    expected = hmac.new(hook.secret.encode(), f"{stamp}.".encode() + body, "sha256")
    assert headers["X-Helpdesk-Signature"] == f"v1={expected.hexdigest()}"
    assert headers["X-Helpdesk-Delivery"] == str(only().pk)
    assert hook.secret not in hook.sealed_secret
    row = only()
    assert (row.state, row.status_code, row.response) == ("sent", 200, "ok")


@pytest.mark.parametrize(
    "answer", [Answer(500, "oh"), Answer(302, ""), OSError("away")]
)
def test_what_failed_is_tried_again_later(hook, happen, calls, answer):
    calls.answer = answer
    happen(TeamTold)
    post_deliveries([only().pk])
    row = only()
    assert (row.state, row.attempts, row.lease_token) == ("pending", 1, None)
    assert row.next_at > timezone.now() + timedelta(seconds=20)
    post_deliveries([row.pk])
    assert len(calls) == 1


def test_after_five_days_it_is_given_up(hook, happen, calls):
    calls.answer = Answer(500, "oh")
    happen(TeamTold)
    WebhookDelivery.objects.update(created_at=timezone.now() - timedelta(days=6))
    sweep_hooks()
    assert (only().state, only().status_code) == ("failed", 500)


def test_an_address_inwards_is_not_tried_again(hook, happen, calls):
    calls.answer = BlockedError("No.")
    happen(TeamTold)
    sweep_hooks()
    assert (only().state, only().response) == ("failed", "No.")


def test_it_is_claimed_once(hook, happen):
    happen(TeamTold)
    assert claim(only().pk) is not None
    assert claim(only().pk) is None
    WebhookDelivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert claim(only().pk).attempts == 2


def test_it_is_sent_again_once(hook, happen, calls):
    happen(TeamTold)
    sweep_hooks()
    assert resend_delivery(only())
    assert not resend_delivery(only())
    sweep_hooks()
    assert len(calls) == 2


def test_the_log_is_kept_for_a_month(hook, happen):
    for state in ("sent", "sent", "pending"):
        WebhookDelivery.objects.create(webhook=hook, state=state)
    first = WebhookDelivery.objects.order_by("pk").first()
    rows = WebhookDelivery.objects.filter(state="pending") | (
        WebhookDelivery.objects.filter(pk=first.pk)
    )
    rows.update(created_at=timezone.now() - timedelta(days=31))
    forget_hook_calls()
    assert sorted(WebhookDelivery.objects.values_list("state", flat=True)) == [
        "pending",
        "sent",
    ]


def test_a_change_is_one_event(hook, admin):
    same = {"url": URL, "verbs": [], "includes_private": False, "is_active": True}
    save_webhook(hook, by=admin, **same)
    assert not Event.objects.exists()
    save_webhook(hook, by=admin, **same | {"is_active": False})
    assert Event.objects.get().verb == "webhook.changed"


def test_an_administrator_arranges_them(admin, sign_in):
    browser = sign_in(admin)
    fields = {"url": URL, "verbs": "team.changed\nteam.told", "is_active": "on"}
    browser.post(f"{LIST}new/", fields)
    hook = Webhook.objects.get()
    assert (hook.url, hook.verbs) == (URL, ["team.changed", "team.told"])
    assert hook.secret in browser.get(f"{LIST}{hook.pk}/").text
    assert URL in browser.get(LIST).text
    for _ in range(2):
        browser.post(f"{LIST}{hook.pk}/test/")
    tests = WebhookDelivery.objects.filter(event=None)
    assert tests.count() == 1
    assert "webhook.test" in browser.get(f"{LIST}{hook.pk}/log/").text
    for _ in range(2):
        browser.post(f"{LIST}{hook.pk}/delete/")
    assert not Webhook.objects.exists()
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "ftp://example.com/"},
        {"url": "http://example.com:22/"},
        {"url": URL, "verbs": "no.such"},
        {},
    ],
)
def test_what_makes_no_sense_is_refused(admin, sign_in, fields):
    assert sign_in(admin).post(f"{LIST}new/", fields).status_code == 422
    assert not Webhook.objects.exists()


def test_agents_see_none_of_it(agent, hook, sign_in):
    browser = sign_in(agent)
    assert browser.get(LIST).status_code == 403
    assert browser.post(f"{LIST}{hook.pk}/delete/").status_code == 403


def test_a_program_arranges_them(client, admin, agent):
    scopes = ["settings"]

    def call(method, path, person=admin, **given):
        token = make_token(person, name="x", scopes=scopes, days=1)[1]
        return getattr(client, method)(
            f"/api/v1/webhooks{path}",
            **({"data": given, "content_type": "application/json"} if given else {}),
            headers={"Authorization": f"Bearer {token}"},
        )

    wanted = {"url": URL, "verbs": ["team.told"]}
    made = call("post", "", **wanted).json()
    assert call("post", "", **wanted).json() == made
    hook = Webhook.objects.get()
    assert made["secret"] == hook.secret
    assert call("post", "", url="ftp://example.com/").status_code == 422
    assert call("post", "", **wanted | {"verbs": ["team.never"]}).status_code == 422
    [listed] = call("get", "").json()["items"]
    assert listed == {name: made[name] for name in made.keys() - {"secret"}}
    assert call("post", f"/{hook.pk}", url=URL).json()["verbs"] == []
    test = call("post", f"/{hook.pk}/test").json()
    assert test["verb"] == "webhook.test"
    [logged] = call("get", f"/{hook.pk}/deliveries").json()["items"]
    assert logged["id"] == test["id"]
    WebhookDelivery.objects.update(state="failed")
    again = call("post", f"/{hook.pk}/deliveries/{logged['id']}/resend").json()
    assert again["state"] == "pending"
    assert call("get", "", agent).status_code == 403
    assert call("post", f"/{hook.pk}/delete").json()["id"] == hook.pk
    assert not Webhook.objects.exists()
    scopes.clear()
    assert call("get", "").status_code == 403
