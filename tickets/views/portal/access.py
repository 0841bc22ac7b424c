"""One ticket through a mailed link: no session, no password, one person's eyes.

Its POSTs need no CSRF token: nothing that a browser sends by itself opens the ticket,
only the secret in the address does, and a page that knows it needs no trick.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from composer.models import Upload
from composer.serving import file_response
from core.access import public
from core.ratelimit import is_over_limit, visitor_address
from core.sealing import hash_of
from tickets.access import find_link, find_old_link
from tickets.actions import reopen_ticket, request_link, solve_ticket
from tickets.limits import HOUR
from tickets.models import AccessLink, Ticket, TicketMessage
from tickets.views.portal.visit import Visit, change, reply, ticket_page

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
LinkView = Callable[Concatenate[HttpRequest, Visit, P], HttpResponseBase]


def through_link(view: LinkView[P]) -> Callable[..., HttpResponseBase]:
    """Finds the visit behind the token, and lets the address out to nobody."""

    @wraps(view)
    def guarded(
        request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        link = find_link(token)
        if link is None:
            context = {"token": token}
            gone = render(request, "tickets/link_gone.html", context, status=404)
            return sealed(gone)
        return sealed(view(request, _visit(link, token), *args, **kwargs))

    return guarded


@public
@require_safe
@through_link
def ticket(request: HttpRequest, visit: Visit) -> HttpResponse:
    return ticket_page(request, visit)


@csrf_exempt
@public
@require_POST
@through_link
def reply_to(request: HttpRequest, visit: Visit) -> HttpResponse:
    return reply(request, visit)


@csrf_exempt
@public
@require_POST
@through_link
def solve(request: HttpRequest, visit: Visit) -> HttpResponse:
    allowed = visit.can_solve or visit.finds_it(Ticket.Status.SOLVED)
    return change(request, visit, allowed=allowed, action=solve_ticket)


@csrf_exempt
@public
@require_POST
@through_link
def reopen(request: HttpRequest, visit: Visit) -> HttpResponse:
    allowed = visit.can_reopen or visit.finds_it(Ticket.Status.OPEN)
    return change(request, visit, allowed=allowed, action=reopen_ticket)


@public
@require_safe
@through_link
def file(request: HttpRequest, visit: Visit, key: UUID, name: str) -> HttpResponseBase:
    """A file of this ticket's public messages."""
    uploads = Upload.objects.filter(
        target_type=ContentType.objects.get_for_model(TicketMessage),
        target_id__in=visit.ticket.messages.public().values("pk"),
    )
    return file_response(request, get_object_or_404(uploads, key=key))


@csrf_exempt
@public
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to whom the old one belonged. Always answers the same."""
    where, link = visitor_address(request), find_old_link(token)
    often = is_over_limit("link-address", where, limit=30, seconds=HOUR)
    often |= is_over_limit("link-token", hash_of(token), limit=3, seconds=HOUR)
    if link is not None and not often:
        request_link(link)
    page = render(request, "tickets/link_renewed.html")
    return sealed(page)


def sealed(response: Answer) -> Answer:
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _visit(link: AccessLink, token: str) -> Visit:
    return Visit(
        ticket=link.ticket,
        person=link.person,
        path=reverse("tickets:access", args=[token]),
        is_link=True,
        may_write=link.scope == AccessLink.Scope.REPLY,
    )
