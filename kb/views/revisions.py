"""The history of a text: what each save changed, and the way back to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, desk
from core.pagination import paginate
from kb import actions
from kb.comparing import differences, words_of
from kb.forms import CompareForm, RestoreForm
from kb.models import Revision, Words
from kb.texts import text_for
from kb.views.texts import address_of, to_text


@desk
@require_safe
def revisions(request: SignedInRequest, pk: int) -> HttpResponse:
    text = text_for(request, pk)
    rows = Revision.objects.visible_to(request.user).of(text).for_list()
    context = {
        "text": text,
        "page": paginate(request, rows, order=("-number",)),
        "before": max(text.number - 1, 1),
        **_addresses(text),
    }
    return render(request, "kb/desk/revisions.html", context)


@desk
@require_safe
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Any two; without any named, what readers see and the newest."""
    text = text_for(request, pk)
    form = CompareForm(request.GET, text=text)
    if not form.is_valid():
        raise Http404
    seen = Revision.objects.visible_to(request.user).of(text).select_related("author")
    before = get_object_or_404(seen, number=form.cleaned_data["before"])
    after = get_object_or_404(seen, number=form.cleaned_data["after"])
    context = {
        "text": text,
        "before": before,
        "after": after,
        "found": differences(words_of(before), words_of(after)),
        **_addresses(text),
    }
    return render(request, "kb/desk/compare.html", context)


@desk
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Its words are saved anew, as the newest version."""
    text = text_for(request, pk)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise Http404
    revision = get_object_or_404(
        Revision.objects.of(text), number=form.cleaned_data["number"]
    )
    if actions.restore_revision(text, revision, by=request.user):
        messages.success(request, _("Its words are the newest version now."))
    else:
        messages.info(request, _("The newest version says the same."))
    return to_text(text)


def _addresses(text: Words) -> dict[str, str]:
    return {
        "edit_url": address_of(text, "edit"),
        "revisions_url": address_of(text, "revisions"),
        "compare_url": reverse("kb_desk:compare", args=[text.article.pk]),
        "restore_url": address_of(text, "restore"),
    }
