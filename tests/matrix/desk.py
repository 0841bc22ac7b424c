"""The desk: what agents do to tickets, and the ledger of all mail."""

from tests.matrix.files import picture
from tests.matrix.tables import Fields, Form
from tests.matrix.world import World

KEY = "1c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  . . . . . . | GET mail:ledger desk:queue desk:new
    desk:bulk-all desk:all-tags | -
L L x x x x x x  . . . . . . | GET mail:mail | public-mail note-mail guest-mail
L L x x x x x x  - . - - - . | GET mail:mail | private-mail
L L x x x x x x  - - - - - - | GET mail:mail | no-mail
L L x x x x x x  x x x x x > | POST mail:resend | public-mail
L L x x x x x x  x x x x x - | POST mail:resend | no-mail
L L x x x x x x  > > > > > > | GET desk:start desk:next desk:news
    desk:bulk desk:merge-ticked | -
L L x x x x x x  > > > > > > | POST desk:new desk:bulk desk:bulk-all
    desk:export-start | -
L L x x x x x x  > > > > > > | POST desk:merge-ticked | -
L L x x x x x x  . - - - - - | GET desk:export desk:export-file | agents-export
L L x x x x x x  - - - - - - | GET desk:export desk:export-file | no-export
L L x x x x x x  . - - - - - | GET desk:bulk-change | agents-bulk-change
L L x x x x x x  - - - - - - | GET desk:bulk-change | no-bulk-change
L L x x x x x x  . . . . . . | GET desk:ticket desk:requester |
    own-ticket spam-ticket trash-ticket
L L x x x x x x  - . - - - . | GET desk:ticket desk:requester | private-ticket
L L x x x x x x  - - - - - - | GET desk:ticket desk:requester | no-ticket
L L x x x x x x  > > > > > > | POST desk:reply desk:uncc desk:assign desk:team
    desk:priority desk:kind desk:tags desk:subject desk:requester desk:cc desk:solve
    desk:open desk:pending desk:hold desk:spam desk:trash | own-ticket
L L x x x x x x  - > - - - > | POST desk:reply desk:note desk:team desk:priority
    desk:kind desk:tags desk:subject desk:requester desk:cc desk:solve desk:open
    desk:pending desk:hold desk:spam desk:not-spam desk:trash
    desk:restore | private-ticket
L L x x x x x x  x x x x x x | POST desk:reply | closed-ticket spam-ticket
L L x x x x x x  > > > > > > | POST desk:note | own-ticket trash-ticket
L L x x x x x x  > > > > > > | POST desk:reply-draft desk:note-draft |
    own-ticket closed-ticket spam-ticket
