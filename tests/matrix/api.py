"""The API: rows as in the other tables, each person by a token with every scope.

Visitors and guests have none, whatever cookies they send.
"""

from datetime import timedelta

from django.utils import timezone

from tests.matrix import api_forums
from tests.matrix.tables import Fields, cells

TABLE = """
v g o k s c w h  a t l W R A
u u . . . . . .  . . . . . . | GET me teams agents tickets forms | -
u u . . - . . -  . . . . . . | GET ticket messages ccs events | own-ticket
u u - - . - - -  - . - - - . | GET ticket messages events | private-ticket
u u - - - - - -  . . . . . . | GET ticket messages | spam-ticket trash-ticket
u u - - - - - -  - - - - - - | GET ticket messages | no-ticket
u u . . - . . -  . . . . . . | GET file | public-file
u u - - - - - -  . . . . . . | GET file | note-file
u u - - - - - -  - - - - - - | GET file | redacted-file
u u . . . . . .  . . . . . . | POST new-ticket | -
u u . x - . x -  . . . . . . | POST reply solve | own-ticket
u u - - . - - -  - . - - - . | POST reply cc | private-ticket
u u - - - - - -  x x x x x x | POST reply | spam-ticket
u u . x - x x -  . . . . . . | POST cc uncc | own-ticket
u u - - - - - -  . . . . . . | POST note assign team priority kind tags subject
    requester details open pending hold spam trash | own-ticket
u u - - - - - -  - . - - - . | POST note priority kind tags subject requester
    spam trash | private-ticket
u u - - - - - -  x x x x x x | POST requester | spam-ticket
u u . x - - - -  . . . . . . | POST reopen | solved-ticket
u u - - - - - -  . . . . . . | POST claim follow unfollow | own-ticket
u u - - - - - -  . . . . . . | POST merge | merging-ticket
u u - - - - - -  ? ? ? ? ? ? | GET preview-merge | own-ticket
u u - - - - - -  - ? - - - ? | GET preview-merge | private-ticket
u u - - - - - -  . . . . . . | POST split | own-ticket
u u - - - - - -  - ? - - - ? | POST split | private-ticket
u u - - - - - -  . . . . . . | POST unmerge | merged-ticket own-ticket
u u - - - - - -  - . - - - . | POST unmerge | private-ticket
u u - - - - - -  - - - - - - | POST merge | no-ticket
u u - - - - - -  . . . . . . | POST wake | snoozed-ticket
u u - - - - - -  . x x x x x | POST release | claimed-ticket
u u - - - - - -  . . . . . . | POST close | solved-ticket
u u - - - - - -  . . . . . . | POST not-spam | spam-ticket
u u - - - - - -  . . . . . . | POST let-in | held-ticket
u u - - - - - -  . . . . . . | GET ticket messages | held-ticket
u u - - - - - -  . . . . . . | POST restore | trash-ticket
u u - - - - - -  x x x x x . | POST delete | trash-ticket
u u - - - - - -  . . . . . . | GET drafts links recipients company articles |
    own-ticket
u u - - - - - -  - . - - - . | GET drafts links recipients company articles |
    private-ticket
u u - - - - - -  . . . . . . | POST reply-draft note-draft presence snooze
    link | own-ticket
u u - - - - - -  - . - - - . | POST reply-draft note-draft presence snooze
    link | private-ticket
u u - - - - - -  x x x x x x | POST snooze | solved-ticket
u u - - - - - -  . . . . . . | POST unlink | linked-ticket
u u x x - x x -  _ x x x x x | POST undo | agents-reply
u u x x - x x -  x x x x x x | POST undo | owners-message
u u - - x - - -  - x - - - x | POST undo | private-message
u u - - - - - -  . . . . . . | POST redact redact-ticket | own-ticket
u u - - - - - -  - . - - - . | POST redact redact-ticket | private-ticket
u u - - - - - -  - - - - - - | GET rating | own-ticket
u u . - - - - -  . . . . . . | GET rating | rated-ticket
u u . x - - - -  x x x x x x | POST rate | answered-ticket
u u x x x x x x  . . . . . . | POST bulk bulk-preview bulk-all export-start | -
u u - - - - - -  . - - - - - | GET export export-file | agents-export
u u - - - - - -  . - - - - - | GET bulk-change | agents-bulk-change
u u x x x x x x  x x x x x . | GET form | spare-form
u u x x x x x x  x x x x x - | GET form | no-slug
u u x x x x x x  x x x x x . | POST new-form | -
u u x x x x x x  x x x x x . | POST edit-form raise-form delete-form new-field |
    spare-form
u u x x x x x x  x x x x x . | POST edit-field raise-field delete-field | spare-field
u u x x x x x x  x x x x x - | POST edit-field delete-field | no-field
u u . . . . . .  . . . . . . | GET macros views | -
u u x x x x x x  . . . . . . | GET view-counts all-tags | -
u u x x x x x x  . . . . . . | POST new-macro new-view | -
u u - - - - - -  . - - - - - | POST edit-macro delete-macro | agents-macro
u u - - - - - -  x - . - - . | POST edit-macro delete-macro | teams-macro
u u - - - - - -  x x x x x . | POST edit-macro delete-macro | shared-macro
u u - - - - - -  . - - - - - | POST edit-view delete-view | agents-view
u u - - - - - -  x - . - - . | POST edit-view delete-view | teams-view
u u - - - - - -  x x x x x . | POST edit-view delete-view | shared-view
u u - - - - - -  . . . . . . | POST macro | own-ticket
u u - - - - - -  - . - - - . | POST macro | private-ticket
u u x x x x x x  . . . . . . | GET person | person-owner person-merged
u u x x x x x x  - - - - - - | GET person | no-person
u u x x x x x x  . . . . . . | POST add-address remove-address | person-owner
u u x x x x x x  x x x x x x | POST add-address remove-address | person-admin
u u x x x x x x  - - - - - - | POST add-address merge-people | no-person
u u x x x x x x  . . . . . . | POST merge-people | person-twin person-merged
u u x x x x x x  ? ? ? ? ? ? | POST merge-people | person-owner
u u x x x x x x  x x x x x x | POST merge-people unmerge-people | person-admin
u u x x x x x x  . . . . . . | POST unmerge-people | person-merged person-owner
u u x x x x x x  ? ? ? ? ? ? | GET preview-people | person-owner
u u . . . . . .  . . . . . . | GET following | -
u u . - - - - -  - - - - - - | POST choose-mail forget-watch | owners-watch
u u x x x x x x  x x x x x . | GET webhooks | -
u u x x x x x x  x x x x x . | POST new-webhook | -
u u x x x x x x  x x x x x . | GET webhook deliveries | webhook
u u x x x x x x  x x x x x - | GET webhook deliveries | no-webhook
u u x x x x x x  x x x x x . | POST edit-webhook delete-webhook test-webhook | webhook
u u x x x x x x  x x x x x - | POST edit-webhook delete-webhook test-webhook |
    no-webhook
u u x x x x x x  x x x x x . | POST resend-delivery | webhooks-delivery
u u x x x x x x  . . . . . . | GET organizations | -
u u x x x x x x  x x x x x . | POST new-organization | -
u u x x x x x x  . . . . . . | GET organization members | organization
u u x x x x x x  - - - - - - | GET organization members | no-organization
u u x x x x x x  x x x x x . | POST edit-organization delete-organization | organization
u u x x x x x x  - - - - - - | POST edit-organization delete-organization |
    no-organization
u u x x x x x x  . . . . . . | POST set-organization | person-owner person-guest
u u x x x x x x  x x x x x . | POST set-organization | person-admin
u u x x x x x x  x x x x x . | GET blocked | -
u u x x x x x x  . . . . . . | POST block | person-owner person-guest
u u x x x x x x  x x x x x x | POST block | person-admin
u u x x x x x x  x x x x x . | POST unblock | blocked person-owner
u u x x x x x x  - - - - - - | POST block unblock | no-person
u u x x x x x x  - - - - - - | POST set-organization | no-person
u u . . . . . .  . . . . . . | GET article-list categories | -
u u . . . . . .  . . . . . . | GET article translations comments | article
u u . . - - - -  . . . . . . | GET article translations comments | harbour-article
u u - - - - - -  . . . . . . | GET article translations | agents-article
u u - - - - - -  - - - . . . | GET article translations comments | draft
u u - - - - - -  - - - . . . | GET translation | article
u u - - - - - -  - - - - - - | GET translation | draft
u u x x x x x x  x x x . . . | POST translate | article
u u - - - - - -  - - - . . . | POST confirm-translation | article
u u - - - - - -  - - - - - - | POST confirm-translation | draft
u u x x x x x x  x x x . . . | GET revisions revision | article
u u - - - - - -  - - - . . . | GET revisions revision | draft
u u x x x x x x  x x x . . . | POST new-article bulk-articles | -
u u x x x x x x  x x x . . . | POST place-article | article
u u - - - - - -  - - - . . . | POST place-article | draft
u u x x x x x x  x x x . . . | POST edit-article restore-revision ask-review | article
u u - - - - - -  - - - . . . | POST edit-article restore-revision ask-review | draft
u u x x x x x x  x x x x . . | POST publish unpublish send-back schedule unschedule
    archive unarchive | article
u u - - - - - -  - - - x . . | POST publish unpublish send-back schedule
    unschedule | draft
u u - - - - - -  - - - . . . | POST archive unarchive | draft
u u - - - - - -  - - - x . . | POST archive | scheduled-article
u u . . . . . .  . . . . . . | POST vote follow-article unfollow-article comment |
    article
u u . . - - - -  . . . . . . | POST vote follow-article comment | harbour-article
u u - - - - - -  - - - x x x | POST vote follow-article comment | draft
u u x x x x x x  . . . . . . | POST hide-comment restore-comment | comment
u u x - - - - -  . . . . . . | POST hide-comment restore-comment | hidden-comment
u u x x x x x x  x x x . . . | GET snippets | -
u u x x x x x x  x x x . . . | POST new-snippet | -
u u x x x x x x  x x x . . . | GET snippet | snippet
u u x x x x x x  x x x . . . | POST edit-snippet delete-snippet | snippet
u u x x x x x x  x x x x x . | POST new-category | -
u u x x x x x x  x x x x x . | POST edit-category raise-category lower-category
    delete-category | spare-category
u u x x x x x x  x x x x x - | POST edit-category delete-category | no-slug
"""
CELLS = [*cells(TABLE), *api_forums.CELLS]


