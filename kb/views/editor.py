"""The page where an article is written: what stands in its form, and beside it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from composer.forms import BODY_BYTES
from core.access import SignedInRequest
from core.languages import name_of, offered
from core.typed import refill
from kb.actions import draft_of, drafts_of, stamp_of
from kb.forms import ArticleForm, ScheduleForm, SendBackForm
from kb.gaps import Gap
from kb.models import Article, Revision, Translation, Words
from kb.permissions import can_archive, can_publish
from kb.rendering import render as render_words

# whoever typed on it so long ago is still at work
AT_WORK = timedelta(minutes=30)


def form_of(request: SignedInRequest, article: Article) -> ArticleForm:
    """With the words of its newest revision, or with hers where she has begun."""
    newest = Revision.objects.newest_of(article).get()
    form = ArticleForm(instance=article, user=request.user, newest=newest)
    if draft := draft_of(article, request.user):
        form.go_on_with(draft, stamp_of(draft))
    return form


def new_form(request: SignedInRequest, gap: Gap | None) -> ArticleForm:
    """With what she has begun, else with what was searched for in vain."""
    form = ArticleForm(user=request.user)
    if gap:
        form.initial["title"] = gap.query.text.capitalize()
    if draft := draft_of(request.user, request.user):
        form.go_on_with(draft, stamp_of(draft))
    return form


def answer_new(
    request: SignedInRequest, form: ArticleForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {**around_new(request), **_written(request, form), **more}
    return render(request, "kb/desk/edit.html", context, status=status)


def answer_edit(
    request: SignedInRequest,
    article: Article,
    form: ArticleForm,
    *,
    refused: Form | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of an article at the desk; `refused` is a command that did not pass."""
    context = {
        "article": article,
        "newest": form.newest,
        "refused": refused,
        "uploads": article.attachments.all(),
        "translations": translations_of(article),
        **_commands(request.user, article),
        **around(article, request.user, form),
        **_written(request, form),
        **more,
    }
    return render(request, "kb/desk/edit.html", context, status=status)


def translations_of(article: Article) -> list[tuple[str, str, Translation | None]]:
    """Each offered language: code, name and what there is in it."""
    if not (codes := offered()):
        return []
    begun = {text.language: text for text in article.translations.all()}
    for text in begun.values():
        text.article = article
    return [(code, name_of(code), begun.get(code)) for code in codes]


def around(article: Article, user: User, form: ArticleForm) -> dict[str, Any]:
    """Who else changes it: what was saved since the form's words, and who types."""
    newer: list[Revision] = []
    if article.number > (base := form.base_number()):
        since = Revision.objects.of(article).filter(number__gt=base)
        newer = list(since.for_list().order_by("number"))
    return {
        "article": article,
        "base": base,
        "newer": newer,
        "at_work": at_work_on(article, user),
        "draft_url": reverse("kb_desk:draft", args=[article.pk]),
        "drop_url": reverse("kb_desk:drop-draft", args=[article.pk]),
    }


def at_work_on(text: Words, user: User) -> list[User]:
    """Who else has typed on it lately."""
    drafts = drafts_of(text).select_related("person")
    others = drafts.others_at_work(user, since=timezone.now() - AT_WORK)
    return [draft.person for draft in others]


def around_new(request: SignedInRequest) -> dict[str, Any]:
    """`?query=` goes along: it says what the article is written for."""
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return {
        "draft_url": reverse("kb_desk:new-draft") + asked,
        "drop_url": reverse("kb_desk:drop-new-draft") + asked,
        "new_url": reverse("kb_desk:new") + asked,
    }


def _written(request: SignedInRequest, form: ArticleForm) -> dict[str, Any]:
    """The form, as she sent it when she had to log in, and what it looks like."""
    for address in (request.path, f"{request.path}draft/"):
        refill(request, form, address)
    preview = render_words((form["body"].value() or "")[:BODY_BYTES])
    return {"form": form, "begun": form.begun, "preview": preview.html}


def _commands(user: User, article: Article) -> dict[str, Any]:
    is_new = article.number != article.live_number
    is_archived = article.state == Article.State.ARCHIVED
    may_publish, may_archive = can_publish(user), can_archive(user, article)
    return {
        "may_publish": may_publish and is_new and not is_archived,
        "may_unpublish": may_publish and article.is_published,
        "may_unschedule": may_publish and article.due_at,
        "may_send_back": may_publish and article.review_asked_at,
        "may_ask": is_new and not (article.review_asked_at or is_archived),
        "may_archive": may_archive and not is_archived,
        "may_unarchive": may_archive and is_archived,
        "schedule_form": ScheduleForm(text=article),
        "send_back_form": SendBackForm(),
    }
