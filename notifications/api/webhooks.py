"""Webhooks as an administrator's program arranges them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from accounts.models import ApiToken
from core.access import is_admin
from core.answering import require
from core.api import Given, cleaned, page_of
from notifications import actions
from notifications.forms import WebhookForm
from notifications.models import Webhook, WebhookDelivery

router = Router(tags=["Webhooks"], auth=Token(ApiToken.Scope.SETTINGS))


class WebhookOut(Schema):
    id: int
    url: str
    # empty: all of them
    verbs: list[str]
    includes_private: bool
    is_active: bool
    created_at: datetime


class NewWebhookOut(WebhookOut):
    # what calls are signed with
    secret: str


class WebhooksOut(Schema):
    items: list[WebhookOut]
    next: str | None
    previous: str | None


class WebhookIn(Given):
    url: str
    verbs: list[str] = []
    includes_private: bool = False
    is_active: bool = True


class DeliveryOut(Schema):
    """A call; of a test `event` is null."""

    id: int
    verb: str
    event: int | None
    state: str
    attempts: int
    status_code: int | None
    # the beginning of the answer, or why there was none
    response: str
    created_at: datetime

    @staticmethod
    def resolve_event(delivery: WebhookDelivery) -> int | None:
        return delivery.event_id


class DeliveriesOut(Schema):
    items: list[DeliveryOut]
    next: str | None
    previous: str | None


@router.get(
    "/webhooks", response=WebhooksOut, url_name="webhooks", summary="List webhooks"
)
def webhooks(request: ApiRequest, limit: int = Query(25, ge=1, le=100)) -> Any:
    """For administrators, as all of this."""
    require(is_admin(request.user))
    return page_of(request, Webhook.objects.all(), order=["id"], limit=limit)


@router.post(
    "/webhooks",
    response={201: NewWebhookOut},
    url_name="new-webhook",
    summary="Make a webhook",
)
def new_webhook(request: ApiRequest, given: WebhookIn) -> Any:
    """`verbs` are those that shall be told, as `ticket.opened`; none are all. This
    answer alone holds the secret. Made again just so it is the same one.
    """
    require(is_admin(request.user))
    made = actions.save_webhook(None, by=request.user, **_clean(given))
    return Status(201, made)


@router.get(
    "/webhooks/{int:pk}", response=WebhookOut, url_name="webhook", summary="A webhook"
)
def webhook(request: ApiRequest, pk: int) -> Any:
    return _found(request, pk)


@router.post(
    "/webhooks/{int:pk}",
    response=WebhookOut,
    url_name="edit-webhook",
    summary="Change a webhook",
)
def edit_webhook(request: ApiRequest, pk: int, given: WebhookIn) -> Any:
    """All of it: what is left out is as in a new one. Its secret stays."""
    hook = _found(request, pk)
    return actions.save_webhook(hook, by=request.user, **_clean(given))


@router.post(
    "/webhooks/{int:pk}/delete",
    response=WebhookOut,
    url_name="delete-webhook",
    summary="Delete a webhook",
)
def delete_webhook(request: ApiRequest, pk: int) -> Any:
    """The answer is what it was."""
    hook = _found(request, pk)
    was = WebhookOut.from_orm(hook)
    actions.delete_webhook(hook, by=request.user)
    return was


@router.post(
    "/webhooks/{int:pk}/test",
    response=DeliveryOut,
    url_name="test-webhook",
    summary="Test a webhook",
)
def test_webhook(request: ApiRequest, pk: int) -> Any:
    """Calls it soon, with the event `webhook.test`; the log tells what came of it."""
    return actions.test_webhook(_found(request, pk))


@router.get(
    "/webhooks/{int:pk}/deliveries",
    response=DeliveriesOut,
    url_name="deliveries",
    summary="The log of a webhook",
)
def deliveries(
    request: ApiRequest, pk: int, limit: int = Query(25, ge=1, le=100)
) -> Any:
    """Its calls of the last 30 days, the latest first."""
    rows = _found(request, pk).deliveries.for_list()
    return page_of(request, rows, order=["-id"], limit=limit)


@router.post(
    "/webhooks/{int:pk}/deliveries/{int:delivery}/resend",
    response=DeliveryOut,
    url_name="resend-delivery",
    summary="Call a webhook again",
)
def resend(request: ApiRequest, pk: int, delivery: int) -> Any:
    rows = _found(request, pk).deliveries.for_list()
    actions.resend_delivery(get_object_or_404(rows, pk=delivery))
    return rows.get(pk=delivery)


def _found(request: HttpRequest, pk: int) -> Webhook:
    require(is_admin(request.user))
    return get_object_or_404(Webhook, pk=pk)


def _clean(given: WebhookIn) -> dict[str, Any]:
    typed = given.dict() | {"verbs": "\n".join(given.verbs)}
    return cleaned(WebhookForm(typed))
