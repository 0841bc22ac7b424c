from core.access import Viewer, is_admin
from notifications.models import OutgoingEmail


def can_resend(viewer: Viewer, mail: OutgoingEmail) -> bool:
    return is_admin(viewer) and mail.can_be_resent