def bodies(world) -> dict[str, Fields]:
    macro = {
        "title": "Water first",
        "audience": "mine",
        "purpose": "reply",
        "body": "Dear {{ customer.name }}",
        "status": "pending",
        "priority": "high",
        "team": world.rows["team"].pk,
        "assignee": world.people["lead"].pk,
        "assigns_sender": False,
        "tags": ["fire", "hot"],
    }
    view = {
        "name": "Fires",
        "audience": "mine",
        "filters": {"status": ["unsolved"], "tag": ["fire"]},
        "columns": ["status", "due"],
        "sort": "-priority",
    }
    form = {
        "title": "Refund",
        "slug": "refund",
        "description": "£",
        "team": world.rows["team"].pk,
    }
    field = {
        "label": "Lamp",
        "help": "Of the lamp",
        "is_required": True,
        "options": [],
        "shown_when": "room",
        "shown_value": "2",
    }
    article = {
        "title": "How sync works",
        "category": "spare",
        "summary": "In short",
        "body": "Words",
        "audience": "organizations",
        "organizations": [world.rows["quay"].pk],
        "tags": ["sync", "clouds"],
    }
    category = {
        "title": "Licences",
        "slug": "licences",
        "parent": "sync",
        "description": "Buying and renewing",
        "icon": "key",
    }
    hook = {
        "url": "https://hooks.example.com/in",
        "verbs": ["ticket.opened"],
        "includes_private": True,
        "is_active": False,
    }
    return api_forums.bodies(world) | {
        "new-article": article,
        "edit-article": article
        | {
            "base": 1,
            "note": "Said more",
            "significant": True,
            "owner": world.people["reviewer"].pk,
            "review_by": "2999-02-03",
            "archive_at": "2999-02-03T04:05:00+01:00",
        },
        "bulk-articles": {
            "articles": [world.rows["article"].pk],
            "category": "spare",
            "add_tags": ["fire"],
            "remove_tags": ["cold"],
        },
        "place-article": {"place": 0},
        "publish": {"number": 1},
        "confirm-translation": {"number": 1},
        "translate": {
            "base": 1,
            "source_number": 1,
            "title": "Abgleich",
            "summary": "Kurz",
            "body": "Worte",
            "note": "Mehr gesagt",
        },
        "send-back": {"note": "Which port?"},
        "schedule": {"number": 1, "at": "2999-02-03T04:05:00+01:00"},
        "vote": {"helpful": False, "missing": "The way back"},
        "comment": {"body": "Good to know."},
        "new-snippet": {"name": "dark-mode", "language": "en", "body": "Turn it off."},
        "edit-snippet": {"body": "Hold *Option*."},
        "new-category": category,
        "edit-category": category,
        "choose-mail": {"mail": "weekly"},
        "new-webhook": hook,
        "edit-webhook": hook,
        "new-form": form,
        "edit-form": form,
        "new-field": field | {"kind": "choice", "options": ["Red", "Green"]},
        "edit-field": field,
        "new-macro": macro,
        "edit-macro": macro,
        "new-view": view,
        "edit-view": view,
        "new-ticket": {
            "subject": "Printer on fire",
            "body": "It burns.",
            "form": "device",
            "custom": {"serial": "A7"},
        },
        "details": {"custom": {"serial": "A7"}},
        "reply": {"body": "Look here."},
        "note": {"body": "Odd."},
        "assign": {"to": world.people["lead"].pk},
        "team": {"team": world.rows["team"].pk},
        "priority": {"priority": "urgent"},
        "kind": {"kind": "incident"},
        "split": {"messages": [2], "subject": "Another", "tell": True},
        "merge": {"into": world.rows["survivor-ticket"].pk, "tell": True},
        "tags": {"tags": ["fire", "hot"]},
        "subject": {"subject": "Fire"},
        "requester": {"email": "pia@pier.example"},
        "add-address": {"email": "maya@work.example"},
        "remove-address": {"email": "maya@work.example"},
        "new-organization": {
            "name": "Pier Ltd",
            "shares_tickets": True,
            "domains": ["pier.example"],
        },
        "edit-organization": {"name": "Harbour AG", "domains": []},
        "set-organization": {"organization": world.rows["quay"].pk},
        "merge-people": {"into": world.rows["guest"].email},
        "macro": {"macro": world.rows["shared-macro"].pk},
        "reply-draft": {"body": "Dear"},
        "note-draft": {"body": "Odd"},
        "presence": {"state": "writing"},
        "snooze": {"until": (timezone.now() + timedelta(hours=1)).isoformat()},
        "link": {"kind": "child", "other": world.rows["solved-ticket"].pk},
        "redact-ticket": {"subject": True, "comment": False, "details": []},
        "redact": {"text": True, "attachments": []},
        "rate": {"score": "good", "comment": "Quick."},
        "bulk": {
            "tickets": [world.rows["own-ticket"].pk],
            "status": "pending",
            "assignee": world.people["lead"].pk,
            "team": world.rows["team"].pk,
            "priority": "high",
            "kind": "incident",
            "add_tags": ["fire"],
            "remove_tags": ["cold"],
            "body": "To each of you.",
        },
        "bulk-preview": {
            "tickets": [world.rows["own-ticket"].pk],
            "body": "To each of you.",
        },
        "bulk-all": {"query": "view=mine", "priority": "high"},
        "export-start": {"query": "view=mine"},
        "cc": {"email": "new.cc@example.com", "can_reply": True},
    }
