"""What a mail about a fix leads to: the button that says that it is not, for her."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, public, signed_in
from forums.actions.fixes import say_still_broken
from forums.fix_links import notice_of
from forums.models import FixNotice


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def still_broken(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """Of her own notice, the newest; that of a merged topic is the survivor's."""
    of_topic = Q(topic__pk=pk) | Q(topic__merged_topics__pk=pk)
    hers = FixNotice.objects.told_to(request.user).filter(of_topic)
    notice = get_object_or_404(hers[:1])
    if request.method != "POST":
        return _ask(request, notice)
    ticket = say_still_broken(notice)
    messages.success(request, _("We know now that it is still broken for you."))
    return redirect(ticket or notice.topic)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def guests_still_broken(request: HttpRequest, token: str) -> HttpResponse:
    """By the secret of a guest's mail. Her ticket she hears of by mail."""
    notice = notice_of(token)
    if notice is None:
        raise Http404
    if request.method == "POST":
        say_still_broken(notice)
    return _ask(request, notice)


def _ask(request: HttpRequest, notice: FixNotice) -> HttpResponse:
    return render(request, "forums/still_broken.html", {"notice": notice})