L L x x x x x x  > > > > > > | POST desk:presence | own-ticket closed-ticket spam-ticket
L L x x x x x x  - > - - - > | POST desk:presence | private-ticket
L L x x x x x x  - > - - - > | POST desk:reply-draft desk:note-draft | private-ticket
L L x x x x x x  > x x x x x | POST desk:undo | agents-reply
L L x x x x x x  x x x x x x | POST desk:undo | owners-message
L L x x x x x x  . . . . . . | GET desk:redact | agents-reply owners-message
L L x x x x x x  > > > > > > | POST desk:redact | agents-reply
L L x x x x x x  - . - - - . | GET desk:redact | private-message
L L x x x x x x  . . . . . . | GET desk:redact-ticket | own-ticket spam-ticket
L L x x x x x x  - . - - - . | GET desk:redact-ticket | private-ticket
L L x x x x x x  > > > > > > | POST desk:redact-ticket | own-ticket
L L x x x x x x  - > - - - > | POST desk:redact-ticket | private-ticket
L L x x x x x x  ? ? ? ? ? ? | POST desk:redact | owners-message
L L x x x x x x  - ? - - - ? | POST desk:redact | private-message
L L x x x x x x  - - - - - - | POST desk:redact | no-ticket
L L x x x x x x  - - - - - - | POST desk:uncc | private-ticket
L L x x x x x x  x x x x x x | POST desk:uncc desk:cc desk:requester | spam-ticket
L L x x x x x x  - ? - - - ? | POST desk:assign | private-ticket
L L x x x x x x  > > > > > > | POST desk:solve | solved-ticket
L L x x x x x x  > > > > > > | POST desk:reopen desk:release desk:wake | own-ticket
L L x x x x x x  x x x x x x | POST desk:close desk:delete | own-ticket
L L x x x x x x  - x - - - x | POST desk:reopen desk:close desk:delete | private-ticket
L L x x x x x x  > > > > > > | POST desk:reopen desk:close | solved-ticket
L L x x x x x x  > > > > > > | POST desk:not-spam | spam-ticket
L L x x x x x x  > > > > > > | POST desk:let-in desk:spam desk:trash | held-ticket
L L x x x x x x  x x x x x x | POST desk:let-in | own-ticket spam-ticket
L L x x x x x x  x x x x x x | POST desk:reply desk:cc desk:solve | held-ticket
L L x x x x x x  . . . . . . | GET desk:ticket | held-ticket
L L x x x x x x  > > > > > > | POST desk:restore | trash-ticket
L L x x x x x x  x x x x x > | POST desk:delete | trash-ticket
L L x x x x x x  > > > > > > | POST desk:claim | own-ticket
L L x x x x x x  - > - - - > | POST desk:claim | private-ticket
L L x x x x x x  x x x x x x | POST desk:claim | solved-ticket spam-ticket
L L x x x x x x  > x x x x x | POST desk:release | claimed-ticket
L L x x x x x x  > > > > > > | POST desk:link | own-ticket
L L x x x x x x  - > - - - > | POST desk:link | private-ticket
L L x x x x x x  > > > > > > | POST desk:unlink | linked-ticket
L L x x x x x x  - - - - - - | POST desk:link desk:unlink | no-ticket
L L x x x x x x  . . . . . . | GET desk:details | own-ticket spam-ticket
L L x x x x x x  - . - - - . | GET desk:details | private-ticket
L L x x x x x x  > > > > > > | POST desk:details | own-ticket
L L x x x x x x  - > - - - > | POST desk:details | private-ticket
L L x x x x x x  x x x x x . | GET form_settings:list form_settings:new | -
L L x x x x x x  x x x x x > | POST form_settings:new | -
L L x x x x x x  x x x x x . | GET form_settings:edit form_settings:new-field |
    spare-form
L L x x x x x x  x x x x x - | GET form_settings:edit form_settings:new-field | no-slug
L L x x x x x x  x x x x x > | POST form_settings:edit form_settings:raise
    form_settings:delete form_settings:new-field | spare-form
L L x x x x x x  x x x x x - | POST form_settings:edit form_settings:raise
    form_settings:delete form_settings:new-field | no-slug
L L x x x x x x  x x x x x . | GET form_settings:field | spare-field
L L x x x x x x  x x x x x > | POST form_settings:field form_settings:raise-field
    form_settings:delete-field | spare-field
L L x x x x x x  x x x x x - | POST form_settings:field form_settings:raise-field
    form_settings:delete-field | no-field
