"""Many tickets at once: chosen in the queue, previewed, then changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.access import SignedInRequest, desk
from core.answering import form_answer
from tickets import actions
from tickets import permissions as may
from tickets.actions.bulk import Step, change_many, may_take
from tickets.forms.bulk import BulkForm
from tickets.models import Ticket
from tickets.views.desk.trail import Trail
from tickets.views.desk.verbs import COMMANDS

Given = dict[str, Any]
Status = Ticket.Status
REACHED = {
    "solve": Status.SOLVED,
    "open": Status.OPEN,
    "pending": Status.PENDING,
    "hold": Status.ON_HOLD,
    "reopen": Status.OPEN,
    "spam": Status.SPAM,
    "trash": Status.TRASH,
}
TAGS_AT_MOST = 20


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: SignedInRequest) -> HttpResponse:
    me = request.user
    if request.method != "POST":
        return _choose(request)
    form = BulkForm(request.POST, viewer=me)
    if not form.is_valid():
        context = {**_named(form), "back": _back(form)}
        return form_answer(request, "desk/bulk.html", context, form)
    given = form.cleaned_data
    steps = list(steps_of(given, me))
    if given["step"] == "do":
        left = change_many(given["tickets"], steps=steps, by=me)
        _say(request, given["tickets"], left)
        return redirect(Trail(given["queue"]).queue)
    rows = [(ticket, may_take(steps, ticket, by=me)) for ticket in given["tickets"]]
    context = {
        "form": form,
        "back": _back(form),
        "rows": rows,
        "taking": sum(takes for _ticket, takes in rows),
        "is_preview": given["step"] == "preview",
    }
    return render(request, "desk/bulk.html", context)


def _choose(request: SignedInRequest) -> HttpResponse:
    """The empty form, about those of the ticked tickets that she works on."""
    asked = {
        "tickets": request.GET.getlist("tickets"),
        "queue": request.GET.get("queue", ""),
    }
    form = BulkForm(initial=asked, viewer=request.user)
    context = {"form": form, "back": _back(form), **_named(form)}
    return render(request, "desk/bulk.html", context)


def _back(form: BulkForm) -> str:
    """The queue that the tickets were ticked in."""
    return Trail(form["queue"].value() or "").queue


def _named(form: BulkForm) -> dict[str, Any]:
    """The chosen tickets as rows whose lot is not known yet."""
    numbers = [
        int(number)
        for number in form["tickets"].value() or ()
        if str(number).isascii() and str(number).isdigit() and len(str(number)) < 19
    ]
    tickets: Any = form.fields["tickets"]
    return {"rows": [(row, True) for row in tickets.queryset.filter(pk__in=numbers)]}


def steps_of(given: Given, me: User) -> Iterator[Step]:
    """What was chosen, in the order it is done: a reply speaks as the ticket is then.

    Asks once, however many tickets there are, on what a new assignee works.
    """
    yield from _routing(given, me)
    for name, act in (("priority", actions.set_priority), ("kind", actions.set_kind)):
        if given[name]:
            yield Step(may.can_work_on, partial(act, by=me, **{name: given[name]}))
    if given["add_tags"] or given["remove_tags"]:
        yield Step(
            lambda by, ticket: (
                may.can_work_on(by, ticket)
                and len(_tags(ticket, given)) <= TAGS_AT_MOST
            ),
            lambda ticket: actions.set_tags(ticket, names=_tags(ticket, given), by=me),
        )
    if given["body"]:
        yield Step(may.can_reply, partial(_reply, given, me))
    elif given["status"]:
        yield Step(partial(_may_enter, given["status"]), partial(_enter, given, me))


def _routing(given: Given, me: User) -> Iterator[Step]:
    if team := given["team"]:
        yield Step(
            may.can_work_on,
            lambda ticket: actions.move_to_team(ticket, team=team, by=me),
        )
    if given["unassign"]:
        yield Step(
            may.can_assign, lambda ticket: actions.assign(ticket, to=None, by=me)
        )
    if to := given["assignee"]:
        works_on = set(_works_on(to, given))
        yield Step(
            lambda by, ticket: may.can_assign(by, ticket) and ticket.pk in works_on,
            lambda ticket: actions.assign(ticket, to=to, by=me),
        )


def _works_on(to: User, given: Given) -> Any:
    """Those that she will work on once they are in the team that was chosen."""
    if given["team"]:
        one = Ticket(team=given["team"])
        return (
            [each.pk for each in given["tickets"]] if may.can_work_on(to, one) else []
        )
    pks = [ticket.pk for ticket in given["tickets"]]
    rows = Ticket.objects.worked_on_by(to).filter(pk__in=pks)
    return rows.values_list("pk", flat=True)


def _tags(ticket: Ticket, given: Given) -> set[str]:
    now = {tag.name for tag in ticket.tags.all()}
    return (now | set(given["add_tags"])) - set(given["remove_tags"])


def _reply(given: Given, me: User, ticket: Ticket) -> None:
    actions.reply_to_ticket(
        ticket,
        by=me,
        body=given["body"],
        client_key=uuid5(given["client_key"], str(ticket.pk)),
        then=REACHED.get(given["status"]),
    )


def _may_enter(verb: str, by: User, ticket: Ticket) -> bool:
    """Also where it stands already, so that a form sent twice leaves nothing over."""
    there = ticket.status == REACHED[verb] and may.can_work_on(by, ticket)
    return there or COMMANDS[verb].may(by, ticket)


def _enter(given: Given, me: User, ticket: Ticket) -> None:
    if ticket.status != REACHED[given["status"]]:
        COMMANDS[given["status"]].act(ticket, by=me)


def _say(request: SignedInRequest, chosen: list[Ticket], left: list[Ticket]) -> None:
    count = len(chosen) - len(left)
    text = ngettext(
        "%(count)d ticket is as you chose.",
        "%(count)d tickets are as you chose.",
        count,
    )
    messages.success(request, text % {"count": count})
    if left:
        numbers = ", ".join(f"#{ticket.pk}" for ticket in left)
        messages.warning(request, _("Left alone: %(numbers)s") % {"numbers": numbers})
