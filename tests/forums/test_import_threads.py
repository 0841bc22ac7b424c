"""`manage.py import_threads`: threads of other sites become topics."""

import json

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from activity.models import Event
from forums.actions import (
    add_post,
    edit_post,
    edit_topic,
    merge_topics,
    restore_post,
    split_topic,
    undo_accept,
)
from forums.actions.redacting import redact_post
from forums.models import Forum, MeToo, Post, Report, Topic
from notifications.models import Notification, OutgoingEmail
from search.models import SearchDocument

XML = """<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="1" PostTypeId="1" AcceptedAnswerId="3" CreationDate="2015-01-27T20:09:32.720"
   Score="20" ViewCount="130" Body="&lt;p&gt;How &lt;b&gt;long&lt;/b&gt;?&lt;/p&gt;"
   OwnerUserId="4" Title="Storing beans" Tags="&lt;storage&gt;&lt;whole-bean&gt;" />
  <row Id="2" PostTypeId="1" CreationDate="2015-01-27T20:13:58" Score="-2"
   Body="&lt;p&gt;Grind?&lt;/p&gt;" OwnerDisplayName="Support" Title="Grind"
   ClosedDate="2015-02-01T00:00:00" CommentCount="2" />
  <row Id="broken" PostTypeId="1" Title="&unknown;" />
  <row Id="5" PostTypeId="4" CreationDate="2015-01-27T20:13:58" Body="tag" />
  <row Id="6" PostTypeId="2" ParentId="99" CreationDate="2015-01-27T20:13:58"
   Body="" OwnerUserId="4" />
  <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2015-01-28T08:00:00.500"
   Score="7" OwnerUserId="9" LastEditDate="2015-01-29T08:00:00"
   Body="&lt;p&gt;See &lt;a href=&quot;https://example.org/a&quot;&gt;this&lt;/a&gt;
   &lt;img src=&quot;https://example.org/p.png&quot;
   alt=&quot;a jar&quot;&gt;&lt;/p&gt;" />
</posts>
"""


def question(number, **fields):
    return {
        "id": number,
        "created_at": "2025-03-01 02:43:07 +0100",
        "title": f"Question {number}",
        "tags": ["mail"],
        "author": "user-1",
        "html": "<p>Why?</p>",
        "me_too": 3,
        "locked": False,
        "spam": False,
        "accepted": None,
        "answers": [],
        **fields,
    }


def reply(number, **fields):
    return {
        "id": number,
        "created_at": "2025-03-02 10:00:00 +0000",
        "author": "user-2",
        "html": "<p>Because.</p>",
        "helpful": 2,
        "unhelpful": 1,
        "spam": False,
        **fields,
    }


@pytest.fixture
def bring(tmp_path, capsys, db):
    """`bring(question(1))`: what the command said."""

    def run(*rows, name="mail.jsonl"):
        file = tmp_path / name
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        file.write_text("\n".join(lines), encoding="utf-8-sig")
        call_command("import_threads", file, "--forum", "elsewhere", verbosity=0)
        return capsys.readouterr().out

    return run


def rows():
    models = (User, Forum, Topic, Post, MeToo, Report, Event, SearchDocument)
    found = {model: list(model.objects.order_by("pk").values()) for model in models}
    return found, sorted(Topic.tags.through.objects.values_list("topic", "tag"))


def test_a_stack_exchange_dump(bring):
    said = bring(XML, name="Posts.xml")
    beans, grind = Topic.objects.order_by("pk")
    answer = Post.objects.get(number=2)
    assert (beans.title, beans.kind, beans.state) == (
        "Storing beans",
        "question",
        "solved",
    )
    assert (beans.accepted_post, beans.view_count, beans.post_count) == (answer, 130, 2)
    assert str(beans.created_at) == "2015-01-27 20:09:32.720000+00:00"
    assert beans.latest_at == answer.created_at == answer.accepted_at
    assert {tag.name for tag in beans.tags.all()} == {"storage", "whole-bean"}
    opening = beans.posts.get(number=1)
    assert (opening.body, opening.like_count) == ("How **long**?", 20)
    assert "[this](https://example.org/a)" in answer.body
    assert "[a jar](https://example.org/p.png)" in answer.body
    assert (answer.like_count, answer.edited_at.day) == (7, 29)
    assert (grind.is_locked, grind.state) == (True, "open")
    assert beans.forum.topic_count == 2
    for line in (
        "2 topics created, 0 changed, 0 unchanged",
        "1 replies created, 0 changed, 0 unchanged",
        "Broken rows, left out: 1",
        "Votes below zero, kept as none: 1",
        "Comments, which are in another file: 1",
        "Neither question nor answer, left out: 1",
        "Replies to questions that are not there, left out: 1",
        "Pictures on other sites, linked: 1",
    ):
        assert line in said


