"""Organisations, and who is blocked: agents say so, administrators arrange it."""

from tests.matrix.tables import Fields, Form
from tests.matrix.world import World

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x x x . | GET organization_settings:list
    organization_settings:new | -
L L x x x x x x  x x x x x > | POST organization_settings:new | -
L L x x x x x x  x x x x x . | GET organization_settings:edit | organization
L L x x x x x x  x x x x x - | GET organization_settings:edit | no-organization
L L x x x x x x  x x x x x > | POST organization_settings:edit
    organization_settings:delete organization_settings:add
    organization_settings:remove | organization
L L x x x x x x  x x x x x - | POST organization_settings:edit
    organization_settings:delete organization_settings:add
    organization_settings:remove | no-organization
L L x x x x x x  . . . . . . | GET desk:organization | person-owner person-guest
L L x x x x x x  > > > > > > | POST desk:organization | person-owner person-guest
L L x x x x x x  x x x x x . | GET desk:organization | person-admin
L L x x x x x x  x x x x x > | POST desk:organization | person-admin
L L x x x x x x  - - - - - - | GET desk:organization | no-person
L L x x x x x x  - - - - - - | POST desk:organization | no-person
L L x x x x x x  x x x x x . | GET blocked_settings:list | -
L L x x x x x x  x x x x x > | POST blocked_settings:lift | blocked
L L x x x x x x  x x x x x - | POST blocked_settings:lift | no-person
"""


def _fields(world: World) -> Fields:
    return {"name": "Pier Ltd", "shares_tickets": "on", "domains": "pier.example"}


FORMS = {
    "organization_settings:new": Form(fields=_fields),
    "organization_settings:edit": Form(thing="organization", fields=_fields),
    "organization_settings:delete": Form(thing="organization"),
    "organization_settings:add": Form(
        thing="organization", fields=lambda world: {"email": "pia@pier.example"}
    ),
    "organization_settings:remove": Form(thing="organization"),
    "blocked_settings:lift": Form(thing="blocked"),
    "desk:organization": Form(
        "agent", "person-owner", fields=lambda world: {"organization": "Quay Ltd"}
    ),
}
