"""Webhooks as an administrator arranges them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from activity.events import registry
from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from core.pagination import paginate
from notifications import actions
from notifications.forms import WebhookForm
from notifications.models import Webhook, WebhookDelivery


@admin_only
@require_safe
def webhooks(request: SignedInRequest) -> HttpResponse:
    page = paginate(request, Webhook.objects.all(), order=["id"], size=50)
    return render(request, "notifications/webhooks.html", {"page": page})


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = WebhookForm(*posted(request))
    if not form.is_valid():
        given = {"known_verbs": sorted(registry)}
        return form_answer(request, "notifications/webhook.html", given, form)
    hook = actions.save_webhook(None, by=request.user, **form.cleaned_data)
    return redirect("webhooks:edit", pk=hook.pk)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    hook = get_object_or_404(Webhook, pk=pk)
    initial = {
        "url": hook.url,
        "verbs": "\n".join(hook.verbs),
        "includes_private": hook.includes_private,
        "is_active": hook.is_active,
    }
    form = WebhookForm(*posted(request), initial=initial)
    if not form.is_valid():
        given = {"hook": hook, "known_verbs": sorted(registry)}
        return form_answer(request, "notifications/webhook.html", given, form)
    actions.save_webhook(hook, by=request.user, **form.cleaned_data)
    return redirect("webhooks:list")


@admin_only
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.delete_webhook(get_object_or_404(Webhook, pk=pk), by=request.user)
    return redirect("webhooks:list")


@admin_only
@require_POST
def test(request: SignedInRequest, pk: int) -> HttpResponse:
    actions.test_webhook(get_object_or_404(Webhook, pk=pk))
    messages.success(request, _("A test is on its way."))
    return redirect("webhooks:log", pk=pk)


@admin_only
@require_safe
def log(request: SignedInRequest, pk: int) -> HttpResponse:
    hook = get_object_or_404(Webhook, pk=pk)
    rows = hook.deliveries.for_list()
    page = paginate(request, rows, order=["-id"], size=50)
    return render(
        request, "notifications/webhook_log.html", {"hook": hook, "page": page}
    )


@admin_only
@require_POST
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    delivery = get_object_or_404(WebhookDelivery, pk=pk)
    if actions.resend_delivery(delivery):
        messages.success(request, _("It is on its way again."))
    else:
        messages.info(request, _("It is on its way already."))
    return redirect("webhooks:log", pk=delivery.webhook_id)
