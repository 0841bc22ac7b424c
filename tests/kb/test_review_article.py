import pytest

from kb.actions import (
    archive_article,
    ask_review,
    publish_article,
    send_back,
    unarchive_article,
)
from notifications.actions import set_preferences
from notifications.models import Notification, OutgoingEmail


def heard(verb):
    rows = Notification.objects.filter(event__verb=verb)
    return {(row.person, row.reason) for row in rows}


def test_reviewers_are_asked_once(draft, writer, reviewer, admin):
    assert ask_review(draft, by=writer)
    assert not ask_review(draft, by=writer)
    assert draft.state == "review"
    expected = {(reviewer, "reviewer"), (admin, "reviewer")}
    assert heard("article.review_asked") == expected


def test_of_a_published_article_the_changes_are_reviewed(
    article, save, writer, reviewer
):
    assert not ask_review(article, by=writer)
    save(article, body="Better.")
    assert ask_review(article, by=writer)
    assert article.state == "published"
    publish_article(article, by=reviewer)
    article.refresh_from_db()
    assert article.review_asked_at is None


def test_sent_back_its_writer_reads_why(sign_in, draft, writer, reviewer):
    set_preferences(writer, {"writer": {"mail": "instant", "bell": True}})
    ask_review(draft, by=writer)
    url = f"/desk/articles/{draft.pk}/"
    assert sign_in(reviewer).post(f"{url}send-back/", {"note": ""}).status_code == 422
    sign_in(reviewer).post(f"{url}send-back/", {"note": "Which port?"})
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "Which port?" in sign_in(writer).get(url).text
    mail = OutgoingEmail.objects.get(recipient=writer)
    assert "Which port?" in mail.text
    assert url in mail.text
    assert heard("article.sent_back") == {(writer, "writer")}
    assert not send_back(draft, by=reviewer, note="Again")
    ask_review(draft, by=writer)
    assert draft.review_note == ""


def test_archived_it_is_gone_for_readers_and_comes_back_as_a_draft(
    article, client, reviewer, writer, sign_in
):
    url = f"/desk/articles/{article.pk}/"
    assert sign_in(writer).post(f"{url}archive/").status_code == 403
    assert archive_article(article, by=reviewer)
    assert not archive_article(article, by=reviewer)
    assert client.get(article.get_absolute_url()).status_code == 404
    assert (
        "How sync works" in sign_in(writer).get("/desk/articles/?state=archived").text
    )
    assert unarchive_article(article, by=writer)
    assert not unarchive_article(article, by=writer)
    assert article.state == "draft"


def test_whom_it_reaches_stays_while_a_reviewer_reads_it(draft, reviewer, writer):
    from kb.permissions import can_archive, can_set_audience

    draft.state = "review"
    assert not can_set_audience(writer, draft)
    assert can_set_audience(reviewer, draft)
    assert can_archive(writer, draft)


@pytest.mark.parametrize("state", ["published", "scheduled"])
def test_whom_it_reaches_is_the_reviewers_say_once_it_is_settled(
    state, draft, reviewer, writer
):
    from kb.permissions import can_archive, can_set_audience

    assert can_set_audience(writer, draft)
    assert can_archive(writer, draft)
    draft.state = state
    assert not can_set_audience(writer, draft)
    assert not can_archive(writer, draft)
    assert can_set_audience(reviewer, draft)
