"""Having it, too, and hearing when it is solved; also without an account."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import SignedInRequest, public, signed_in
from core.answering import form_answer, posted, require
from core.proof import asks_proof, is_proven
from core.ratelimit import is_over_limit, too_many, visitor_address
from forums import actions
from forums.forms import GuestMeTooForm
from forums.limits import wait_for
from forums.me_too_links import claim_of, mail_link
from forums.models import Topic
from forums.permissions import can_me_too, takes_me_too
from forums.views.answering import crumbs
from forums.views.topic_page import topic_rights
from forums.views.topics import topic_for, topic_in_detail

HOUR = 3600


def _command(act: Callable[..., bool]) -> Callable[..., HttpResponseBase]:
    """A verb of somebody who may have it, too."""

    @signed_in
    @require_POST
    def run(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
        topic = topic_for(request.user, pk)
        require(can_me_too(request.user, topic))
        if seconds := wait_for("me_too", request):
            return too_many(request, seconds=seconds)
        act(topic, by=request.user)
        return _answer(request, topic)

    return run


me_too = _command(actions.press_me_too)
undo_me_too = _command(actions.withdraw_me_too)
tell_me = _command(actions.tell_when_solved)
tell_me_not = _command(actions.tell_with_the_rest)


@public
@asks_proof
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Answers the same for each address: it may be known here, or have asked often."""
    topic = topic_for(request.user, pk)
    require(takes_me_too(topic))
    if request.user.is_authenticated:
        return redirect(topic)
    form = GuestMeTooForm(*posted(request))
    if not form.is_valid():
        context = {
            "topic": topic,
            "crumbs": crumbs(topic.forum, topic, here=_("Me too")),
            "is_sent": "sent" in request.GET,
        }
        return form_answer(request, "forums/guest_me_too.html", context, form)
    if not _is_refused(request, form):
        mail_link(topic, form.cleaned_data["email"])
    return redirect(f"{request.path}?sent=1")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link itself changes nothing: programs that look through mail follow it."""
    claim = claim_of(token)
    if claim is None or not takes_me_too(claim.topic):
        context = {"topic": claim and claim.topic}
        return render(request, "forums/me_too_gone.html", context, status=404)
    if request.method != "POST":
        return render(request, "forums/confirm_me_too.html", {"topic": claim.topic})
    actions.take_guest(claim.topic, email=claim.email)
    messages.success(request, _("We will mail you when it is solved."))
    return redirect(claim.topic)


def _is_refused(request: HttpRequest, form: GuestMeTooForm) -> bool:
    email, where = form.cleaned_data["email"].lower(), visitor_address(request)
    limit = 30 if is_proven(form.cleaned_data["altcha"]) else 10
    often = is_over_limit("me-too-email", email, limit=3, seconds=HOUR)
    often |= is_over_limit("me-too-address", where, limit=limit, seconds=HOUR)
    return often or bool(form.cleaned_data["website"])


def _answer(request: SignedInRequest, topic: Topic) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(topic)
    topic = topic_in_detail(request.user, topic.pk)
    context = {"topic": topic, **topic_rights(request.user, topic)}
    return render(request, "forums/_me_too.html", context)
