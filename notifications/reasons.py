"""Why somebody hears of something, in words, and how unless she chose otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.models import Preference


@dataclass(frozen=True)
class Reason:
    """`label` names it on the page of preferences, `why` stands under each mail."""

    key: str
    label: str | Promise
    why: str | Promise
    is_staff: bool = False


_REASONS = [
    Reason(
        "requester",
        _("Tickets you opened"),
        _("You get this mail because you opened this ticket."),
    ),
    Reason(
        "cc",
        _("Tickets you were added to"),
        _("You get this mail because you were added to this ticket."),
    ),
    Reason(
        "author",
        _("Answers to what you wrote"),
        _("You get this mail because you started this."),
    ),
    Reason(
        "mentioned",
        _("Mentions of you"),
        _("You get this mail because somebody mentioned you."),
    ),
    Reason(
        "quoted",
        _("Quotes of your posts"),
        _("You get this mail because somebody quoted you."),
    ),
    Reason(
        "follower",
        _("What you follow"),
        _("You get this mail because you follow this."),
    ),
    Reason(
        "me_too",
        _("Questions you have too"),
        _("You get this mail because you said that you have this question too."),
    ),
    Reason(
        "told_when_solved",
        _("Questions whose solution you asked to be told"),
        _("You get this mail because you asked to be told when this is solved."),
    ),
    Reason(
        "fixed",
        _("What you have too is fixed"),
        _("You get this mail because you have this too, or wrote to us about it."),
    ),
    Reason(
        "concerned",
        _("Decisions about your posts"),
        _("You get this mail because it is about something you wrote."),
    ),
    Reason(
        "reporter",
        _("Decisions on what you reported"),
        _("You get this mail because you reported a post."),
    ),
    Reason(
        "assignee",
        _("Tickets assigned to you"),
        _("You get this mail because this ticket is assigned to you."),
        is_staff=True,
    ),
    Reason(
        "team",
        _("Your team's tickets"),
        _("You get this mail because this belongs to your team."),
        is_staff=True,
    ),
    Reason(
        "lead",
        _("What needs a team lead"),
        _("You get this mail because you lead the team."),
        is_staff=True,
    ),
    Reason(
        "owner",
        _("Articles you own"),
        _("You get this mail because you own this article."),
        is_staff=True,
    ),
    Reason(
        "report",
        _("The weekly report on articles you own"),
        _("You get this mail because you own articles."),
        is_staff=True,
    ),
    Reason(
        "writer",
        _("Articles you wrote in"),
        _("You get this mail because you wrote in this article."),
        is_staff=True,
    ),
    Reason(
        "reviewer",
        _("Articles to review"),
        _("You get this mail because you review articles."),
        is_staff=True,
    ),
    Reason(
        "helper",
        _("Questions you are asked to answer"),
        _("You get this mail because you are asked to answer this."),
        is_staff=True,
    ),
    Reason(
        "incident",
        _("Many people with one problem"),
        _("You get this mail because you are an agent."),
        is_staff=True,
    ),
    Reason(
        "moderator",
        _("Posts to check"),
        _("You get this mail because you look after the forums."),
        is_staff=True,
    ),
]
REASONS = {reason.key: reason for reason in _REASONS}

# "their own tickets and topics", of customers and agents alike
_OWN = frozenset(
    [
        *("requester", "cc", "author", "concerned", "helper", "fixed", "reporter"),
        "told_when_solved",
    ]
)
_AGENTS_OWN = _OWN | {"assignee", "mentioned", "report"}


def why(reason: str, followed: Model | None = None) -> str:
    if followed is not None:
        text = _("You get this mail because you follow “%(thing)s”.")
        return str(text) % {"thing": followed}
    if reason in REASONS:
        return str(REASONS[reason].why)
    return str(_("You get this mail because you take part in this."))


def reasons_for(person: User) -> list[Reason]:
    """The reasons that can ever bring her anything."""
    staff = person.is_agent or person.is_helper
    return [reason for reason in _REASONS if staff or not reason.is_staff]


def mail_by_default(person: User, reason: str) -> str:
    """Customers: their own at once, the rest daily. Agents: the rest by bell."""
    if reason in (_AGENTS_OWN if person.is_agent else _OWN):
        return Preference.Mail.INSTANT
    return Preference.Mail.NONE if person.is_agent else Preference.Mail.DAILY
