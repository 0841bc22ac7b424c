from django.utils import timezone

from accounts.actions import delete_account
from forums.actions import add_post, hide_post, like_post, press_me_too
from forums.models import Forum, Post, Topic
from forums.tasks import recount

COUNTS = {
    Topic: ("me_too_count", "weekly_me_toos", "post_count", "latest_at"),
    Post: ("like_count",),
    Forum: ("topic_count",),
}


def _counted():
    return [
        list(model.objects.order_by("pk").values_list("pk", *fields))
        for model, fields in COUNTS.items()
    ]


def test_what_a_fault_left_is_counted_anew_from_the_rows(
    topic, make_topic, answer, stranger, customer, agent
):
    other = make_topic("Another", replies=2)
    press_me_too(topic, by=stranger)
    like_post(answer, by=stranger)
    hide_post(add_post(other, by=stranger, body="Buy this"), by=agent, reason="spam")
    Topic.objects.filter(pk=topic.pk).update(imported_me_toos=7)
    Post.objects.filter(pk=answer.pk).update(imported_likes=5)
    recount()
    right = _counted()
    assert right[0][0][1:4] == (9, 2, 2)
    assert dict(right[1])[answer.pk] == 6
    assert right[2][0][1] == 2

    now = timezone.now()
    Topic.objects.update(me_too_count=1, weekly_me_toos=0, post_count=9, latest_at=now)
    Post.objects.update(like_count=3)
    Forum.objects.update(topic_count=0)
    recount()
    assert _counted() == right


def test_who_deletes_her_account_is_counted_no_more(
    topic, make_topic, answer, stranger, helper
):
    hers = make_topic("Hers", by=stranger)
    Topic.objects.filter(pk=hers.pk).update(me_too_count=0)  # wrong, and no hindrance
    for person in (stranger, helper):
        press_me_too(topic, by=person)
    Post.objects.filter(pk=answer.pk).update(imported_likes=5, like_count=5)
    like_post(answer, by=stranger)
    delete_account(stranger)
    for _ in ("at once", "and by night"):
        topics, posts, _forums = _counted()
        assert [topic[1] for topic in topics] == [2, 0]
        assert dict(posts)[answer.pk] == 5
        recount()
