from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import SignedInRequest, public, signed_in
from core.pagination import paginate
from notifications.actions import (
    mark_all_read,
    mark_read,
    resubscribe,
    set_preferences,
    unsubscribe,
)
from notifications.bell import bell_lines
from notifications.digests import SUMMARIES
from notifications.forms import preference_forms
from notifications.letters import preferences_url
from notifications.models import Notification
from notifications.reasons import REASONS
from notifications.unsubscribing import is_stopped, subscription_of, target_of


@signed_in
@require_safe
def bell(request: SignedInRequest) -> HttpResponse:
    rows = Notification.objects.bell_of(request.user).for_list()
    page = paginate(request, rows, order=["-id"])
    lines = bell_lines(page.rows, request.user)
    context = {"page": page, "lines": lines}
    return render(request, "notifications/bell.html", context)


@signed_in
@require_POST
def open_one(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark it read and go where it leads."""
    rows = Notification.objects.bell_of(request.user).for_list()
    notification = get_object_or_404(rows, pk=pk)
    mark_read(notification)
    [line] = bell_lines([notification], request.user)
    return redirect(line.link or "notifications:list")


@signed_in
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    mark_all_read(by=request.user)
    return redirect("notifications:list")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    forms = preference_forms(request.user, request.POST if is_sent else None)
    valid = [form.is_valid() for form in forms]  # each, so that each says what is wrong
    if is_sent and all(valid):
        chosen = {form.reason.key: form.cleaned_data for form in forms}
        set_preferences(request.user, chosen)
        messages.success(request, _("Your choices are saved."))
        return redirect("notifications:preferences")
    status = 422 if is_sent else 200
    context = {"forms": forms}
    return render(request, "notifications/preferences.html", context, status=status)


@csrf_exempt  # mail programs post without ever having seen a page; the token signs
@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: the POST needs no session and takes effect at once, the GET none."""
    subscription = subscription_of(token)
    if subscription is None:
        raise Http404
    if request.method == "POST":
        unsubscribe(subscription)
    context = {
        "token": token,
        "preferences_url": preferences_url(subscription.person),
        "reason": REASONS.get(subscription.reason),
        "thing": target_of(subscription),
        "summary": SUMMARIES.get(subscription.reason, ""),
        "is_stopped": request.method == "POST" or is_stopped(subscription),
    }
    return render(request, "notifications/unsubscribe.html", context)


@public
@require_POST
def get_mail_again(request: HttpRequest, token: str) -> HttpResponse:
    """For who stopped too much: guests have no page of choices, only this link."""
    subscription = subscription_of(token)
    thing = target_of(subscription) if subscription else None
    if subscription is None or thing is None:
        raise Http404
    if is_stopped(subscription):
        resubscribe(thing, person=subscription.person, reason=subscription.reason)
        messages.success(request, _("You get these mails again."))
    return redirect("notifications:unsubscribe", token)
