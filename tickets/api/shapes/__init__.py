"""What several routers take and give; those of one stand with it."""

from tickets.api.shapes.bulk import (
    BulkAllIn,
    BulkChangeOut,
    BulkIn,
    BulkOut,
    ChangesIn,
)
from tickets.api.shapes.events import EventsOut
from tickets.api.shapes.fields import (
    AssignIn,
    DetailsIn,
    KindIn,
    PriorityIn,
    RedactTicketIn,
    SnoozeIn,
    SubjectIn,
    TagsIn,
    TeamIn,
)
from tickets.api.shapes.messages import (
    FileOut,
    MessageOut,
    MessagesOut,
    RedactIn,
    ReplyIn,
    Written,
)
from tickets.api.shapes.parsing import Keys, parsed
from tickets.api.shapes.people import CcIn, CcOut, RecipientOut, RequesterIn
from tickets.api.shapes.tickets import (
    NumberOut,
    Seen,
    SeenOrGone,
    SeenOrNumber,
    TagsOut,
    TicketIn,
    TicketOut,
    TicketsOut,
    WorkedTicketOut,
)

__all__ = [
    "AssignIn",
    "BulkAllIn",
    "BulkChangeOut",
    "BulkIn",
    "BulkOut",
    "CcIn",
    "CcOut",
    "ChangesIn",
    "DetailsIn",
    "EventsOut",
    "FileOut",
    "Keys",
    "KindIn",
    "MessageOut",
    "MessagesOut",
    "NumberOut",
    "PriorityIn",
    "RecipientOut",
    "RedactIn",
    "RedactTicketIn",
    "ReplyIn",
    "RequesterIn",
    "Seen",
    "SeenOrGone",
    "SeenOrNumber",
    "SnoozeIn",
    "SubjectIn",
    "TagsIn",
    "TagsOut",
    "TeamIn",
    "TicketIn",
    "TicketOut",
    "TicketsOut",
    "WorkedTicketOut",
    "Written",
    "parsed",
]
