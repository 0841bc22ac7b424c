"""Accounts, people, teams, and how the site is set up."""

from tests.matrix.files import picture
from tests.matrix.tables import Fields, Form
from tests.matrix.world import World

NEW_PASSWORD = "staple-battery-horse"
TABLE = """
v g o k s c w h  a t l W R A
L L . . . . . .  . . . . . . | GET accounts:profile accounts:data accounts:download | -
L L > > > > > >  > > > > > > | POST accounts:profile accounts:change-picture
    accounts:remove-picture | -
L L > ? ? ? ? ?  ? ? ? ? ? x | POST accounts:delete | -
- - - - - - - -  - - - - - - | GET accounts:picture | person-owner person-guest
    person-admin
L L . . . . . .  . . . . . . | GET accounts:delete | -
. . . . . . . .  . . . . . . | GET accounts:invitation | invitation
- - - - - - - -  - - - - - - | GET accounts:invitation | forged-invitation
> > > > > > > >  > > > > > > | POST accounts:invitation | invitation
- - - - - - - -  - - - - - - | POST accounts:invitation | forged-invitation
. . . . . . . .  . . . . . . | GET brand:css | -
- - - - - - - -  - - - - - - | GET brand:logo brand:welcome | -
- - - - - - - -  - - - - - - | POST brand:welcome | -
L L x x x x x x  x x x x x . | GET brand_settings:look brand_settings:languages
    brand_settings:mail brand_settings:hours
    brand_settings:announcements brand_settings:new-announcement
    accounts_settings:people accounts_settings:invitations accounts_settings:teams
    accounts_settings:new-team | -
L L x x x x x x  x x x x x > | POST brand_settings:look brand_settings:change-logo
    brand_settings:remove-logo brand_settings:mail brand_settings:test-mail
    brand_settings:languages brand_settings:hours brand_settings:new-announcement
    accounts_settings:invitations accounts_settings:new-team | -
L L x x x x x x  x x x x x > | POST brand_settings:withdraw | german
L L x x x x x x  x x x x x . | GET brand_settings:announcement | announcement
L L x x x x x x  x x x x x > | POST brand_settings:announcement
    brand_settings:end-announcement | announcement
L L x x x x x x  x x x x x . | GET accounts_settings:person | person-owner person-admin
L L x x x x x x  x x x x x - | GET accounts_settings:person | person-guest
L L x x x x x x  x x x x x > | POST accounts_settings:person | person-owner
L L x x x x x x  x x x x x - | POST accounts_settings:person | person-guest
L L x x x x x x  x x x x x ? | POST accounts_settings:person | person-admin
L L x x x x x x  . . . . . . | GET desk_people:person desk_people:merge | person-owner
    person-guest
L L x x x x x x  . . . . . . | GET desk_people:person | person-admin
L L x x x x x x  x x x x x x | GET desk_people:merge | person-admin
L L x x x x x x  > > > > > > | GET desk_people:person desk_people:merge | person-merged
L L x x x x x x  - - - - - - | GET desk_people:person desk_people:merge | no-person
L L x x x x x x  > > > > > > | POST desk_people:add-address
    desk_people:remove-address desk_people:unmerge | person-owner
L L x x x x x x  x x x x x x | POST desk_people:add-address
    desk_people:remove-address desk_people:merge desk_people:unmerge | person-admin
L L x x x x x x  > > > > > > | POST desk_people:merge | person-twin person-merged
L L x x x x x x  ? ? ? ? ? ? | POST desk_people:merge | person-owner
L L x x x x x x  > > > > > > | POST desk_people:unmerge | person-merged
L L x x x x x x  - - - - - - | POST desk_people:add-address
    desk_people:remove-address desk_people:merge desk_people:unmerge | no-person
L L x x x x x x  x x x x x > | POST accounts_settings:withdraw-invitation | invitation
L L x x x x x x  x x x x x - | POST accounts_settings:withdraw-invitation |
    forged-invitation
L L x x x x x x  x x x x x . | GET accounts_settings:team | team
L L x x x x x x  x x x x x - | GET accounts_settings:team | no-team
L L x x x x x x  x x x x x > | POST accounts_settings:team
    accounts_settings:team-members | team
L L x x x x x x  x x x x x - | POST accounts_settings:team
    accounts_settings:team-members | no-team
L L . . . . . .  . . . . . . | GET accounts:tokens | -
L L . . . . . .  . . . . . . | POST accounts:tokens | -
L L > - - - - -  - - - - - > | POST accounts:revoke-token | owners-token
L L - - - - - -  - - - - - - | POST accounts:revoke-token | no-token
L L x x x x x x  x x x x x . | GET accounts_settings:tokens | -
"""


