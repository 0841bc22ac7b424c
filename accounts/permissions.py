from accounts.models import User


def can_delete_account(person: User) -> bool:
    """A site keeps at least one administrator."""
    return not person.is_admin or User.objects.admins().exclude(pk=person.pk).exists()
