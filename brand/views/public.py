from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from brand.querysets import current_brand
from core.access import public
from core.pictures import picture_response

A_MINUTE = 60


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
def logo(request: HttpRequest) -> FileResponse:
    return picture_response(current_brand().logo)
