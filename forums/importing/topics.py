"""Rows of topics, made and changed as the file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from composer.forms import LineField
from core.losses import Losses
from core.markdown import excerpt
from core.slugs import slug_of
from forums.importing.sources import Written
from forums.models import Forum, MeToo, Topic
from tickets.actions.tags import tags_named, tidy_tags

TITLE_LENGTH = 200
TAGS_AT_MOST = 50


def new_topic(forum: Forum, by: User, source_key: str, said: dict[str, Any]) -> Topic:
    """Unsaved."""
    return Topic(
        forum=forum,
        kind=Topic.Kind.QUESTION,
        state=Topic.State.OPEN,
        author=by,
        latest_at=said["created_at"],
        source_key=source_key,
        **said,
    )


def topic_said(written: Written, title: str, topic: Topic | None) -> dict[str, Any]:
    """Its fields as the file has them. Who asks has it, too, as where she asks here."""
    visibility = Topic.Visibility
    others = topic.me_too_count - topic.imported_me_toos if topic else 1
    return {
        "title": title,
        "slug": slug_of(title, otherwise="topic"),
        "created_at": written.at,
        "is_locked": written.is_locked,
        "imported_me_toos": written.me_toos,
        "me_too_count": others + written.me_toos,
        "visibility": visibility.HELD if written.is_spam else visibility.PUBLISHED,
        # those of here are added to those of there
        "view_count": topic.view_count if topic else written.views,
    }


def title_of(written: Written, html: str, losses: Losses) -> str:
    title = LineField().to_python(written.title)
    if len(title) > TITLE_LENGTH:
        losses.lose("Titles cut", f"post {written.key}", title[TITLE_LENGTH:])
    return title[:TITLE_LENGTH] or excerpt(html, 80) or f"({written.key})"


def have_it_too(topics: Iterable[Topic]) -> None:
    MeToo.objects.bulk_create(
        MeToo(topic=topic, person=topic.author, created_at=topic.created_at)
        for topic in topics
    )


def tags_of(written: Written, losses: Losses) -> list[str]:
    """As where somebody writes them into one line."""
    names = LineField().to_python(",".join(written.tags)).split(",")
    if len(names) > TAGS_AT_MOST:
        kind = f"Tags beyond {TAGS_AT_MOST}, left out"
        losses.lose(kind, f"post {written.key}", str(len(names)))
    return names[:TAGS_AT_MOST]


def tag(wanted: Mapping[int, Iterable[str]]) -> set[int]:
    """Each of these topics bears exactly these tags; the keys of those changed."""
    names = {topic: tidy_tags(tags) for topic, tags in wanted.items()}
    known = {each.name: each.pk for each in tags_named(set().union(*names.values()))}
    meant = {(topic, known[name]) for topic in names for name in names[topic]}
    through = Topic.tags.through
    rows = through.objects.filter(topic__in=list(wanted))
    borne = {
        (topic, tag): pk for pk, topic, tag in rows.values_list("pk", "topic", "tag")
    }
    gone = [pk for pair, pk in borne.items() if pair not in meant]
    through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create(
        through(topic_id=topic, tag_id=tag)
        for topic, tag in sorted(meant - borne.keys())
    )
    return {topic for topic, _ in meant ^ borne.keys()}
