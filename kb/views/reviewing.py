"""What becomes of a text: commands of the page where it is worked on."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, desk
from core.answering import require
from kb import actions
from kb.forms import PublishForm, ScheduleForm, SendBackForm
from kb.models import Translation, Words
from kb.permissions import can_archive, can_publish
from kb.texts import text_for
from kb.views.editor import answer_edit, form_of
from kb.views.texts import to_text
from kb.views.translating import answer_translate


@desk
@require_POST
def ask_review(request: SignedInRequest, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    if actions.ask_review(text, by=request.user):
        messages.success(request, _("The reviewers are asked."))
    return to_text(text)


@desk
@require_POST
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    text = _text_to_publish(request, pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _refuse(request, text, form)
    if actions.send_back(text, by=request.user, **form.cleaned_data):
        messages.success(request, _("It is sent back."))
    return to_text(text)


@desk
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """The revision that was read, which the form names, else the newest."""
    text = _text_to_publish(request, pk)
    form = PublishForm(request.POST, text=text)
    if not form.is_valid():
        return _refuse(request, text, form)
    try:
        is_published = actions.publish_text(text, by=request.user, **form.cleaned_data)
    except actions.Outdated as outdated:
        return _refuse_outdated(request, text, form, outdated)
    if is_published:
        messages.success(request, _("It is published."))
    return to_text(text)


@desk
@require_POST
def unpublish(request: SignedInRequest, pk: int) -> HttpResponse:
    text = _text_to_publish(request, pk)
    if actions.unpublish_text(text, by=request.user):
        messages.success(request, _("It is a draft again."))
    return to_text(text)


@desk
@require_POST
def schedule(request: SignedInRequest, pk: int) -> HttpResponse:
    article = _text_to_publish(request, pk).article
    form = ScheduleForm(request.POST, text=article)
    if not form.is_valid():
        return _refuse(request, article, form)
    try:
        actions.schedule_article(article, by=request.user, **form.cleaned_data)
    except actions.Outdated as outdated:
        return _refuse_outdated(request, article, form, outdated)
    messages.success(request, _("It goes live by itself then."))
    return to_text(article)


@desk
@require_POST
def unschedule(request: SignedInRequest, pk: int) -> HttpResponse:
    article = _text_to_publish(request, pk).article
    actions.unschedule_article(article, by=request.user)
    return to_text(article)


@desk
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    article = text_for(request, pk).article
    require(can_archive(request.user, article))
    if actions.archive_article(article, by=request.user):
        messages.success(request, _("The article is archived."))
    return to_text(article)


@desk
@require_POST
def unarchive(request: SignedInRequest, pk: int) -> HttpResponse:
    article = text_for(request, pk).article
    require(can_archive(request.user, article))
    if actions.unarchive_article(article, by=request.user):
        messages.success(request, _("The article is a draft again."))
    return to_text(article)


def _text_to_publish(request: SignedInRequest, pk: int) -> Words:
    text = text_for(request, pk)
    require(can_publish(request.user))
    return text


def _refuse_outdated(
    request: SignedInRequest, text: Words, form: Form, outdated: actions.Outdated
) -> HttpResponse:
    numbers = ", ".join(str(revision.number) for revision in outdated.newer)
    told = _("Newer versions came meanwhile: %(numbers)s. Read them first.")
    form.add_error(None, told % {"numbers": numbers})
    return _refuse(request, text, form, status=409)


def _refuse(
    request: SignedInRequest, text: Words, refused: Form, *, status: int = 422
) -> HttpResponse:
    if isinstance(text, Translation):
        return answer_translate(request, text, refused=refused, status=status)
    article = text.article
    form = form_of(request, article)
    return answer_edit(request, article, form, refused=refused, status=status)
