from accounts.api import customers, people
from accounts.api.shapes import PersonOut, TeamOut
from accounts.api.tokens import ApiRequest, Token, TooManyError

routers = [people.router, customers.router]

__all__ = ["ApiRequest", "PersonOut", "TeamOut", "Token", "TooManyError", "routers"]
