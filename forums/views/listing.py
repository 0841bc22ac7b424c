"""The forums and what stands in each."""

from __future__ import annotations

from functools import cache

from django.db.models import SlugField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, Viewer, public, signed_in
from core.page_cache import keep
from core.pagination import (
    KeysetPage,
    first_page,
    first_rows,
    is_first_page,
    paginate,
)
from core.prepared import Given, Prepared, given_like, values_of
from forums.events import ALL_LISTS
from forums.models import Forum, Topic
from forums.permissions import can_start_any_topic
from forums.querysets import TopicQuerySet
from forums.tabs import TABS, known_tab, tabs_of
from forums.views.answering import crumbs, grouped
from notifications.following import follow_context
from notifications.views.following import follow_thing, unfollow_thing
from tickets.models import Tag

SHOWN = 6
# what changes pages that show topics of many forums
LISTS = (ALL_LISTS, "forum.changed", "forum.deleted", "forum_group.changed")
# whose states people look for
STATED_KINDS = [Topic.Kind.IDEA, Topic.Kind.PROBLEM]


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    forums = Forum.objects.visible_to(request.user).with_latest_topic()
    groups = {forum.group for forum in forums if forum.group}
    topics = Topic.objects.visible_to(request.user).published().for_list()
    topics = topics.read_by(request.user).order_by("-latest_at", "-pk")
    context = {
        "groups": grouped(forums, sorted(groups, key=lambda each: each.position)),
        "featured": topics.filter(is_featured=True)[:SHOWN],
        "latest": topics[:SHOWN],
    }
    response = render(request, "forums/home.html", context)
    return keep(response, *LISTS, "brand")


@public
@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    found = _forum_for(request.user, slug)
    tab, state = _tab(request), _state(request, found)
    tag = request.GET.get("tag", "").replace("\0", "")
    context = {
        "forum": found,
        "crumbs": crumbs(here=found.title),
        "page": _page(request, found, tab, state, tag),
        "tabs": [(key, TABS[key][0]) for key in tabs_of(found)],
        "takes_questions": Topic.Kind.QUESTION in found.kinds,
        "tab": "" if state else tab,
        "states": [(each, Topic.State(each).label) for each in _states(found)],
        "state": state,
        "tag": tag,
        "may_start": _may_start(request, found),
        "follow": follow_context(found, request.user),
    }
    response = render(request, "forums/forum.html", context)
    return keep(response, f"forums.forum:{found.pk}", "brand")


@signed_in
@require_POST
def follow(request: SignedInRequest, slug: str) -> HttpResponse:
    return follow_thing(request, _forum_for(request.user, slug))


@signed_in
@require_POST
def unfollow(request: SignedInRequest, slug: str) -> HttpResponse:
    return unfollow_thing(request, _forum_for(request.user, slug))


def _forum_for(viewer: Viewer, slug: str) -> Forum:
    return _forums(given_like(viewer)).one_or_404(slug=slug, **values_of(viewer))


@cache
def _forums(viewer: Viewer) -> Prepared[Forum]:
    slug = Given("slug", SlugField())
    return Prepared(Forum.objects.visible_to(viewer).filter(slug=slug))


def _page(
    request: HttpRequest, forum: Forum, tab: str, state: str, tag: str
) -> KeysetPage:
    """Nearly all ask for a first page and for nothing special."""
    viewer, order = request.user, TABS[tab][1]
    if is_first_page(request) and not state and not tag:
        asked = {"forum": forum.pk, **values_of(viewer)}
        rows = _first_rows(given_like(viewer), tab).ask(**asked)
        return first_page(request, rows, order=order)
    topics = _topics(viewer, forum.pk, tab)
    if state:
        topics = topics.in_state(state)
    if tag:  # by its key: how rare it is, the database knows of keys alone
        topics = topics.filter(tags=_key_of(tag))
    return paginate(request, topics, order=order)


@cache
def _first_rows(viewer: Viewer, tab: str) -> Prepared[Topic]:
    topics = _topics(viewer, Given("forum"), tab)
    return Prepared(first_rows(topics, order=TABS[tab][1]))


def _topics(viewer: Viewer, forum: int | Given, tab: str) -> TopicQuerySet:
    topics = Topic.objects.filter(forum=forum).visible_to(viewer).under(tab)
    return topics.for_forum().read_by(viewer)


def _tab(request: HttpRequest) -> str:
    return known_tab("" if "state" in request.GET else request.GET.get("tab", ""))


def _key_of(tag: str) -> int:
    """0, which no tag bears, where nothing is called so."""
    return Tag.objects.filter(name=tag).values_list("pk", flat=True).first() or 0


def _state(request: HttpRequest, forum: Forum) -> str:
    state = request.GET.get("state", "")
    return state if state in _states(forum) else ""


def _states(forum: Forum) -> list[str]:
    """Of ideas and problems: what becomes of a question is what tabs are for."""
    kinds = [kind for kind in STATED_KINDS if kind in forum.kinds]
    return list(dict.fromkeys(state for kind in kinds for state in Topic.STATES[kind]))


def _may_start(request: HttpRequest, forum: Forum) -> bool:
    """Visitors may begin to write; they are asked who they are when they post."""
    if request.user.is_authenticated:
        return can_start_any_topic(request.user, forum)
    return set(forum.kinds) != {Topic.Kind.ANNOUNCEMENT}
