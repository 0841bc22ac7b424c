"""Sets of rows: who sees them, and which of them."""

from tickets.querysets.bulk import BulkChangeQuerySet, BulkLineQuerySet
from tickets.querysets.desk import (
    MacroQuerySet,
    PresenceQuerySet,
    TicketExportQuerySet,
    TicketLinkQuerySet,
)
from tickets.querysets.form import TicketFieldQuerySet, TicketFormQuerySet
from tickets.querysets.message import CitationQuerySet, TicketMessageQuerySet
from tickets.querysets.people import (
    AccessLinkQuerySet,
    RatingQuerySet,
    agents_of,
    agents_of_private_team,
    followers_of,
)
from tickets.querysets.ticket import IS_UNSOLVED, SET_ASIDE, TagQuerySet, TicketQuerySet

__all__ = [
    "IS_UNSOLVED",
    "SET_ASIDE",
    "AccessLinkQuerySet",
    "BulkChangeQuerySet",
    "BulkLineQuerySet",
    "CitationQuerySet",
    "MacroQuerySet",
    "PresenceQuerySet",
    "RatingQuerySet",
    "TagQuerySet",
    "TicketExportQuerySet",
    "TicketFieldQuerySet",
    "TicketFormQuerySet",
    "TicketLinkQuerySet",
    "TicketMessageQuerySet",
    "TicketQuerySet",
    "agents_of",
    "agents_of_private_team",
    "followers_of",
]