def test_json_lines(bring):
    bring(
        question(1, accepted=11, answers=[reply(12, author="user-1"), reply(11)]),
        question(2, locked=True, tags=["mail", "needsinfo"], answers=[reply(21)]),
        question(3, answers=[reply(31)]),
    )
    solved, asked, answered = Topic.objects.order_by("pk")
    assert (solved.state, asked.state, answered.state) == (
        "solved",
        "needs_info",
        "answered",
    )
    assert solved.accepted_post.author.display_name == "user-2"
    assert str(solved.created_at) == "2025-03-01 01:43:07+00:00"
    # hers is one of them
    assert (solved.me_too_count, solved.imported_me_toos) == (4, 3)
    assert asked.is_locked
    assert Post.objects.get(source_key__endswith="reply:11").like_count == 2


def test_people_are_guests_whom_no_mail_reaches(bring, agent):
    bring(XML, name="Posts.xml")
    beans, grind = Topic.objects.order_by("pk")
    assert beans.author.is_guest
    assert beans.author.email.endswith("@imported.invalid")
    assert beans.author.display_name == "user 4"
    # a name of the house is nobody's of elsewhere
    assert grind.author.display_name == ""
    assert not Notification.objects.exists()
    add_post(beans, by=agent, body="Anything else?")
    assert not Notification.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_the_second_time_nothing_changes(bring):
    lines = [
        question(51, accepted=11, answers=[reply(11)]),
        question(52, spam=True, answers=[reply(21, spam=True)]),
    ]
    for given in ([XML], "Posts.xml"), (lines, "mail.jsonl"):
        bring(*given[0], name=given[1])
    before = rows()
    said = bring(*lines)
    assert "0 topics created, 0 changed, 2 unchanged" in said
    assert "0 replies created, 0 changed, 2 unchanged" in said
    bring(XML, name="Posts.xml")
    assert rows() == before


def test_what_changed_there_changes_here(bring):
    bring(question(1, answers=[reply(11)]), question(2, answers=[reply(21)]))
    said = bring(
        question(1, title="Better", me_too=5, accepted=13, answers=[reply(11)]),
        question(2, answers=[reply(21, html="<p>Since.</p>", helpful=4), reply(22)]),
        question(1, title="Once more"),
    )
    better, other = Topic.objects.order_by("pk")
    assert (better.title, better.slug, better.me_too_count) == ("Better", "better", 6)
    assert better.state == "answered"
    assert [post.body for post in other.posts.all()] == ["Why?", "Since.", "Because."]
    assert other.posts.get(number=2).like_count == 4
    assert other.post_count == 3
    assert "0 topics created, 1 changed, 1 unchanged" in said
    assert "1 replies created, 1 changed, 1 unchanged" in said
    assert "Twice in the file, the first was taken: 1" in said
    assert "Better" in SearchDocument.objects.get(object_id=better.pk).title


def test_what_somebody_changed_here_stays(bring, admin, agent):
    first = question(1, accepted=11, answers=[reply(11)])
    bring(first, question(2, spam=True))
    solved, held = Topic.objects.order_by("pk")
    undo_accept(solved.accepted_post, by=agent)
    edit_topic(solved, by=agent, title="Ours", body="Our words")
    edit_post(solved.posts.get(number=2), by=agent, body="Ours, too")
    restore_post(held.posts.get(), by=agent)
    said = bring(first, question(2, spam=True))
    solved.refresh_from_db()
    held.refresh_from_db()
    assert (solved.title, solved.state, held.visibility) == (
        "Ours",
        "answered",
        "published",
    )
    assert [post.body for post in solved.posts.all()] == ["Our words", "Ours, too"]
    assert "Changed here since, left as it is: 5" in said
    assert not Report.objects.filter(state="open", post__number=2).exists()


