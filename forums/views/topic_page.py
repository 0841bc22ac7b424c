"""The page of a topic: what it shows, and what its reader may do on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from composer.editor import empty_editor
from core.access import Viewer, is_agent
from core.markdown import excerpt
from core.structured import breadcrumbs
from core.typed import refill
from forums import permissions
from forums.forms import PostForm, StateForm, VisitorPostForm
from forums.forms.moderation import UntilForm
from forums.models import POSTS_PER_PAGE, Post, Topic, TopicTicket
from forums.quotes import quote, shown_body
from forums.structured import topic_data
from forums.trust import must_wait
from forums.views.answering import crumbs
from forums.views.shown_posts import ShownPost, raised_posts, shown_posts
from notifications.following import follow_context
from search.reading import things_before

DESCRIPTION_LENGTH = 160
# of an incident there may be hundreds
TICKETS_SHOWN = 20


@dataclass(frozen=True)
class TopicPages:
    """A page holds a range of numbers, so that it costs the same wherever it lies."""

    url: str
    number: int
    last: int

    @property
    def next_url(self) -> str:
        return self._url(self.number + 1) if self.number < self.last else ""

    @property
    def previous_url(self) -> str:
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def first_post(self) -> int:
        return (self.number - 1) * POSTS_PER_PAGE + 1

    @property
    def last_post(self) -> int:
        return self.number * POSTS_PER_PAGE

    @property
    def here_url(self) -> str:
        return self._url(self.number)

    def _url(self, number: int) -> str:
        return f"{self.url}?page={number}" if number > 1 else self.url


def answer_page(
    request: HttpRequest, topic: Topic, *, form: Form | None = None, status: int = 200
) -> HttpResponse:
    """`topic` comes from `for_detail`; a form that did not pass is shown again."""
    viewer = request.user
    wanted = topic.last_page if form else _number(request.GET.get("page"))
    pages = TopicPages(
        topic.get_absolute_url(), min(wanted, topic.last_page), topic.last_page
    )
    shown = shown_posts(topic, viewer, (pages.first_post, pages.last_post))
    opening = shown[0] if shown and shown[0].post.is_opening else None
    raised = raised_posts(topic, shown) if opening else []
    path = crumbs(topic.forum, here=topic.title)
    context = {
        "topic": topic,
        "forum": topic.forum,
        "crumbs": path,
        **_to_machines(topic, shown, raised, path),
        "page": pages,
        "opening": opening,
        "replies": [each for each in shown if not each.post.is_opening],
        "tags": topic.shown_tags,
        "read_before": _read_before(topic, viewer),
        "raised": raised,
        "form": form or _empty_form(request, topic),
        "box_of_visitors": partial(empty_editor, VisitorPostForm, get_language()),
        "follow": follow_context(topic, viewer),
        **in_private(viewer, topic),
        **topic_rights(viewer, topic),
    }
    return render(request, "forums/topic.html", context, status=status)


def last_shown(request: HttpRequest, topic: Topic) -> int:
    """The number of the last post on the page that is asked for."""
    page = _number(request.GET.get("page"))
    return min(page * POSTS_PER_PAGE, topic.last_number)


def _to_machines(
    topic: Topic,
    shown: list[ShownPost],
    raised: list[Post],
    path: list[tuple[str, str]],
) -> dict[str, Any]:
    """Of a later page its address alone: it does not show what was asked."""
    posts = [each.post for each in shown if each.post.is_published]
    if not posts or not posts[0].is_opening:
        return {"data": [breadcrumbs(path)], "description": ""}
    description = excerpt(posts[0].body_html, DESCRIPTION_LENGTH)
    answers = raised if topic.is_solved else []
    return {"data": topic_data(topic, posts, answers, path), "description": description}


def in_private(viewer: Viewer, topic: Topic) -> dict[str, Any]:
    """The tickets about it that she sees, whether one is offered to her, and for staff
    the incident that goes on and who was told that it is fixed.
    """
    links: list[TopicTicket] = []
    if topic.has_tickets:
        found = topic.ticket_links.shown_to(viewer).order_by("-pk")
        links = list(found[:TICKETS_SHOWN])
    has_fixes = topic.has_fixes and is_agent(viewer)
    is_incident = topic.is_incident and is_agent(viewer)
    return {
        "incident": topic.incidents.open().first() if is_incident else None,
        "fixes": topic.fix_notices.counted() if has_fixes else None,
        "tickets_of_posts": [each for each in links if not each.is_of_topic],
        "tickets_of_topic": [each for each in links if each.is_of_topic],
        "offers_ticket": not links and permissions.is_offered_ticket(viewer, topic),
    }


def topic_rights(viewer: Viewer, topic: Topic) -> dict[str, Any]:
    """Who may not post for want of an account is shown the box all the same."""
    is_open = topic.is_published and not (topic.is_locked or topic.is_archived)
    # a solved one is opened again by taking its answer back
    may_set_state = not topic.is_solved and permissions.can_set_state(viewer, topic)
    return {
        "may_post": permissions.can_post(viewer, topic),
        "must_wait": must_wait(viewer, topic.forum),
        "may_log_in_to_post": not viewer.is_authenticated and is_open,
        "may_me_too": permissions.can_me_too(viewer, topic)
        or (not viewer.is_authenticated and permissions.takes_me_too(topic)),
        "has_shared_kind": topic.kind in Topic.SHARED_KINDS,
        "may_ask_for_info": permissions.can_ask_for_info(viewer, topic),
        "may_give_info": permissions.can_give_info(viewer, topic),
        "may_claim": permissions.can_claim(viewer, topic),
        "may_undo_accept": permissions.can_accept(viewer, topic),
        "may_lock": permissions.can_lock(viewer, topic),
        "may_pin": permissions.can_pin(viewer, topic),
        "may_archive": permissions.can_archive(viewer, topic),
        "may_feature": permissions.can_feature(viewer, topic),
        "may_tag": permissions.can_tag(viewer, topic),
        "may_rearrange": permissions.can_rearrange(viewer, topic),
        "may_move": permissions.can_move(viewer, topic),
        "until_form": UntilForm() if permissions.can_pin(viewer, topic) else None,
        "state_form": StateForm(topic=topic) if may_set_state else None,
    }


def _read_before(topic: Topic, viewer: Viewer) -> list[Model]:
    """So that no helper sends her what she knows."""
    is_told = topic.has_trail and permissions.is_moderator(viewer, topic.forum)
    return things_before(topic, viewer) if is_told else []


def _number(text: str | None) -> int:
    """A page that no number names is the first one."""
    if text and text.isascii() and text.isdigit() and len(text) < 9:
        return max(int(text), 1)
    return 1


def _empty_form(request: HttpRequest, topic: Topic) -> Form | None:
    """Empty but for what she typed before she logged in, or chose to quote."""
    if not request.user.is_authenticated:
        return None
    form = PostForm(user=request.user)
    number = request.GET.get("quote")
    refill(request, form, f"{topic.get_absolute_url()}reply/")
    if number and "body" not in form.initial:
        posts = topic.posts.published().select_related("author")
        post = posts.filter(number=_number(number)).first()
        form.initial["body"] = quote(post, shown_body(post)) + "\n\n" if post else ""
    return form
