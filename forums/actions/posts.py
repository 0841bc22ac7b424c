from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from activity.events import EventType
from composer.actions import attach_pictures
from core.markdown import Rendered, render
from core.slugs import slug_of
from forums import events
from forums.actions.answers import withdraw_mark
from forums.actions.banners import keep_banners
from forums.actions.claims import end_claim
from forums.actions.clock import take_in_post
from forums.actions.holding import (
    judge_post,
    let_out,
    must_hold,
    report_held,
    tell_held,
)
from forums.actions.quotes import follow_quotes, keep_quotes
from forums.actions.reading import mark_read
from forums.actions.revisions import keep_revision
from forums.actions.rows import (
    count_topics,
    lock,
    lock_post,
    lock_standing,
    recount,
    write,
)
from forums.actions.settling import settle_reports
from forums.models import Post, Topic
from forums.quotes import lasting


def add_post(
    topic: Topic, *, by: User, body: str, client_key: UUID | None = None
) -> Post:
    """Sent again with the same client key it returns the earlier post."""
    body = lasting(body, topic)
    rendered = render(body)
    key = client_key or uuid4()
    with transaction.atomic():
        topic = lock_standing(topic)
        earlier = topic.posts.filter(client_key=key).first()
        if earlier is not None:
            return earlier
        before = topic.state
        post = write(topic, by=by, body=body, rendered=rendered, client_key=key)
        if must_hold(post):
            _hold(post)
            return post
        changed = take_in_post(topic, by) + end_claim(topic, by)
        topic.save(update_fields=["last_number", "post_count", "latest_at", *changed])
        mark_read(topic, post.number, by=by)
        data: dict[str, Any] = {"post": post.pk}
        if topic.state != before:
            data |= {"from": before, "to": topic.state}
        record(events.PostAdded, topic, by=by, related=post, data=data)
    return post


def edit_post(post: Post, *, by: User, body: str) -> bool:
    body = lasting(body, post.topic)
    rendered = render(body)
    with transaction.atomic():
        topic = lock_post(post)
        if post.body == body:
            return False
        _rewrite(post, by, body, rendered)
        record(events.PostEdited, topic, by=by, related=post, data={"post": post.pk})
        _judge_again(post, by)
    return True


def edit_topic(topic: Topic, *, by: User, title: str, body: str) -> bool:
    """Its title and opening text."""
    body = lasting(body, topic)
    rendered = render(body)
    with transaction.atomic():
        lock(topic)
        post = topic.posts.get(number=1)
        was, becomes = (post.body, topic.title), (body, title)
        if was == becomes:
            return False
        _rewrite(post, by, body, rendered)
        topic.title, topic.slug = title, slug_of(title, otherwise="topic")
        topic.save(update_fields=["title", "slug"])
        fields = zip(("body", "title"), was, becomes, strict=True)
        changed = [name for name, before, after in fields if before != after]
        data = {"post": post.pk, "changed": changed}
        record(events.TopicEdited, topic, by=by, related=post, data=data)
        _judge_again(post, by)
    return True


def hide_post(post: Post, *, by: User, reason: str) -> bool:
    """Moderation: its author hears the reason, a value of Post.HiddenReason."""
    return _set_state(post, Post.State.HIDDEN, events.PostHidden, by, reason)


def delete_post(post: Post, *, by: User) -> bool:
    return _set_state(post, Post.State.DELETED, events.PostDeleted, by)


@transaction.atomic
def restore_post(post: Post, *, by: User) -> bool:
    """Publish what was held, hidden or deleted."""
    lock_post(post)
    was_held = post.state == Post.State.HELD
    changed = _set_state(post, Post.State.PUBLISHED, events.PostRestored, by)
    if changed and was_held:
        let_out(post)
    return changed


def _hold(post: Post) -> None:
    """A reply of just now."""
    topic = post.topic
    post.state = Post.State.HELD
    post.save(update_fields=["state"])
    topic.save(update_fields=["last_number", *recount(topic)])
    tell_held(post)


def _judge_again(post: Post, by: User) -> None:
    """Advertising comes by an edit, too, once nobody looks any more."""
    if by.pk == post.author_id and post.is_published and judge_post(post):
        report_held(post)
        _set_state(post, Post.State.HELD, events.PostHeld, by)


@transaction.atomic
def _set_state(
    post: Post, state: str, event_type: type[EventType], by: User, reason: str = ""
) -> bool:
    """The opening post takes its topic along."""
    topic = lock_post(post)
    before = post.state
    if before == state:
        return False
    post.state, post.hidden_reason = state, reason
    post.save(update_fields=["state", "hidden_reason"])
    follow_quotes(post)
    changed = recount(topic)
    if post.is_answer:
        changed += withdraw_mark(post, topic)
    if post.is_opening:
        topic.visibility = state
        changed.append("visibility")
    topic.save(update_fields=changed)
    if post.is_opening:
        is_shown, was_shown = topic.is_published, before == Post.State.PUBLISHED
        count_topics(topic.forum_id, is_shown - was_shown)
        keep_banners(topic)
    data = {"post": post.pk, "from": before, "to": state, "reason": reason}
    record(event_type, topic, by=by, related=post, data=data)
    settle_reports(post, by=by)
    return True


def _rewrite(post: Post, by: User, body: str, rendered: Rendered) -> None:
    keep_revision(post)
    attach_pictures(rendered.html, target=post, by=by)
    post.body, post.body_html, post.body_version = body, rendered.html, rendered.version
    post.edited_at, post.edited_by = now(), by
    post.save(
        update_fields=["body", "body_html", "body_version", "edited_at", "edited_by"]
    )
    keep_quotes(post)
