"""What goes along when one ticket becomes part of another, and comes back.

Each `move_…` says by ids what it moved, never by text; `return_…` takes that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models

from composer.models import Draft
from notifications.letters import thread_of
from notifications.models import Mute, OutgoingEmail, Watch
from search import actions as search
from tickets.models import AccessLink, Ticket, TicketCc, TicketLink, TicketMessage
from tickets.querysets import TicketLinkQuerySet
from tickets.searchable import MessageSearchable

Kept = dict[str, Any]


def move_messages(loser: Ticket, into: Ticket) -> Kept:
    """They keep author and time, and get the survivor's next numbers."""
    taken = set(into.messages.values_list("client_key", flat=True))
    kept: list[Kept] = []
    for message in loser.messages.order_by("number"):
        key = str(message.client_key)
        kept.append({"pk": message.pk, "number": message.number, "key": key})
        if message.client_key in taken:
            message.client_key = uuid4()
        number(message, into)
    index(row["pk"] for row in kept)
    return {"messages": kept}


def return_messages(loser: Ticket, survivor: Ticket, kept: Kept) -> None:
    back = {row["pk"]: row for row in kept["messages"]}
    for message in survivor.messages.filter(pk__in=back):
        row = back[message.pk]
        message.ticket, message.number = loser, row["number"]
        message.client_key = row["key"]
        message.save(update_fields=["ticket", "number", "client_key"])
        search.remove(message)  # the first one is found with its ticket
    index(back)


def number(message: TicketMessage, ticket: Ticket) -> None:
    """The ticket's next message, whichever it was before."""
    ticket.message_count += 1
    message.ticket, message.number = ticket, ticket.message_count
    message.save(update_fields=["ticket", "number", "client_key"])


def index(messages: Iterable[int]) -> None:
    rows = TicketMessage.objects.filter(pk__in=list(messages))
    search.reindex(MessageSearchable().for_index(rows))


def move_people(loser: Ticket, into: Ticket) -> Kept:
    """CCs and access links; the loser's requester becomes a replying CC."""
    here = {cc.person_id: cc for cc in into.ccs.all()}
    theirs = list(loser.ccs.all())
    may_reply = {cc.person_id for cc in theirs if cc.can_reply} | {loser.requester_id}
    raised = [cc.pk for pk, cc in here.items() if pk in may_reply and not cc.can_reply]
    TicketCc.objects.filter(pk__in=raised).update(can_reply=True)
    known = {*here, into.requester_id}
    moved = [cc.pk for cc in theirs if cc.person_id not in known]
    TicketCc.objects.filter(pk__in=moved).update(ticket=into)
    let_in = []
    if loser.requester_id not in known:
        cc = TicketCc.objects.create(
            ticket=into, person=loser.requester, can_reply=True
        )
        let_in = [cc.pk]
    links = list(loser.access_links.values_list("pk", flat=True))
    AccessLink.objects.filter(pk__in=links).update(ticket=into)
    return {"ccs": moved, "raised": raised, "let_in": let_in, "access_links": links}


def return_people(loser: Ticket, survivor: Ticket, kept: Kept) -> None:
    ccs, links = survivor.ccs.all(), survivor.access_links.all()
    moved = kept["access_links"]
    if ccs.filter(pk__in=kept["let_in"]).delete()[0]:
        newer = links.filter(person=loser.requester_id).exclude(pk__in=moved)
        newer.delete()
    ccs.filter(pk__in=kept["raised"]).update(can_reply=False)
    ccs.filter(pk__in=kept["ccs"]).update(ticket=loser)
    links.filter(pk__in=moved).update(ticket=loser)


def move_mail(loser: Ticket, into: Ticket) -> Kept:
    """Followers, mutes, and the ledger with its threads and reply tokens."""
    watches = _unshared(Watch, loser, into, "person_id")
    mutes = _unshared(Mute, loser, into, "person_id", "reason")
    Watch.objects.filter(pk__in=watches).update(target_id=into.pk)
    Mute.objects.filter(pk__in=mutes).update(target_id=into.pk)
    rows = OutgoingEmail.objects.about(loser)
    mails = list(rows.values_list("pk", flat=True))
    rows.filter(thread=thread_of(loser)).update(thread=thread_of(into))
    OutgoingEmail.objects.filter(pk__in=mails).update(target_id=into.pk)
    return {"watches": watches, "mutes": mutes, "mails": mails}


