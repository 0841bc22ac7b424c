"""What of a ticket is put before others: its words, and what is covered in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from core.markdown import plain_text, split_quote
from core.masking import Mask, masked, masks_of
from tickets.details import all_fields
from tickets.models import Ticket, TicketField, TicketMessage

# the last ones, where there are more
OFFERED = 100
OWN_WORDS = (TicketField.Kind.TEXT, TicketField.Kind.LONG_TEXT)
TITLE_LENGTH = 200

# by what was found: what stands in its place, and whether it stays
Decided = Mapping[str, tuple[str, bool]]


@dataclass(frozen=True)
class Carried:
    """The words of an article, covered as far as its writer decided."""

    title: str
    body: str
    masks: list[Mask]
    # is there one that no page showed her?
    is_news: bool


def offered(ticket: Ticket) -> list[TicketMessage]:
    """Public messages in their order. No note, and nothing that was redacted."""
    rows = ticket.messages.public().filter(redacted_at=None).for_timeline()
    return list(rows.order_by("-number")[:OFFERED])[::-1]


def usual(messages: list[TicketMessage]) -> list[int]:
    """What it was opened with, and the last answer of an agent."""
    answers = [each.number for each in messages if each.author.is_agent]
    return [each.number for each in messages if each.number == 1] + answers[-1:]


def words_of(messages: Iterable[TicketMessage]) -> str:
    """The question, and below it what answered it."""
    asked, answered = both_sides(messages)
    parts = [(_("Question"), asked), (_("Answer"), answered)]
    return "\n\n".join(f"## {title}\n\n{words}" for title, words in parts if words)


def both_sides(messages: Iterable[TicketMessage]) -> tuple[str, str]:
    """What was asked, and what agents answered."""
    ordered = sorted(messages, key=lambda each: each.number)
    asked = [_words(each) for each in ordered if not each.author.is_agent]
    answered = [_words(each) for each in ordered if each.author.is_agent]
    return "\n\n".join(asked), "\n\n".join(answered)


def own_in(ticket: Ticket, text: str) -> list[Mask]:
    """What in a text is somebody's own, of all who take part in the ticket."""
    return masks_of(text, names=_names(ticket), details=_details(ticket))


def carried(
    ticket: Ticket,
    messages: Iterable[TicketMessage],
    title: str,
    *,
    more: Iterable[str],
    decided: Decided,
) -> Carried:
    """`more` are words that whoever writes it wants covered, too."""
    body = words_of(messages)
    details = [*more, *_details(ticket)]
    found = masks_of(f"{title}\n\n{body}", names=_names(ticket), details=details)
    masks = [_as_decided(mask, decided) for mask in found]
    return Carried(
        masked(title, masks)[:TITLE_LENGTH],
        masked(body, masks),
        masks,
        is_news=any(found_key(mask.found) not in decided for mask in found),
    )


def found_key(found: str) -> str:
    """A browser may send other line ends than it was given."""
    return " ".join(found.split())


def _as_decided(mask: Mask, decided: Decided) -> Mask:
    cover, is_kept = decided.get(found_key(mask.found), (mask.cover, False))
    return replace(mask, cover=mask.found if is_kept else cover)


def _words(message: TicketMessage) -> str:
    """As it was written; of a mail what is new in it."""
    if message.source_format == TicketMessage.Format.MARKDOWN:
        return message.body
    return plain_text(split_quote(message.body_html)[0])


def _names(ticket: Ticket) -> Iterator[str]:
    yield ticket.requester.display_name
    if ticket.assignee:
        yield ticket.assignee.display_name
    names = "person__display_name"
    yield from ticket.ccs.values_list(names, flat=True)
    yield from ticket.messages.values_list("author__display_name", flat=True).distinct()


def _details(ticket: Ticket) -> Iterator[str]:
    """What was typed into its form, and the organisation."""
    if ticket.organization:
        yield ticket.organization.name
    known = all_fields()
    for key, value in ticket.custom.items():
        if key in known and known[key].kind in OWN_WORDS:
            yield from value.splitlines()