def test_what_was_marked_as_spam_is_held(bring, customer, agent):
    said = bring(
        question(1, spam=True, answers=[reply(11)]),
        question(2, answers=[reply(21, spam=True)]),
    )
    held, asked = Topic.objects.order_by("pk")
    assert (held.visibility, asked.visibility) == ("held", "published")
    assert (asked.post_count, asked.state) == (1, "open")
    assert held.forum.topic_count == 1
    assert Topic.objects.visible_to(customer).get() == asked
    assert Topic.objects.visible_to(agent).count() == 2
    reports = Report.objects.order_by("pk")
    assert {(each.reporter, each.reason, each.state) for each in reports} == {
        (None, "spam", "open")
    }
    assert [each.post.number for each in reports] == [1, 2]
    assert not SearchDocument.objects.filter(object_id=held.pk).exists()
    assert "2 posts held as spam" in said


def test_broken_lines_abort_nothing(bring):
    said = bring(
        "{not json",
        "[1, 2]",
        "[" * 20_000,
        question(1, html=None),
        question(2, created_at="yesterday"),
        question(None),
        question(3, answers=["?", reply(31, author=None), reply(32, html={})]),
        question(4, title="A\x00b \ud800 " + "x" * 300, tags="mail", me_too=-4),
    )
    assert Topic.objects.count() == 2
    assert Post.objects.get(number=2).author.public_name == "Guest"
    odd = Topic.objects.last()
    assert odd.title.startswith("Ab ?")
    assert odd.me_too_count == 1
    assert "Broken lines, left out: 6" in said
    assert "Broken answers, left out: 2" in said
    assert "mail.jsonl:1: " in said


def test_what_no_calendar_and_no_parser_takes_aborts_nothing(bring):
    html = "<![x[y]]> &#%s; <table><tr><td colspan=²>Cell</table>" % ("9" * 5000)
    dates = ("0001-01-01T00:00+14:00", "2025-13-45", "7000-01-01 00:00:00")
    said = bring(
        question(1, html=html),
        *(question(2 + n, created_at=at) for n, at in enumerate(dates)),
    )
    assert "Cell" in Post.objects.get().body
    assert "Broken lines, left out: 3" in said
    said = bring(XML.replace("2015-01-27T20:13:58", "2015-13-45"), name="Posts.xml")
    assert "Broken rows, left out: 3" in said


def test_titles_and_tags_are_lines_that_feeds_can_hold(bring, client):
    bring(question(1, title="A\x01\u202eb", tags=["x\x0b\u202ey, z"]))
    topic = Topic.objects.get()
    assert topic.title == "Ab"
    assert set(topic.tags.values_list("name", flat=True)) == {"x y", "z"}
    assert client.get("/feeds/forums/elsewhere/").status_code == 200
    many = [f"tag {number}" for number in range(60)]
    assert "Tags beyond 50, left out: 1" in bring(question(2, tags=many))


def test_the_answer_to_another_question_solves_none(bring):
    asked = [question(1, accepted=21), question(2, accepted=21, answers=[reply(21)])]
    bring(*asked, question(3, accepted=21))
    answers = [topic.accepted_post for topic in Topic.objects.order_by("pk")]
    assert answers == [None, Post.objects.get(number=2), None]


def test_what_was_redacted_stays_so_wherever_it_stands_now(bring, agent):
    secret = [reply(number, html="zqsecret") for number in (11, 12)]
    rows = [question(1, answers=secret), question(2)]
    bring(*rows)
    loser, survivor = Topic.objects.order_by("pk")
    for post in loser.posts.filter(number__gt=1):
        redact_post(post, by=agent)
    split_topic(loser, by=agent, numbers={3}, title="On its own")
    merge_topics(loser, into=survivor, by=agent)
    rows[0]["answers"].append(reply(13))
    assert "what was merged here since, left out: 1" in bring(*rows)
    assert not Post.objects.filter(body__contains="zqsecret").exists()
    loser.refresh_from_db()
    assert loser.visibility == "merged"


def test_other_files_are_refused(tmp_path, db):
    file = tmp_path / "notes.txt"
    file.write_text("Dear diary")
    with pytest.raises(CommandError, match="neither"):
        call_command("import_threads", file, verbosity=0)
    with pytest.raises(CommandError, match="no file"):
        call_command("import_threads", tmp_path / "nowhere", verbosity=0)