def return_mail(loser: Ticket, survivor: Ticket, kept: Kept) -> None:
    _about(Watch, survivor).filter(pk__in=kept["watches"]).update(target_id=loser.pk)
    _about(Mute, survivor).filter(pk__in=kept["mutes"]).update(target_id=loser.pk)
    mails = OutgoingEmail.objects.filter(pk__in=kept["mails"])
    mails.update(target_id=loser.pk, thread=thread_of(loser))


def move_drafts(loser: Ticket, into: Ticket) -> Kept:
    """Who was writing on both finds both texts in the survivor's draft."""
    here = {(each.person_id, each.purpose): each for each in _about(Draft, into)}
    moved, joined = [], []
    for draft in _about(Draft, loser):
        begun = here.get((draft.person_id, draft.purpose))
        if begun is None:
            moved.append(draft.pk)
            continue
        joined.append(draft.pk)
        begun.body += _joined(draft)
        begun.save(update_fields=["body"])
    Draft.objects.filter(pk__in=moved).update(target_id=into.pk)
    return {"drafts": moved, "joined_drafts": joined}


def return_drafts(
    loser: Ticket, survivor: Ticket, kept: Kept, merged_at: datetime
) -> None:
    """What was typed on since the merge stays where it was typed."""
    drafts = _about(Draft, survivor).filter(updated_at__lte=merged_at)
    drafts.filter(pk__in=kept["drafts"]).update(target_id=loser.pk)
    for draft in _about(Draft, loser).filter(pk__in=kept["joined_drafts"]):
        about = {"person": draft.person_id, "purpose": draft.purpose}
        for begun in drafts.filter(**about):
            begun.body = begun.body.removesuffix(_joined(draft))
            begun.save(update_fields=["body"])


def move_links(loser: Ticket, into: Ticket) -> Kept:
    """To a ticket that the survivor is linked with already, or is, they stay."""
    return {"links": _point_links(TicketLink.objects.all(), loser, into)}


def return_links(loser: Ticket, survivor: Ticket, kept: Kept) -> None:
    moved = TicketLink.objects.filter(pk__in=kept["links"])
    _point_links(moved, survivor, loser)


def _point_links(links: TicketLinkQuerySet, of: Ticket, to: Ticket) -> list[int]:
    every = TicketLink.objects.select_related("source", "target")
    known = {to.pk, *(link.other(to).pk for link in every.of(to))}
    moved = []
    for link in links.select_related("source", "target").of(of):
        if link.other(of).pk in known:
            continue
        side = "source" if link.source_id == of.pk else "target"
        setattr(link, side, to)
        link.save(update_fields=[side])
        moved.append(link.pk)
    return moved


def move_details(loser: Ticket, into: Ticket) -> Kept:
    """What was filled in on the loser alone."""
    keys = [key for key in loser.custom if key not in into.custom]
    into.custom |= {key: loser.custom[key] for key in keys}
    return {"details": keys}


def return_details(loser: Ticket, survivor: Ticket, kept: Kept) -> None:
    for key in kept["details"]:
        if survivor.custom.get(key) == loser.custom.get(key):
            survivor.custom.pop(key, None)


def _joined(draft: Draft) -> str:
    return f"\n\n{draft.body}"


def _about(model: type[models.Model], ticket: Ticket) -> models.QuerySet[Any]:
    content_type = ContentType.objects.get_for_model(Ticket)
    return model._default_manager.filter(target_type=content_type, target_id=ticket.pk)


def _unshared(
    model: type[models.Model], loser: Ticket, into: Ticket, *fields: str
) -> list[int]:
    """Rows about the loser that the survivor does not have as well."""
    shared = set(_about(model, into).values_list(*fields))
    rows = _about(model, loser).values_list("pk", *fields)
    return [pk for pk, *rest in rows if tuple(rest) not in shared]