L L x x x x x x  > > > > > > | POST desk:snooze | own-ticket
L L x x x x x x  - > - - - > | POST desk:snooze | private-ticket
L L x x x x x x  x x x x x x | POST desk:snooze | solved-ticket spam-ticket
L L x x x x x x  > > > > > > | POST desk:wake | snoozed-ticket
L L x x x x x x  > > > > > > | POST desk:follow desk:unfollow | own-ticket
L L x x x x x x  - > - - - > | POST desk:follow desk:unfollow | private-ticket
L L x x x x x x  . . . . . . | GET desk:macros desk:macro-new | -
L L x x x x x x  > > > > > > | POST desk:macro-new | -
L L x x x x x x  . - - - - - | GET desk:macro-edit | agents-macro
L L x x x x x x  x - . - - . | GET desk:macro-edit | teams-macro
L L x x x x x x  x x x x x . | GET desk:macro-edit | shared-macro
L L x x x x x x  > - - - - - | POST desk:macro-edit desk:macro-delete | agents-macro
L L x x x x x x  x - > - - > | POST desk:macro-edit desk:macro-delete | teams-macro
L L x x x x x x  x x x x x > | POST desk:macro-edit desk:macro-delete | shared-macro
L L x x x x x x  - - - - - - | GET desk:macro-edit | no-macro
L L x x x x x x  - - - - - - | POST desk:macro-delete | no-macro
L L x x x x x x  > > > > > > | POST desk:macro desk:changes | own-ticket spam-ticket
L L x x x x x x  - > - - - > | POST desk:macro desk:changes | private-ticket
L L x x x x x x  . . . . . . | GET desk:views desk:view-new | -
L L x x x x x x  > > > > > > | POST desk:view-new | -
L L x x x x x x  . - - - - - | GET desk:view-edit | agents-view
L L x x x x x x  x - . - - . | GET desk:view-edit | teams-view
L L x x x x x x  x x x x x . | GET desk:view-edit | shared-view
L L x x x x x x  > - - - - - | POST desk:view-edit desk:view-delete | agents-view
L L x x x x x x  x - > - - > | POST desk:view-edit desk:view-delete | teams-view
L L x x x x x x  x x x x x > | POST desk:view-edit desk:view-delete | shared-view
L L x x x x x x  - - - - - - | GET desk:view-edit | no-view
L L x x x x x x  - - - - - - | POST desk:view-delete | no-view
L L x x x x x x  . . . . . . | GET desk:articles desk:colleagues | own-ticket
L L x x x x x x  - . - - - . | GET desk:articles desk:colleagues | private-ticket
L L x x x x x x  > > > > > > | POST desk:articles desk:colleagues | own-ticket
L L x x x x x x  - > - - - > | POST desk:articles desk:colleagues | private-ticket
L L x x x x x x  x x x x x x | GET desk:articles | closed-ticket spam-ticket
L L x x x x x x  . . . . . . | GET desk:split | own-ticket
L L x x x x x x  x x x x x x | GET desk:split | spam-ticket
L L x x x x x x  > > > > > > | POST desk:split | own-ticket
L L x x x x x x  - ? - - - ? | POST desk:split | private-ticket
L L x x x x x x  - - - - - - | POST desk:split | no-ticket
L L x x x x x x  . . . . . . | GET desk:merge | own-ticket
L L x x x x x x  - . - - - . | GET desk:merge | private-ticket
L L x x x x x x  x x x x x x | GET desk:merge | spam-ticket
L L x x x x x x  > > > > > > | POST desk:merge | merging-ticket
L L x x x x x x  - > - - - > | POST desk:merge | private-ticket
L L x x x x x x  - - - - - - | POST desk:unmerge | no-ticket
L L x x x x x x  > > > > > > | POST desk:unmerge | own-ticket
L L x x x x x x  > > > > > > | POST desk:unmerge | merged-ticket
"""


def shared_macro(world: World) -> Fields:
    return {"macro": world.rows["shared-macro"].pk, "body": "Dear you."}


def macro(world: World) -> Fields:
    return {
        "title": "Water first",
        "audience": "mine",
        "purpose": "reply",
        "body": "Dear {{ customer.name }}",
        "status": "pending",
        "priority": "high",
        "team": world.rows["team"].pk,
        "assignee": world.people["lead"].pk,
        "assigns_sender": "",
        "tags": "fire, hot",
        "client_key": KEY,
    }


def view(world: World) -> Fields:
    return {
        "name": "Fires",
        "audience": "mine",
        "sort": "-priority",
        "columns": ["status", "due"],
        "status": "unsolved",
        "priority": "urgent",
        "kind": "incident",
        "channel": "mail",
        "team": "mine",
        "assignee": "nobody",
        "requester": "me",
        "organization": "Harbour Ltd",
        "tag": "fire",
        "created": "last 7 days",
        "updated": "today",
        "solved": "today",
        "due": "today",
        "snoozed": "no",
        "client_key": KEY,
    }


def macro_in_draft(world: World) -> Fields:
    """As text: a draft keeps it as it is, and who may use it is asked when it shows."""
    return {"macro": str(world.rows["shared-macro"].pk), "changes": ["tags:hot"]}


FORMS = {
    "desk:view-new": Form("agent", fields=view),
    "desk:view-edit": Form("agent", "agents-view", fields=view),
    "desk:view-delete": Form("agent", "agents-view"),
    "desk:macro-new": Form("agent", fields=macro),
    "desk:macro-edit": Form("agent", "agents-macro", fields=macro),
    "desk:macro-delete": Form("agent", "agents-macro"),
    "desk:macro": Form("agent", "own-ticket", fields=shared_macro),
    "desk:changes": Form(
        "agent",
        "own-ticket",
        fields=lambda world: shared_macro(world) | {"changes": ["priority:high"]},
    ),
    "desk:new": Form(
        "agent",
        fields=lambda world: {
            "email": "caller@example.com",
            "name": "Cal Caller",
            "subject": "A call",
            "body": "She called.",
            "channel": "phone",
            "team": world.rows["team"].pk,
            "priority": "high",
            "form": "device",
            "custom.serial": "A7",
            "attachments": picture(),
            "client_key": KEY,
        },
    ),
    "desk:bulk": Form(
        "agent",
        fields=lambda world: {
            "tickets": [world.rows["own-ticket"].pk],
            "queue": "view=mine",
            "status": "pending",
            "assignee": world.people["lead"].pk,
            "team": world.rows["team"].pk,
            "priority": "high",
            "kind": "incident",
            "add_tags": "fire, hot",
            "remove_tags": "cold",
            "body": "To each of you.",
            "step": "do",
            "client_key": KEY,
        },
    ),
    "desk:bulk-all": Form(
        "agent",
        fields=lambda world: {
            "queue": "view=mine",
            "newest": "999999",
            "status": "pending",
            "assignee": world.people["lead"].pk,
            "team": world.rows["team"].pk,
            "priority": "high",
            "kind": "incident",
            "add_tags": "fire, hot",
            "remove_tags": "cold",
            "body": "To each of you.",
            "step": "do",
            "client_key": KEY,
        },
    ),
    "desk:export-start": Form(
        "agent", fields=lambda world: {"queue": "view=mine", "client_key": KEY}
    ),
    "desk:reply": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {
            "body": "Look here.",
            "attachments": picture(),
            "then": "pending",
            "no_file": "on",
            "chosen": "on",
            "queue": "view=mine",
            "seen": "",
            "macro": world.rows["shared-macro"].pk,
            "changes": ["priority:high", "tags:hot"],
            "client_key": KEY,
        },
    ),
    "desk:note": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {
            "body": "Odd.",
            "attachments": picture(),
            "macro": world.rows["shared-macro"].pk,
            "changes": ["tags:hot"],
            "client_key": KEY,
        },
    ),
    "desk:articles": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {"body": "Look", **macro_in_draft(world)},
    ),
    "desk:colleagues": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {"body": "Od", **macro_in_draft(world)},
    ),
    "desk:reply-draft": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {
            "body": "Look",
            "insert": "here",
            **macro_in_draft(world),
        },
    ),
    "desk:note-draft": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {"body": "Od", **macro_in_draft(world)},
    ),
    "desk:presence": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {"state": "writing", "seen": "1", "told": "0"},
    ),
    "desk:undo": Form("agent", "agents-reply"),
    "desk:redact-ticket": Form(
        "agent", "own-ticket", fields=lambda world: {"subject": "on"}
    ),
    "desk:redact": Form(
        "agent",
        "agents-reply",
        fields=lambda world: {
            "text": "on",
            "attachments": world.rows["public-file"].key,
        },
    ),
    "desk:merge": Form(
        "agent",
        "merging-ticket",
        fields=lambda world: {
            "into": world.rows["survivor-ticket"].pk,
            "tell": "on",
        },
    ),
    "desk:merge-ticked": Form(
        "agent",
        fields=lambda world: {
            "tickets": [
                world.rows[f"{name}-ticket"].pk for name in ("merging", "survivor")
            ],
            "into": world.rows["survivor-ticket"].pk,
            "tell": "on",
            "queue": "view=mine",
        },
    ),
    "desk:split": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {
            "messages": "2",
            "subject": "Another matter",
            "email": "split.off@example.com",
            "tell": "on",
            "client_key": KEY,
        },
    ),
    "desk:unmerge": Form("agent", "merged-ticket"),
    "desk:uncc": Form("agent", "own-ticket"),
    "desk:assign": Form(
        "agent", "own-ticket", fields=lambda world: {"to": world.people["lead"].pk}
    ),
    "desk:team": Form(
        "agent", "own-ticket", fields=lambda world: {"team": world.rows["private"].pk}
    ),
    "desk:priority": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {"priority": "urgent", "was": "normal"},
    ),
    "desk:kind": Form("agent", "own-ticket", fields=lambda world: {"kind": "incident"}),
    "desk:tags": Form(
        "agent", "own-ticket", fields=lambda world: {"tags": "fire, hot", "was": "cold"}
    ),
    "desk:subject": Form(
        "agent", "own-ticket", fields=lambda world: {"subject": "Fire"}
    ),
    "desk:requester": Form(
        "agent", "own-ticket", fields=lambda world: {"email": "pia@pier.example"}
    ),
    "desk:cc": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {"email": "new.cc@example.com", "can_reply": "on"},
    ),
    "desk:solve": Form(
        "agent", "own-ticket", fields=lambda world: {"seen": "", "queue": "view=mine"}
    ),
    "desk:claim": Form("agent", "own-ticket"),
    "desk:release": Form("agent", "claimed-ticket"),
    "desk:link": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {
            "kind": "duplicate",
            "other": str(world.rows["solved-ticket"].pk),
        },
    ),
    "desk:details": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {
            "form": "device",
            "was": "device",
            "custom.device": "Phone",
            "was.device": "",
            "custom.serial": "A7",
        },
    ),
    "form_settings:new": Form(
        fields=lambda world: {
            "title": "Refund",
            "slug": "refund",
            "description": "£",
            "team": world.rows["team"].pk,
        }
    ),
    "form_settings:edit": Form(
        thing="spare-form",
        fields=lambda world: {
            "title": "Refund",
            "slug": "refund",
            "description": "£",
            "team": world.rows["team"].pk,
        },
    ),
    "form_settings:raise": Form(thing="spare-form"),
    "form_settings:delete": Form(thing="spare-form"),
    "form_settings:new-field": Form(
        thing="spare-form",
        fields=lambda world: {
            "label": "Colour",
            "kind": "choice",
            "help": "Of the lamp",
            "is_required": "on",
            "options": "Red\nGreen",
            "shown_when": "floor",
            "shown_value": "2",
        },
    ),
    "form_settings:field": Form(
        thing="spare-field",
        fields=lambda world: {
            "label": "Storey",
            "help": "Of the lamp",
            "is_required": "on",
            "options": "",
            "shown_when": "room",
            "shown_value": "2",
        },
    ),
    "form_settings:raise-field": Form(thing="spare-field"),
    "form_settings:delete-field": Form(thing="spare-field"),
    "desk:unlink": Form("agent", "linked-ticket"),
    "desk:snooze": Form(
        "agent",
        "own-ticket",
        fields=lambda world: {"until": "tomorrow", "hour": "08:00"},
    ),
    "desk:wake": Form("agent", "snoozed-ticket"),
    "desk:follow": Form("agent", "own-ticket"),
    "desk:unfollow": Form("agent", "own-ticket"),
    "desk:open": Form("agent", "own-ticket"),
    "desk:pending": Form("agent", "own-ticket"),
    "desk:hold": Form("agent", "own-ticket"),
    "desk:reopen": Form("agent", "solved-ticket"),
    "desk:close": Form("agent", "solved-ticket"),
    "desk:spam": Form("agent", "own-ticket"),
    "desk:let-in": Form("agent", "held-ticket"),
    "desk:not-spam": Form("agent", "spam-ticket"),
    "desk:trash": Form("agent", "own-ticket"),
    "desk:restore": Form("agent", "trash-ticket"),
    "desk:delete": Form("admin", "trash-ticket"),
    "mail:resend": Form("admin", "public-mail"),
}
