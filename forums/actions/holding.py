"""What waits for a moderator, seen by its author and by them alone: what looks like
spam, and what is new where a forum lets it wait.
"""

from __future__ import annotations

from activity.actions import is_history, record
from forums import events
from forums.actions.clock import start_clock, take_in_post
from forums.judging import verdict_on
from forums.models import Post, Report
from forums.spam import HOLD_FROM
from forums.trust import must_wait


def must_hold(post: Post) -> bool:
    """A post of just now."""
    is_spam = judge_post(post)
    waits = must_wait(post.author, post.topic.forum) and not is_history()
    return is_spam or waits


def judge_post(post: Post) -> bool:
    """Keep its score; True where it is to be held. In the caller's transaction."""
    verdict = verdict_on(post)
    if verdict is None:
        return False
    post.spam_score, post.spam_signals = verdict.score, list(verdict.signals)
    post.save(update_fields=["spam_score", "spam_signals"])
    return verdict.holds


def report_held(post: Post) -> None:
    is_spam = (post.spam_score or 0) >= HOLD_FROM
    report = {"reason": Report.Reason.SPAM if is_spam else Report.Reason.APPROVAL}
    Report.objects.get_or_create(
        post=post, reporter=None, state=Report.State.OPEN, defaults=report
    )


def tell_held(post: Post) -> None:
    """Last of all: who hears of it finds it held already."""
    report_held(post)
    data = {"post": post.pk}
    record(events.PostHeld, post.topic, by=post.author, related=post, data=data)


def let_out(post: Post) -> None:
    """A moderator published what had waited: it is told as if it came now."""
    topic = post.topic
    if post.source_key:  # old words of another site
        return
    if post.is_opening:
        topic.save(update_fields=start_clock(topic))
        record(events.TopicOpened, topic.forum, by=post.author, related=topic)
        return
    topic.save(update_fields=take_in_post(topic, post.author))
    data = {"post": post.pk}
    record(events.PostAdded, topic, by=post.author, related=post, data=data)
