"""What is out of sight is out of sight in quotes of it, too."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.db.models import F, Q

from accounts.models import User
from activity.actions import record
from core.markdown import render
from forums import events
from forums.actions.telling import told_words_of
from forums.models import Forum, Post, Topic
from forums.quotes import (
    gone_from,
    quoted_keys,
    quoting,
    renamed,
    shown_body,
    without_quotes,
)
from notifications.actions import forget_mails, hold_back_mails


def follow_quotes(post: Post) -> None:
    """Show or leave out, in posts that quote it, what they took from posts like it."""
    found = set(quoting(post))
    if post.is_opening:  # and with it all that stands there
        of_topic = Post.objects.filter(quotes__topic=post.topic_id)
        found |= set(of_topic.exclude(topic=post.topic_id).select_related("topic"))
    _follow(found, post.topic)


def follow_topic(topic: Topic) -> None:
    """It stands in another forum: what is quoted there from elsewhere, and elsewhere
    from there, may be for other readers.
    """
    here = Q(from_post__topic=topic) | Q(to_post__topic=topic)
    _follow(_quoting_across(here), topic)


def follow_forum(forum: Forum) -> None:
    """It is for other readers now, and so are all its topics."""
    here = Q(from_post__topic__forum=forum) | Q(to_post__topic__forum=forum)
    _follow(_quoting_across(here), None)


def strike_quotes(post: Post) -> None:
    """Of what goes for good nothing stays in posts that quote it, nor in what they
    said before, nor in mails that tell of them.
    """
    found = quoting(post)
    for each in found:
        _rewrite(each, lambda body: without_quotes(body, {post.pk}))
        forget_mails(told_words_of(each))
    _follow(found, post.topic)


def rename_in_quotes(topic: Topic, author: User, name: str) -> None:
    """Of her posts, where posts of this locked topic quote them, and did before."""
    posts = topic.posts.filter(quotes__author=author).distinct()
    for post in posts.select_related("topic"):
        keys = set(post.quotes.filter(author=author).values_list("pk", flat=True))
        _rewrite(post, partial(renamed, keys=keys, name=name))
        _render_shown(post)


def keep_quotes(post: Post) -> None:
    """Note what it quotes; of what is out of sight it shows nothing."""
    keys = quoted_keys(post.body) - {post.pk}
    if not keys:
        return
    post.quotes.add(*Post.objects.filter(pk__in=keys))
    if gone_from(post):
        _render_shown(post)


def _quoting_across(here: Q) -> Iterable[Post]:
    """Posts that quote from another topic than theirs."""
    rows = Post.quotes.through.objects.filter(here)
    across = rows.exclude(from_post__topic=F("to_post__topic"))
    found = Post.objects.filter(pk__in=across.values("from_post"))
    return found.select_related("topic")


def _follow(posts: Iterable[Post], topic: Topic | None) -> None:
    """What was done to this topic has an Event that kept pages and the index hear;
    others with such posts get one. A mail with words that are gone does not leave.
    """
    for each in posts:
        if _render_shown(each) and gone_from(each):
            why = "It quotes what went out of sight."
            hold_back_mails(told_words_of(each), why=why)
    for other in {each.topic for each in posts} - {topic}:
        record(events.QuotesChanged, other, by=None)


def _rewrite(post: Post, change: Callable[[str], str]) -> None:
    held = Post.objects.select_for_update(no_key=True)
    post.refresh_from_db(fields=["body"], from_queryset=held)
    for revision in post.revisions.all():
        revision.body = change(revision.body)
        revision.body_html = render(revision.body).html
        revision.save(update_fields=["body", "body_html"])
    post.body = change(post.body)
    post.save(update_fields=["body"])


def _render_shown(post: Post) -> bool:
    before = post.body_html
    rendered = render(shown_body(post))
    post.body_html, post.body_version = rendered.html, rendered.version
    post.save(update_fields=["body_html", "body_version"])
    return post.body_html != before
