from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from composer.files import SHOWN_IN_PLACE
from composer.forms import BODY_BYTES
from composer.models import Upload
from core.access import public
from core.markdown import render as render_markdown
from core.ratelimit import is_over_limit, too_many, visitor_address


@public
@require_safe
def file(request: HttpRequest, key: UUID, name: str) -> FileResponse:
    """Whoever sees the message gets its files: pictures in place, the rest to save."""
    upload = get_object_or_404(Upload.objects.visible_to(request.user), key=key)
    return file_response(upload)


def file_response(upload: Upload) -> FileResponse:
    """The bytes with every header that keeps a browser from running them."""
    if upload.redacted_at:
        raise Http404
    in_place = upload.content_type in SHOWN_IN_PLACE
    try:
        handle = upload.path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        handle,
        as_attachment=not in_place,
        filename=upload.name,
        content_type=upload.content_type if in_place else "application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@public
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The Markdown of `body` as it would be shown."""
    who = visitor_address(request)
    if is_over_limit("preview", who, limit=60, seconds=60):
        return too_many(request, seconds=60)
    rendered = render_markdown(request.POST.get("body", "")[:BODY_BYTES])
    return render(request, "composer/_preview.html", {"html": rendered.html})
