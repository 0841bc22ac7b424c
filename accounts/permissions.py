from accounts.models import User
from core.access import Viewer, is_admin, is_agent


def can_delete_account(person: User) -> bool:
    """A site keeps at least one administrator."""
    return not person.is_admin or User.objects.admins().exclude(pk=person.pk).exists()


def can_follow(user: Viewer, person: User) -> bool:
    """Visitors are shown the button, which leads to the login page."""
    return user.pk != person.pk


def can_change_addresses(user: Viewer, person: User) -> bool:
    """Of customers. An address opens the account, so staff's are their own business."""
    return is_agent(user) and not person.is_agent


def can_set_organization(user: Viewer, person: User) -> bool:
    """Of customers. Of staff an administrator alone, for it opens tickets to them."""
    return is_admin(user) or can_change_addresses(user, person)


def can_merge_people(user: Viewer, loser: User, into: User) -> bool:
    """Customers, and never an account into a guest: its owner could not log in."""
    if not (can_change_addresses(user, loser) and can_change_addresses(user, into)):
        return False
    return loser.is_guest or not into.is_guest
