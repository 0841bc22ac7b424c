"""A ticket's page and its verbs, whichever way its reader came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from composer.keeping import keep_files
from core.answering import posted, require
from core.ratelimit import too_many
from core.typed import refill
from tickets import permissions
from tickets.actions import Finished, reply_to_ticket
from tickets.details import details_of
from tickets.forms.fields import CcForm
from tickets.forms.portal import RatingForm, ReplyForm
from tickets.limits import wait_for
from tickets.models import Rating, Ticket
from tickets.timeline import number_before, timeline


@dataclass(frozen=True)
class Visit:
    """Who came to which ticket. `path` is the page's, where its verbs hang as well."""

    ticket: Ticket
    person: User
    path: str
    is_link: bool = False
    # a link may have been given to look only
    may_write: bool = True

    def may(self, can: Callable[[User, Ticket], bool]) -> bool:
        return self.may_write and can(self.person, self.ticket)

    @property
    def can_reply(self) -> bool:
        return self.may(permissions.can_reply)

    @property
    def can_solve(self) -> bool:
        return self.may(permissions.can_solve)

    @property
    def can_reopen(self) -> bool:
        return self.may(permissions.can_reopen)

    def finds_it(self, status: str) -> bool:
        """Pressed twice, or after an agent: what she wanted is so already."""
        return self.ticket.status == status and self.may(permissions.sees_to)

    @cached_property
    def can_rate(self) -> bool:
        return self.may(permissions.can_rate)

    @property
    def rating(self) -> Rating | None:
        return Rating.objects.filter(ticket=self.ticket).first()

    @property
    def can_manage_ccs(self) -> bool:
        return not self.is_link and self.may(permissions.can_manage_ccs)

    @property
    def is_guests_own(self) -> bool:
        """Would she see all her tickets, were she to sign up?"""
        is_hers = self.person.pk == self.ticket.requester_id
        return self.is_link and self.person.is_guest and is_hers

    @property
    def is_followed_up(self) -> bool:
        """Would a reply open a follow-up?"""
        closed = self.ticket.status == Ticket.Status.CLOSED
        return closed and not permissions.may_reopen(self.ticket)


def ticket_page(
    request: HttpRequest,
    visit: Visit,
    *,
    form: ReplyForm | None = None,
    cc_form: CcForm | None = None,
    is_finished: bool = False,
) -> HttpResponse:
    """The page; with a form that was refused, as 422 or, outdated, as 409."""
    empty = ReplyForm(initial={"was": visit.ticket.status})
    empty_cc = CcForm(ticket=visit.ticket)
    context = {
        "ticket": visit.ticket,
        "visit": visit,
        "timeline": timeline(
            visit.ticket, agent=None, before=number_before(request.GET)
        ),
        "details": details_of(visit.ticket),
        "follow_ups": _follow_ups(visit),
        "form": form or _as_sent(request, empty, visit, "reply"),
        "is_finished": is_finished,
        "cc_form": cc_form or _as_sent(request, empty_cc, visit, "cc"),
        "rating_form": RatingForm(rating=visit.rating) if visit.can_rate else None,
        "crumbs": _crumbs(visit),
    }
    status = 409 if is_finished else 422 if form or cc_form else 200
    return render(request, "tickets/ticket.html", context, status=status)


def _as_sent(request: HttpRequest, form: Any, visit: Visit, verb: str) -> Any:
    """Empty but for what was filled in before its sender logged in."""
    if not visit.is_link:
        refill(request, form, f"{visit.path}{verb}/")
    return form


def reply(request: HttpRequest, visit: Visit) -> HttpResponse:
    require(visit.can_reply)
    if seconds := wait_for("reply", visit.person):
        return too_many(request, seconds=seconds)
    form = ReplyForm(*posted(request))
    if not form.is_valid():
        keep_files(request, form, by=visit.person)
        return ticket_page(request, visit, form=form)
    said = form.given(takes_then=visit.may(permissions.can_send_and_solve))
    key = form.cleaned_data["client_key"]
    try:
        message = reply_to_ticket(visit.ticket, by=visit.person, client_key=key, **said)
    except Finished:
        keep_files(request, form, by=visit.person)
        again = form.knowing(visit.ticket.status)
        return ticket_page(request, visit, form=again, is_finished=True)
    if message.ticket_id != visit.ticket.pk:
        return _to_follow_up(request, visit, message.ticket)
    messages.success(request, _("Your message is on its way to us."))
    return redirect(f"{visit.path}#m{message.number}")


def change(
    request: HttpRequest, visit: Visit, *, allowed: bool, action: Callable[..., bool]
) -> HttpResponse:
    """One verb without words. Pressed twice, the second says that nothing changed."""
    require(allowed)
    action(visit.ticket, by=visit.person)
    return redirect(visit.path)


def _to_follow_up(request: HttpRequest, visit: Visit, ticket: Ticket) -> HttpResponse:
    number = ticket.pk
    text = _("The old ticket was closed, so this became ticket #%(number)d.")
    messages.success(request, text % {"number": number})
    if visit.is_link:
        messages.info(request, _("We mailed the link to it."))
        return redirect(visit.path)
    return redirect(ticket)


def _crumbs(visit: Visit) -> list[tuple[str, str]]:
    mine = (_("My tickets"), reverse("tickets:mine"))
    return [mine, (f"#{visit.ticket.pk}", "")]


def _follow_ups(visit: Visit) -> list[Ticket]:
    rows = visit.ticket.follow_ups.all()
    return list(rows.filter(pk__in=Ticket.objects.visible_to(visit.person))[:20])
