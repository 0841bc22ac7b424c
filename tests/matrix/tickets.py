"""Tickets as customers, guests and the people copied in meet them."""

from tests.matrix.files import picture
from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L . . . . . .  . . . . . . | GET tickets:mine | -
. . . . . . . .  . . . . . . | GET tickets:new tickets:find | -
> > > > > > > >  > > > > > > | POST tickets:new tickets:find | -
. . . . . . . .  . . . . . . | GET tickets:thanks | thanks
- - - - - - - -  - - - - - - | GET tickets:thanks | forged-thanks
- . - - - - - -  - - - - - - | GET tickets:access | guest-link
. _ . _ _ _ _ _  . _ _ _ _ . | GET tickets:access tickets:access_file | leaked-link
    view-link
- _ - _ _ _ _ _  - _ _ _ _ - | GET tickets:access | removed-link expired-link spam-link
- > - - - - - -  - - - - - - | POST tickets:access_reply tickets:access_solve |
    guest-link
> _ > _ _ _ _ _  > _ _ _ _ > | POST tickets:access_reply tickets:access_solve |
    leaked-link
x _ x _ _ _ _ _  x _ _ _ _ x | POST tickets:access_reply tickets:access_solve |
    view-link
- _ - _ _ _ _ _  - _ _ _ _ - | POST tickets:access_reply tickets:access_solve
    tickets:access_reopen | removed-link expired-link spam-link
> _ > _ _ _ _ _  > _ _ _ _ > | POST tickets:access_reopen | solved-link
- x - - - - - -  - - - - - - | POST tickets:access_reopen | guest-link
x _ x _ _ _ _ _  x _ _ _ _ x | POST tickets:access_reopen | leaked-link view-link
. _ . _ _ _ _ _  . _ _ _ _ . | POST tickets:access_renew | guest-link leaked-link
    view-link removed-link expired-link spam-link
- . - - - - - -  - - - - - - | GET tickets:access_file | guest-file
- _ - _ _ _ _ _  - _ _ _ _ - | GET tickets:access_file | guest-note-file public-file
    removed-link expired-link spam-link
L L . . - . . -  > > > > > > | GET tickets:ticket | own-ticket
L L . . - - - -  > > > > > > | GET tickets:ticket | colleague-ticket
L L - - . - - -  - > - - - > | GET tickets:ticket | private-ticket
L L - - - - - -  > > > > > > | GET tickets:ticket | guest-ticket spam-ticket
    trash-ticket held-ticket
L L - - - - - -  - - - - - - | GET tickets:ticket | no-ticket
L L > x - > x -  > > > > > > | POST tickets:reply tickets:solve | own-ticket
L L x > - - - -  > > > > > > | POST tickets:reply tickets:cc | colleague-ticket
L L - - > - - -  - > - - - > | POST tickets:reply tickets:solve tickets:cc |
    private-ticket
L L > x - - - -  x x x x x x | POST tickets:reply | closed-ticket
L L - - - - - -  x x x x x x | POST tickets:reply tickets:reopen tickets:cc
    tickets:uncc | spam-ticket
L L > x - - - -  > > > > > > | POST tickets:solve | solved-ticket
L L > x - > x -  > > > > > > | POST tickets:reopen | own-ticket
L L - - x - - -  - x - - - x | POST tickets:reopen | private-ticket
L L > x - - - -  > > > > > > | POST tickets:reopen | solved-ticket
L L . x - - - -  x x x x x x | GET tickets:rate | answered-ticket
L L > x - - - -  x x x x x x | POST tickets:rate | answered-ticket
L L x x - x x -  x x x x x x | GET tickets:rate | own-ticket
L L x x - x x -  x x x x x x | POST tickets:rate | own-ticket
L L - - x - - -  - x - - - x | GET tickets:rate | private-ticket
L L - - x - - -  - x - - - x | POST tickets:rate | private-ticket
L L - - - - - -  x x x x x x | GET tickets:rate | spam-ticket
. _ . _ _ _ _ _  . _ _ _ _ . | GET tickets:access_rate | answered-link
> _ > _ _ _ _ _  > _ _ _ _ > | POST tickets:access_rate | answered-link
- x - - - - - -  - - - - - - | GET tickets:access_rate | guest-link
x _ x _ _ _ _ _  x _ _ _ _ x | POST tickets:access_rate | leaked-link view-link
- _ - _ _ _ _ _  - _ _ _ _ - | POST tickets:access_rate | removed-link expired-link
    spam-link
L L > x - x x -  > > > > > > | POST tickets:cc tickets:uncc | own-ticket
L L - - - - - -  - - - - - - | POST tickets:uncc | private-ticket
"""
FORMS = {
    "tickets:new": Form(
        "visitor",
        fields=lambda world: {
            "subject": "Printer on fire",
            "body": "It burns.",
            "email": "somebody@example.com",
            "name": "Somebody",
            "website": "",
            "altcha": "",
            "read": "kb.article:1",
            "form": "device",
            "custom.device": "Phone",
            "custom.serial": "A7",
            "attachments": picture(),
            "client_key": "7b0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e",
        },
    ),
    "tickets:find": Form(
        "visitor",
        fields=lambda world: {
            "email": "somebody@example.com",
            "website": "",
            "altcha": "",
        },
    ),
    "tickets:reply": Form(
        "owner",
        "own-ticket",
        fields=lambda world: {
            "body": "Still burning.",
            "then": "solved",
            "was": "closed",
            "attachments": picture(),
            "client_key": "9a0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e",
        },
    ),
    "tickets:solve": Form("owner", "own-ticket"),
    "tickets:reopen": Form("owner", "solved-ticket"),
    "tickets:cc": Form(
        "owner",
        "own-ticket",
        fields=lambda world: {"email": "new.cc@example.com", "can_reply": "on"},
    ),
    "tickets:uncc": Form(
        "owner",
        "own-ticket",
        fields=lambda world: {"person": world.people["cc"].pk},
    ),
    "tickets:access_reply": Form(
        "guest",
        "guest-link",
        fields=lambda world: {
            "body": "Still burning.",
            "then": "solved",
            "was": "closed",
            "attachments": picture(),
            "client_key": "9a0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e",
        },
    ),
    "tickets:access_solve": Form("guest", "guest-link"),
    "tickets:access_reopen": Form("guest", "solved-link"),
    "tickets:rate": Form(
        "owner",
        "answered-ticket",
        fields=lambda world: {"score": "bad", "comment": "It took a week."},
    ),
    "tickets:access_rate": Form(
        "guest",
        "answered-link",
        fields=lambda world: {"score": "so_so", "comment": "It took a week."},
    ),
    "tickets:access_renew": Form("guest", "guest-link"),
}
