"""Taking away for good what should never have been written. The mark stays."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from activity.models import Event
from composer.actions import redact_upload, strike_from_drafts
from forums import events
from forums.actions.rows import lock_post
from forums.events import TopicOpened
from forums.models import Post
from notifications.actions import forget_mails


@transaction.atomic
def redact_post(post: Post, *, by: User) -> bool:
    """Its words and pictures, what it said before, and the mails that hold them.

    The index follows.

    Posts that quote it stay: `quoting` names them.
    """
    topic = lock_post(post)
    if post.redacted_at:
        return False
    said = {post.body, *post.revisions.values_list("body", flat=True)}
    for words in said:
        strike_from_drafts(topic, words)
    post.revisions.update(body="", body_html="")
    for picture in post.attachments.all():
        redact_upload(picture)
    post.body = post.body_html = ""
    post.redacted_at = now()
    post.save(update_fields=["body", "body_html", "redacted_at"])
    forget_mails(Event.objects.related_to(post))
    if post.is_opening:
        opened = Event.objects.related_to(topic).filter(verb=TopicOpened.verb)
        forget_mails(opened)
    data = {"post": post.pk}
    record(events.PostRedacted, topic, by=by, related=post, data=data)
    return True
