"""What is set in a ticket by forms: each with who may, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from accounts.actions import find_or_create_guest
from accounts.models import User
from tickets import actions
from tickets import permissions as may
from tickets.actions import change_shown
from tickets.actions.comparing import Values
from tickets.forms.details import EditDetailsForm
from tickets.forms.fields import (
    AssignForm,
    CcForm,
    FieldForm,
    KindForm,
    PriorityForm,
    RequesterForm,
    ShownForm,
    SubjectForm,
    TagsForm,
    TeamForm,
)
from tickets.forms.snoozing import SnoozeForm
from tickets.models import Ticket
from tickets.verbs import Predicate


def _assign(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.assign(ticket, to=given["to"], by=by)


def _team(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.move_to_team(ticket, team=given["team"], by=by)


def _priority(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_priority(ticket, priority=given["priority"], by=by)


def _kind(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_kind(ticket, kind=given["kind"], by=by)


def _subject(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_subject(ticket, subject=given["subject"], by=by)


def _tags(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.set_tags(ticket, names=given["result"], by=by)


def _cc(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    person = find_or_create_guest(given["email"])
    actions.add_cc(ticket, person=person, can_reply=given["can_reply"], by=by)


def _snooze(ticket: Ticket, given: dict[str, Any], by: User) -> None:
    actions.snooze_ticket(ticket, until=given["until"], by=by)


# verb: (form, who may, what it does)
FIELDS: dict[str, tuple[type[FieldForm], Predicate, Callable[..., None]]] = {
    "assign": (AssignForm, may.can_assign, _assign),
    "team": (TeamForm, may.can_work_on, _team),
    "priority": (PriorityForm, may.can_work_on, _priority),
    "kind": (KindForm, may.can_work_on, _kind),
    "tags": (TagsForm, may.can_work_on, _tags),
    "subject": (SubjectForm, may.can_work_on, _subject),
    "cc": (CcForm, may.can_manage_ccs, _cc),
    "snooze": (SnoozeForm, may.can_snooze, _snooze),
}
# by verb, those that a ticket's page shows with what they hold
SHOWN = {
    verb: form
    for verb, (form, _may, _act) in FIELDS.items()
    if issubclass(form, ShownForm)
}


def set_field(ticket: Ticket, verb: str, form: FieldForm, *, by: User) -> None:
    """By a form that passed; Stale where others set the same since it was shown."""
    given, act = form.cleaned_data, FIELDS[verb][2]
    if not isinstance(form, ShownForm):
        act(ticket, given, by)
        return

    def enter(result: Values) -> None:
        act(ticket, given | {"result": result}, by)

    change_shown(ticket, form, enter)


def give_to(form: RequesterForm, *, by: User) -> bool:
    """By a form that passed; Stale where others did since it was shown."""

    def act(result: Values) -> None:
        to = find_or_create_guest(result["email"])
        actions.set_requester(form.ticket, to=to, by=by)

    return change_shown(form.ticket, form, act)


def change_details(form: EditDetailsForm, *, by: User) -> bool:
    """By a form that passed; Stale where others filled in the same since."""

    def act(result: Mapping[str, str]) -> None:
        custom = {key: value for key, value in result.items() if key}
        actions.set_details(form.ticket, form=form.ticket_form, custom=custom, by=by)

    return change_shown(form.ticket, form, act)
