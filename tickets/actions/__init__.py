from tickets.actions.claiming import claim_ticket, release_ticket
from tickets.actions.comparing import Stale, change_shown
from tickets.actions.conversation import add_note, open_ticket, reply_to_ticket
from tickets.actions.correcting import set_requester, set_subject
from tickets.actions.details import set_details
from tickets.actions.following import follow_ticket, unfollow_ticket
from tickets.actions.holding import hold_ticket, let_ticket_in
from tickets.actions.linking import link_tickets, unlink_tickets
from tickets.actions.merging import merge_all, merge_tickets, undo_merge
from tickets.actions.outdated import Finished, Outdated
from tickets.actions.participants import add_cc, remove_cc, request_link, request_links
from tickets.actions.rating import ask_for_rating, rate_ticket
from tickets.actions.redacting import (
    redact_details,
    redact_file,
    redact_message,
    redact_rating,
    redact_subject,
)
from tickets.actions.routing import (
    assign,
    move_to_team,
    set_kind,
    set_priority,
)
from tickets.actions.setting_aside import (
    delete_ticket,
    mark_spam,
    restore_ticket,
    trash_ticket,
    unmark_spam,
)
from tickets.actions.snoozing import snooze_ticket, wake_ticket
from tickets.actions.splitting import split_ticket
from tickets.actions.status import (
    close_ticket,
    mark_open,
    mark_pending,
    put_on_hold,
    reopen_ticket,
    solve_ticket,
)
from tickets.actions.tags import set_tags
from tickets.actions.taking_back import take_back_reply

__all__ = [
    "Finished",
    "Outdated",
    "Stale",
    "add_cc",
    "add_note",
    "ask_for_rating",
    "assign",
    "change_shown",
    "claim_ticket",
    "close_ticket",
    "delete_ticket",
    "follow_ticket",
    "hold_ticket",
    "let_ticket_in",
    "link_tickets",
    "mark_open",
    "mark_pending",
    "mark_spam",
    "merge_all",
    "merge_tickets",
    "move_to_team",
    "open_ticket",
    "put_on_hold",
    "rate_ticket",
    "redact_details",
    "redact_file",
    "redact_message",
    "redact_rating",
    "redact_subject",
    "release_ticket",
    "remove_cc",
    "reopen_ticket",
    "reply_to_ticket",
    "request_link",
    "request_links",
    "restore_ticket",
    "set_details",
    "set_kind",
    "set_priority",
    "set_requester",
    "set_subject",
    "set_tags",
    "snooze_ticket",
    "solve_ticket",
    "split_ticket",
    "take_back_reply",
    "trash_ticket",
    "undo_merge",
    "unfollow_ticket",
    "unlink_tickets",
    "unmark_spam",
    "wake_ticket",
]
