from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import condition, require_safe

from brand.querysets import current_brand
from core.access import public

A_MINUTE = 60
A_YEAR = 365 * 24 * 3600


def _version(request: HttpRequest) -> str:
    return f'"{current_brand().version}"'


@public
@require_safe
@condition(etag_func=_version)
def css(request: HttpRequest) -> HttpResponse:
    """What the administrator chose, as the custom property all tones derive from."""
    rule = f":root {{ --accent: {current_brand().accent}; }}\n"
    response = HttpResponse(rule, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={A_MINUTE}"
    return response


@public
@require_safe
def logo(request: HttpRequest) -> HttpResponseBase:
    """The logo as we re-encoded it; its address changes with it."""
    brand = current_brand()
    if not brand.logo:
        raise Http404
    try:
        response = FileResponse(brand.logo.open(), content_type="image/webp")
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
