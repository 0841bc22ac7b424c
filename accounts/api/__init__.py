from accounts.api import customers, people
from accounts.api.customers import customer_seen
from accounts.api.shapes import CustomerOut, PersonOut, TeamOut
from accounts.api.tokens import ApiRequest, Token, TooManyError

routers = [people.router, customers.router]

__all__ = [
    "ApiRequest",
    "CustomerOut",
    "PersonOut",
    "TeamOut",
    "Token",
    "TooManyError",
    "customer_seen",
    "routers",
]
