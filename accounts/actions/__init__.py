"""What people do with their accounts, and administrators with people."""

from accounts.actions.addresses import TakenError, add_address, remove_address
from accounts.actions.agents import (
    LastAdministratorError,
    accept_invitation,
    change_roles,
    invite_agent,
)
from accounts.actions.merging import merge_people, undo_person_merge
from accounts.actions.people import (
    change_picture,
    claim,
    confirm_guest,
    delete_account,
    find_or_create_guest,
    join_by_domain,
    remove_picture,
)
from accounts.actions.teams import create_team, set_members
from accounts.actions.tokens import make_token, note_use, revoke_token

__all__ = [
    "LastAdministratorError",
    "TakenError",
    "accept_invitation",
    "add_address",
    "change_picture",
    "change_roles",
    "claim",
    "confirm_guest",
    "create_team",
    "delete_account",
    "find_or_create_guest",
    "invite_agent",
    "join_by_domain",
    "make_token",
    "merge_people",
    "note_use",
    "remove_address",
    "remove_picture",
    "revoke_token",
    "set_members",
    "undo_person_merge",
]
