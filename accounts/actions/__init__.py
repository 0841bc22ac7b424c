"""What people do with their accounts, and administrators with people."""

from accounts.actions.agents import (
    LastAdministratorError,
    accept_invitation,
    change_roles,
    invite_agent,
)
from accounts.actions.people import (
    change_picture,
    claim,
    confirm_guest,
    delete_account,
    find_or_create_guest,
    remove_picture,
)
from accounts.actions.teams import create_team, set_members
from accounts.actions.tokens import make_token, note_use, revoke_token

__all__ = [
    "LastAdministratorError",
    "accept_invitation",
    "change_picture",
    "change_roles",
    "claim",
    "confirm_guest",
    "create_team",
    "delete_account",
    "find_or_create_guest",
    "invite_agent",
    "make_token",
    "note_use",
    "remove_picture",
    "revoke_token",
    "set_members",
]