def announcement(world: World) -> Fields:
    return {
        "text": "We move to new servers.",
        "link": "/forums/",
        "severity": "warning",
        "begins_at": "2026-11-29T08:00",
        "ends_at": "2999-11-29T10:00",
    }


FORMS = {
    "desk_people:add-address": Form(
        "agent", "person-owner", fields=lambda world: {"email": "maya@work.example"}
    ),
    "desk_people:remove-address": Form(
        "agent",
        "person-guest",
        fields=lambda world: {"email": "tia.merged@example.com"},
    ),
    "desk_people:merge": Form(
        "agent",
        "person-twin",
        fields=lambda world: {"into": world.rows["guest"].email},
    ),
    "desk_people:unmerge": Form("agent", "person-merged"),
    "accounts:tokens": Form(
        "owner",
        fields=lambda world: {
            "name": "Shop",
            "scopes": ["tickets:read"],
            "days": "30",
        },
    ),
    "accounts:revoke-token": Form("owner", "owners-token"),
    "accounts:profile": Form(
        "owner",
        fields=lambda world: {
            "display_name": "Maya Lind",
            "language": "en",
            "time_zone": "Europe/Berlin",
        },
    ),
    "accounts:change-picture": Form(
        "owner", fields=lambda world: {"picture": picture()}
    ),
    "accounts:remove-picture": Form("owner"),
    "accounts:delete": Form(
        "owner", fields=lambda world: {"email": "owner@example.com"}
    ),
    "accounts:invitation": Form(
        "visitor",
        "invitation",
        fields=lambda world: {"display_name": "Nora New", "password1": NEW_PASSWORD},
    ),
    "accounts_settings:person": Form(
        thing="person-owner", fields=lambda world: {"roles": ["helper"]}
    ),
    "accounts_settings:invitations": Form(
        fields=lambda world: {
            "email": "ida.invited@example.com",
            "team": world.rows["team"].pk,
            "roles": ["writer"],
        },
    ),
    "accounts_settings:withdraw-invitation": Form(thing="invitation"),
    "accounts_settings:new-team": Form(
        fields=lambda world: {
            "name": "Second line",
            "is_private": "",
            "reopen_days": 7,
        },
    ),
    "accounts_settings:team": Form(
        thing="team",
        fields=lambda world: {"name": "Second", "is_private": "on", "reopen_days": 7},
    ),
    "accounts_settings:team-members": Form(
        thing="team",
        fields=lambda world: {
            "members": [world.people["lead"].pk],
            "leads": [world.people["lead"].pk],
        },
    ),
    "brand_settings:look": Form(
        fields=lambda world: {
            "name": "Keyhaven",
            "tagline": "How can we help?",
            "accent": "#123456",
        },
    ),
    "brand_settings:change-logo": Form(fields=lambda world: {"logo": picture()}),
    "brand_settings:remove-logo": Form(),
    "brand_settings:languages": Form(fields=lambda world: {"language": "pt-br"}),
    "brand_settings:withdraw": Form(thing="german"),
    "brand_settings:hours": Form(
        fields=lambda world: {
            "time_zone": "Europe/Berlin",
            **{f"day_{day}_from": "08:30" for day in range(7)},
            **{f"day_{day}_to": "18:00" for day in range(7)},
            "holidays_country": "DE",
            "holidays_region": "BY",
        },
    ),
    "brand_settings:new-announcement": Form(fields=announcement),
    "brand_settings:announcement": Form(thing="announcement", fields=announcement),
    "brand_settings:end-announcement": Form(thing="announcement"),
    "brand_settings:mail": Form(
        fields=lambda world: {
            "sender_name": "Keyhaven",
            "sender_address": "help@example.com",
        },
    ),
    "brand_settings:test-mail": Form(),
    "brand:welcome": Form(
        "visitor",
        fields=lambda world: {
            "site_name": "Mine",
            "display_name": "Eve Evil",
            "email": "eve@example.com",
            "password1": NEW_PASSWORD,
        },
    ),
}
