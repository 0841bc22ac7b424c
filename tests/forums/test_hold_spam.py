"""What looks like spam waits: seen by its author and the moderators alone."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from activity.models import Event
from forums.actions import add_post, edit_post, restore_post, start_topic
from forums.models import Forum, Report, Topic
from forums.spam import Writing, judge
from notifications.models import Notification
from search.models import SearchDocument
from tests.forums.test_import_threads import question, reply

ADVERT = (
    "Call our airline refund helpline at +1 (888) 555-0147 now:"
    " https://cheap.example.net/a https://cheap.example.net/b"
)
HONEST = (
    "Since the update the printer says offline. I tried what"
    " https://printers.example.org/offline says, and a new cable. What else can I do?"
)
NOW = timedelta()


@pytest.fixture
def newcomer(make_person):
    return make_person("Nell New", joined_at=timezone.now())


@pytest.mark.parametrize(
    ("signal", "writing"),
    [
        ("at_once", Writing("Hello there", age=NOW)),
        ("fast", Writing("Hello there", pause=NOW)),
        ("many_links", Writing("See", hosts=("a.example", "b.example", "c.example"))),
        ("repeated_text", Writing("See", is_repeated=True)),
        ("phone", Writing("Ring 1-888-555-0147 today")),
        ("selling", Writing("The Customer Service Number of an airline")),
        ("few_letters", Writing("$$$ 100 % >>> 2000 <<< *** !!! ### 777 $$$ 1 2 3 4")),
        ("shouting", Writing("THIS IS THE BEST OFFER THAT YOU WILL GET IN ALL " * 3)),
        ("hidden", Writing("𝐁𝐮𝐲 now")),
        ("says_nothing", Writing("Check why", title="Cannot login")),
    ],
)
def test_signals(signal, writing):
    assert signal in judge(writing).signals


def test_honest_words_are_no_spam():
    honest = Writing(
        HONEST, title="Printer offline", age=NOW, hosts=("printers.example.org",)
    )
    assert not judge(honest).holds
    assert not judge(Writing("Thank you!", age=NOW)).holds
    assert judge(Writing(ADVERT, hosts=("a", "b"))).holds
    # what she earned speaks for her
    assert not judge(Writing("Ring +1 888 555 0147", age=NOW, trust=3)).holds


def test_a_held_reply_counts_for_nobody(topic, customer, newcomer, stranger, agent):
    before = topic.latest_at
    post = add_post(topic, by=newcomer, body=ADVERT)
    topic.refresh_from_db()
    assert (post.state, topic.state, topic.post_count) == ("held", "open", 1)
    assert topic.latest_at == before
    assert {"selling", "phone", "links"} <= set(post.spam_signals)
    report = Report.objects.get()
    assert (report.post, report.reporter, report.reason) == (post, None, "spam")
    told = Notification.objects.filter(event__verb="post.held")
    people = {row.person for row in told}
    assert agent in people
    assert not {newcomer, stranger, customer} & people
    assert not Event.objects.filter(verb="post.added").exists()


def test_a_held_topic_is_told_when_it_is_let_out(forum, newcomer, agent, helper):
    topic = start_topic(
        forum, by=newcomer, kind="question", title="Cheap refunds", body=ADVERT
    )
    assert topic.visibility == "held"
    assert Forum.objects.get().topic_count == 0
    assert not SearchDocument.objects.exists()
    assert list(Topic.objects.visible_to(newcomer)) == [topic]
    assert restore_post(topic.posts.get(), by=agent)
    assert Forum.objects.get().topic_count == 1
    assert SearchDocument.objects.count() == 1
    opened = Event.objects.get(verb="topic.opened")
    assert (opened.actor, opened.related) == (newcomer, topic)


def test_advertising_by_an_edit_is_held_as_well(topic, newcomer):
    post = add_post(topic, by=newcomer, body="The same happens to me, any news?")
    assert post.is_published
    edit_post(post, by=newcomer, body=ADVERT)
    post.refresh_from_db()
    assert post.state == "held"
    assert Report.objects.get().post == post


def test_the_same_words_again_are_held(topic, make_topic, newcomer, stranger):
    words = "Write to my cousin, who mended all of this for me in one day only"
    assert add_post(topic, by=stranger, body=words).is_published
    assert add_post(topic, by=newcomer, body=words.upper()).state == "held"


def test_staff_and_helpers_are_not_judged(topic, agent, helper):
    for person in (agent, helper):
        post = add_post(topic, by=person, body=ADVERT)
        assert post.is_published
        assert post.spam_score is None


def test_its_author_sees_it_marked(topic, url, newcomer, stranger, sign_in):
    add_post(topic, by=newcomer, body=ADVERT)
    assert b"Held for review" in sign_in(newcomer).get(url).content
    assert b"airline" not in sign_in(stranger).get(url).content


def test_moderators_are_led_to_the_decision(topic, url, newcomer, agent, sign_in):
    post = add_post(topic, by=newcomer, body=ADVERT)
    html = sign_in(agent).get(url).content.decode()
    assert f"/desk/moderation/posts/{post.pk}/" in html


def test_the_command_says_how_well_it_finds_spam(capsys, tmp_path):

    lines = [
        question(1, spam=True, html=f"<p>{ADVERT}</p>"),
        question(2, html=f"<p>{HONEST}</p>", answers=[reply(3)]),
    ]
    file = Path(tmp_path / "threads.jsonl")
    file.write_text("\n".join(json.dumps(line) for line in lines))
    call_command("score_threads", file)
    said = capsys.readouterr().out
    assert "all: 3 posts, 1 marked as spam, 1 held, 1 of them marked" in said
    assert "precision 1.00, recall 1.00" in said
