"""What happens to tickets, and who hears of it: a file for each noun."""

from tickets.events.blocking import SenderBlocked, SenderUnblocked
from tickets.events.bulk import BulkChangeDone
from tickets.events.claiming import TicketClaimed, TicketReleased
from tickets.events.conversation import (
    AgentReplied,
    CustomerReplied,
    FollowUpOpened,
    NoteAdded,
    ReplyTakenBack,
    TicketAssigned,
    TicketOpened,
)
from tickets.events.correcting import RequesterChanged, SubjectChanged
from tickets.events.exports import ExportReady
from tickets.events.forms import DetailsChanged, FormChanged, FormRetired
from tickets.events.hearing import StaffEvent, TicketEvent
from tickets.events.holding import TicketHeld, TicketLetIn
from tickets.events.linking import TicketLinked, TicketUnlinked
from tickets.events.merging import MergeUndone, TicketMerged, TookIn, UnmergedFrom
from tickets.events.organizations import (
    MembershipChanged,
    OrganizationChanged,
    OrganizationDeleted,
    OrganizationMade,
)
from tickets.events.people import CcAdded, CcRemoved, LinkRequested
from tickets.events.rating import RatingAsked, TicketRated, TicketRatedLow
from tickets.events.redacting import (
    DetailsRedacted,
    MessageRedacted,
    NoteRedacted,
    RatingRedacted,
    SubjectRedacted,
)
from tickets.events.routing import (
    KindChanged,
    PriorityChanged,
    TagsChanged,
    TicketMoved,
)
from tickets.events.setting_aside import (
    MarkedSpam,
    TicketDeleted,
    TicketRestored,
    TicketTrashed,
    UnmarkedSpam,
)
from tickets.events.snoozing import TicketSnoozed, TicketWoken
from tickets.events.splitting import SplitOff, TicketSplit
from tickets.events.status import (
    StatusChanged,
    TicketClosed,
    TicketReopened,
    TicketSolved,
)

__all__ = [
    "AgentReplied",
    "BulkChangeDone",
    "CcAdded",
    "CcRemoved",
    "CustomerReplied",
    "DetailsChanged",
    "DetailsRedacted",
    "ExportReady",
    "FollowUpOpened",
    "FormChanged",
    "FormRetired",
    "KindChanged",
    "LinkRequested",
    "MarkedSpam",
    "MembershipChanged",
    "MergeUndone",
    "MessageRedacted",
    "NoteAdded",
    "NoteRedacted",
    "OrganizationChanged",
    "OrganizationDeleted",
    "OrganizationMade",
    "PriorityChanged",
    "RatingAsked",
    "RatingRedacted",
    "ReplyTakenBack",
    "RequesterChanged",
    "SenderBlocked",
    "SenderUnblocked",
    "SplitOff",
    "StaffEvent",
    "StatusChanged",
    "SubjectChanged",
    "SubjectRedacted",
    "TagsChanged",
    "TicketAssigned",
    "TicketClaimed",
    "TicketClosed",
    "TicketDeleted",
    "TicketEvent",
    "TicketHeld",
    "TicketLetIn",
    "TicketLinked",
    "TicketMerged",
    "TicketMoved",
    "TicketOpened",
    "TicketRated",
    "TicketRatedLow",
    "TicketReleased",
    "TicketReopened",
    "TicketRestored",
    "TicketSnoozed",
    "TicketSolved",
    "TicketSplit",
    "TicketTrashed",
    "TicketUnlinked",
    "TicketWoken",
    "TookIn",
    "UnmarkedSpam",
    "UnmergedFrom",
]
