from email.utils import parseaddr

import pytest

from brand.models import Brand
from notifications.delivery import deliver_mails
from tests.notifications.team_events import hear


@pytest.fixture
def received(happen, mails, sink):
    """`received(to=hear(agent))`: the mail as it came out at the other end."""

    def make(**event):
        happen(**event)
        deliver_mails([mail.pk for mail in mails(state="pending")])
        return sink.received[-1].message

    return make


def test_mail_has_a_text_and_an_html_part_and_only_html_is_escaped(agent, received):
    message = received(to=hear(agent), body="<b>5 > 3</b>")

    assert "<b>5 > 3</b>" in message.get_body(["plain"]).get_content()
    html = message.get_body(["html"]).get_content()
    assert "&lt;b&gt;5 &gt; 3&lt;/b&gt;" in html


def test_subject_is_one_line_whatever_stands_in_it(agent, team, received):
    team.name = "A\r\nBcc: victim@example.com\x00"
    message = received(to=hear(agent), target=team)

    assert message["Subject"] == "A Bcc: victim@example.com & w"
    assert message["Bcc"] is None


def test_automatic_mail_says_that_it_is(agent, received):
    message = received(to=hear(agent))

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["List-Id"] == "<team.help.example.com>"


def test_mail_says_why_it_came_and_how_to_stop_it(agent, received):
    message = received(to=hear(agent))

    link = message["List-Unsubscribe"].strip("<>")
    assert link.startswith("https://help.example.com/notifications/unsubscribe/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in ("plain", "html"):
        text = message.get_body([part]).get_content()
        assert "because this ticket is assigned to you" in text
        assert link in text
    assert "-- " in message.get_body(["plain"]).get_content().splitlines()


def test_links_come_from_the_settings(agent, team, received):
    message = received(to=hear(agent))

    text = message.get_body(["plain"]).get_content()
    assert f"https://help.example.com/teams/{team.pk}/" in text


def test_mails_about_one_thing_are_one_thread(agent, received):
    first, second, third = (received(to=hear(agent)) for _ in range(3))

    [root] = first["References"].split()
    assert first["In-Reply-To"] == root
    assert second["In-Reply-To"] == first["Message-ID"]
    assert third["References"].split() == [
        root,
        first["Message-ID"],
        second["Message-ID"],
    ]


def test_long_thread_keeps_its_root_and_the_last_mails(agent, received):
    messages = [received(to=hear(agent)) for _ in range(14)]

    chain = messages[-1]["References"].split()
    assert len(chain) == 11
    assert chain[0] == messages[0]["In-Reply-To"]
    assert chain[-1] == messages[-2]["Message-ID"]


def test_everybody_has_the_same_root_and_her_own_chain(agent, lead, received, sink):
    received(to=hear(agent))
    received(to=hear(agent, lead))

    to_agent, to_lead = (one.message for one in sink.received[1:])
    assert to_lead["References"].split() == to_agent["References"].split()[:1]


def test_other_things_are_other_threads(agent, private_team, received):
    one = received(to=hear(agent))
    other = received(to=hear(agent), target=private_team)

    assert one["References"] != other["References"]


def test_sender_is_the_brands_and_answers_carry_a_token(agent, received, mails):
    Brand.objects.create(pk=1, name="Keyhaven", sender_address="hello@keyhaven.example")
    message = received(to=hear(agent))

    assert message["From"] == "Keyhaven <hello@keyhaven.example>"
    [mail] = mails()
    address = parseaddr(message["Reply-To"])[1]
    assert address == f"hello+t.{mail.reply_token}@keyhaven.example"
    assert len(mail.reply_token) == 32


def test_mail_speaks_to_each_in_her_own_zone(agent, received):
    agent.time_zone = "Nowhere/At-All"  # must not hurt anybody
    assert received(to=hear(agent))
