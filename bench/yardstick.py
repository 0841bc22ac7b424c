"""What pages are compared with: Django views that do nothing, on the same server.

`/bare/` answers the bytes of the file PAGE without any middleware; `/template/` renders
a page of about 15 kB by Django's templates, without a query.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="measured, never served",
    USE_TZ=True,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "yardstick_templates"],
        }
    ],
)

PAGE = Path(os.environ["PAGE"]).read_bytes() if "PAGE" in os.environ else b""
ROWS = [
    {
        "number": number,
        "title": f"Row {number} has a title with <some> words & more in it",
        "person": f"Person {number % 7}",
        "text": "A line of text that is neither long nor short, as lists have it.",
        "is_new": number % 3 == 0,
        "url": f"/things/{number}-row/",
    }
    for number in range(40)
]


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE, headers={"Content-Length": str(len(PAGE))})


def template(request: HttpRequest) -> HttpResponse:
    response = render(request, "page.html", {"rows": ROWS, "title": "Yardstick"})
    response["Content-Length"] = str(len(response.content))
    return response


urlpatterns = [path("bare/", bare), path("template/", template)]
application = get_wsgi_application()
