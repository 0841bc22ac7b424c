from datetime import timedelta

from django.utils import timezone

from kb.actions import set_details
from kb.models import Article
from kb.tasks import remind_reviews
from notifications.models import Notification, OutgoingEmail
from tests.kb.test_edit_article import form_of


def overdue_by(article, days):
    Article.objects.filter(pk=article.pk).update(
        review_by=timezone.localdate() - timedelta(days=days)
    )


def told():
    rows = Notification.objects.filter(event__verb="article.review_due")
    return sorted((row.person.display_name, row.reason) for row in rows)


def test_owner_and_reviewers_are_reminded_once_for_each_day_that_passed(
    article, make_article, draft, writer, reviewer, admin
):
    make_article("Holds for long")
    set_details(article, by=writer, review_by=timezone.localdate())
    remind_reviews()
    assert told() == []
    overdue_by(article, 2)
    overdue_by(draft, 2)
    remind_reviews()
    remind_reviews()
    expected = [
        (admin.display_name, "reviewer"),
        (reviewer.display_name, "reviewer"),
        (writer.display_name, "owner"),
    ]
    assert told() == sorted(expected)
    mail = OutgoingEmail.objects.filter(recipient=writer).first()
    assert mail is None or f"/desk/articles/{article.pk}/" in mail.text
    overdue_by(article, 1)
    remind_reviews()
    assert len(told()) == 6


def test_a_writer_says_who_owns_it_and_until_when_it_holds(
    sign_in, writer, reviewer, article
):
    desk, url = sign_in(writer), f"/desk/articles/{article.pk}/"
    care = {"owner": reviewer.pk, "review_by": "2999-01-01"}
    assert desk.post(url, form_of(article, **care)).status_code == 302
    article.refresh_from_db()
    assert (article.owner, str(article.review_by)) == (reviewer, "2999-01-01")
    page = desk.get(url).text
    assert 'value="2999-01-01"' in page
    assert "archive_at" not in page
    # what is not sent stays as it is
    desk.post(url, form_of(article, body="Other words."))
    article.refresh_from_db()
    assert (article.owner, str(article.review_by)) == (reviewer, "2999-01-01")
    desk.post(url, form_of(article, owner="", review_by=""))
    article.refresh_from_db()
    assert (article.owner, article.review_by) == (None, None)


def test_a_reviewer_says_when_it_is_archived(sign_in, reviewer, article):
    desk, url = sign_in(reviewer), f"/desk/articles/{article.pk}/"
    past = desk.post(url, form_of(article, archive_at="2001-02-03T04:05"))
    assert past.status_code == 422
    desk.post(url, form_of(article, archive_at="2999-02-03T04:05"))
    article.refresh_from_db()
    assert article.archive_at.year == 2999
    assert 'value="2999-02-03T04:05"' in desk.get(url).text
