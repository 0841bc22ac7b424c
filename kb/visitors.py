from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.ratelimit import visitor_address


def visitor_hash(request: HttpRequest) -> str:
    """The same for one browser at one address; it leads back to neither.

    Nothing is kept in the browser, so a page stays the same for every visitor.
    """
    agent = request.headers.get("User-Agent", "")
    who = f"{visitor_address(request)}\0{agent}"
    return salted_hmac("kb.visitors", who, algorithm="sha256").hexdigest()
