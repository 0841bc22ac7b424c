"""The forums."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from activity.actions import history
from forums.actions import (
    accept_answer,
    add_post,
    create_forum,
    lock_topic,
    pin_topic,
    press_me_too,
    set_state,
    start_topic,
)
from forums.models import Forum, Post, Topic
from helpdesk.demo.content_files import ago, read
from helpdesk.demo.guides import Links, with_links
from helpdesk.demo.people import Cast


def load(cast: Cast, links: Links) -> list[models.Model]:
    with history(ago(days=500)):
        forums = {
            row["slug"]: create_forum(by=cast["admin"], **row) for row in read("forums")
        }
    rows = sorted(read("topics"), key=lambda row: -row["age_days"])
    topics = [_topic(row, forums, cast, links) for row in rows]
    return [*forums.values(), *topics]


def _topic(
    row: dict[str, Any], forums: dict[str, Forum], cast: Cast, links: Links
) -> Topic:
    opened = ago(days=row["age_days"])
    with history(opened):
        topic = start_topic(
            forums[row["forum"]],
            by=cast[row["author"]],
            kind=row["kind"],
            title=row["title"],
            body=with_links(row["body"], links),
        )
        for key in row["me_too"]:
            press_me_too(topic, by=cast[key])
    latest = opened
    # the thread is written within its first days, or within its life if that is short
    step = min(timedelta(hours=9), (timezone.now() - opened) / (len(row["posts"]) + 1))
    for number, reply in enumerate(row["posts"], start=1):
        latest = opened + step * number
        _post(topic, reply, cast, links, latest)
    _finish(topic, row, cast, latest)
    Topic.objects.filter(pk=topic.pk).update(created_at=opened, latest_at=latest)
    topic.posts.filter(number=1).update(created_at=opened)
    topic.me_toos.update(created_at=opened)
    return topic


def _post(
    topic: Topic, row: dict[str, Any], cast: Cast, links: Links, when: Any
) -> None:
    with history(when):
        post = add_post(
            topic, by=cast[row["author"]], body=with_links(row["body"], links)
        )
        if row.get("accepted"):
            accept_answer(post, by=topic.author or cast["admin"])
    Post.objects.filter(pk=post.pk).update(created_at=when)


def _finish(topic: Topic, row: dict[str, Any], cast: Cast, when: Any) -> None:
    by = cast["admin"]
    topic.refresh_from_db()
    with history(when):
        if row["state"] and topic.state != row["state"]:
            set_state(topic, by=by, state=row["state"])
        if row["pinned"]:
            pin_topic(topic, by=by)
        if row["locked"]:
            lock_topic(topic, by=by)
