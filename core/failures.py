"""What people see when something of ours fails."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

RETRY_SECONDS = 5


def server_error(request: HttpRequest) -> HttpResponse:
    """The site's handler500. A database that is away is a pause, not a fault.

    The page asks nothing of the database: that may be what is broken.
    """
    is_pause = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    page = loader.get_template("500.html").render({"is_pause": is_pause})
    response = HttpResponse(page, status=503 if is_pause else 500)
    if is_pause:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response
