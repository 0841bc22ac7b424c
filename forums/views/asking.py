"""A new topic: in one forum, or step by step from its title."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from composer.keeping import keep_files
from core import typed
from core.access import public, to_login
from core.answering import form_answer, posted, refuse_haste, require, too_soon
from core.page_cache import keep
from forums.actions import start_topic
from forums.actions.pictures import with_pictures
from forums.carrying import carried
from forums.forms import AskForm, TitleForm, TopicForm
from forums.limits import wait_for
from forums.models import Forum
from forums.permissions import can_start_topic, can_write
from forums.similar import similar_to
from forums.trust import must_wait, refuses
from forums.views.answering import crumbs
from search.suggesting import kept_a_minute


@public
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Visitors may write here, too: they are asked who they are when they post."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    if not request.user.is_authenticated and request.method == "POST":
        return to_login(request)
    given = {
        name: request.GET[name] for name in ("title", "kind") if name in request.GET
    }
    form = TopicForm(
        *posted(request),
        forum=forum,
        user=request.user,
        initial=given,
    )
    require(bool(form.kinds))
    context = {
        "forum": forum,
        "crumbs": crumbs(forum, here=_("New topic")),
        "must_wait": must_wait(request.user, forum),
    }
    if not form.is_valid():
        return _again(request, context, form)
    assert request.user.is_authenticated
    require(can_start_topic(request.user, forum, form.cleaned_data["kind"]))
    if refuses(form, request.user):
        return _again(request, context, form)
    if seconds := wait_for("topic", request):
        refuse_haste(form)
        return too_soon(_again(request, context, form), seconds=seconds)
    words = with_pictures(form.cleaned_data, by=request.user)
    return redirect(start_topic(forum, by=request.user, **words))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The title, what stands here already, the rest; each step brings what was typed.

    The field `step` names the one to show; without it the topic is posted.
    """
    if request.method != "POST":
        kept = typed.take(request, request.path)
        return _write(request, kept) if kept else _title(request, request.GET)
    step, given = request.POST.get("step"), _given(request)
    if step == "title":
        return _title(request, given)
    if step == "look":
        return _look(request, given)
    return _write(request, given) if step == "write" else _post(request, given)


@public
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A short list below the title that she types."""
    title = request.GET.get("title", "")
    if not getattr(request, "htmx", False):
        return redirect("forums:ask")
    matches = similar_to(title, request)
    page = render(request, "forums/_similar.html", {"matches": matches})
    return kept_a_minute(page)


def _again(
    request: HttpRequest, context: dict[str, Any], form: TopicForm
) -> HttpResponse:
    if form.is_bound:
        assert request.user.is_authenticated
        keep_files(request, form, by=request.user)
    return form_answer(request, "forums/new.html", context, form)


def _title(request: HttpRequest, given: QueryDict) -> HttpResponse:
    form = TitleForm(initial={"title": given.get("title", "")})
    return keep(_answer(request, "title", given, form), "brand")


def _look(request: HttpRequest, given: QueryDict) -> HttpResponse:
    """Where nothing is like it, there is nothing to look at."""
    form = TitleForm(given)
    if not form.is_valid():
        return _answer(request, "title", given, form)
    # or where it was shown while she typed
    seen = "looked" in given
    matches = [] if seen else similar_to(form.cleaned_data["title"], request)
    if not matches:
        return _write(request, given)
    return _answer(request, "look", given, form, matches=matches)


def _write(request: HttpRequest, given: QueryDict) -> HttpResponse:
    form = _ask_form(request)
    typed.fill(form, given)
    form.choose(given.get("forum", ""))
    return _answer(request, "write", given, form)


def _post(request: HttpRequest, given: QueryDict) -> HttpResponse:
    if not request.user.is_authenticated:
        return to_login(request)
    require(can_write(request.user))
    form = _ask_form(request, given)
    if not form.is_valid() or refuses(form, request.user):
        return _answer(request, "write", given, form)
    if seconds := wait_for("topic", request):
        refuse_haste(form)
        return too_soon(_answer(request, "write", given, form), seconds=seconds)
    words = with_pictures(form.cleaned_data, by=request.user)
    return redirect(start_topic(by=request.user, **words))


def _ask_form(request: HttpRequest, data: QueryDict | None = None) -> AskForm:
    forums = list(Forum.objects.visible_to(request.user))
    files = request.FILES if data is not None else None
    return AskForm(data, files, user=request.user, forums=forums)


def _given(request: HttpRequest) -> QueryDict:
    """What was typed, here or into the form of a ticket."""
    given = request.POST.copy()
    given.setdefault("title", given.get("subject", ""))
    return given


def _answer(
    request: HttpRequest,
    step: str,
    given: QueryDict,
    form: TitleForm | AskForm,
    **more: Any,
) -> HttpResponse:
    context = {
        "step": step,
        "form": form,
        "carried": carried(request, given, form),
        "crumbs": crumbs(here=_("Ask a question")),
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, "forums/ask.html", context, status=status)
