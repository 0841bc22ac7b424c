from accounts.models.merge import PersonMerge
from accounts.models.organization import MailDomain, Organization
from accounts.models.person import FOR_GOOD, Role, TrustLevel, User
from accounts.models.team import Invitation, Team, TeamMembership
from accounts.models.token import ApiToken

__all__ = [
    "FOR_GOOD",
    "ApiToken",
    "Invitation",
    "MailDomain",
    "Organization",
    "PersonMerge",
    "Role",
    "Team",
    "TeamMembership",
    "TrustLevel",
    "User",
]
