from tickets.models.bulk import BulkChange, BulkLine
from tickets.models.citation import Citation
from tickets.models.export import TicketExport
from tickets.models.form import VALUE_LENGTH, TicketDetail, TicketField, TicketForm
from tickets.models.link import TicketLink
from tickets.models.macro import Macro
from tickets.models.merging import Merge
from tickets.models.message import UNDO_FOR, TicketMessage
from tickets.models.people import AccessLink, TicketCc
from tickets.models.presence import Presence
from tickets.models.rating import Rating
from tickets.models.ticket import NEVER, UNSOLVED, Tag, Ticket
from tickets.models.view import View
from tickets.querysets import SET_ASIDE

__all__ = [
    "NEVER",
    "SET_ASIDE",
    "UNDO_FOR",
    "UNSOLVED",
    "VALUE_LENGTH",
    "AccessLink",
    "BulkChange",
    "BulkLine",
    "Citation",
    "Macro",
    "Merge",
    "Presence",
    "Rating",
    "Tag",
    "Ticket",
    "TicketCc",
    "TicketDetail",
    "TicketExport",
    "TicketField",
    "TicketForm",
    "TicketLink",
    "TicketMessage",
    "View",
]
