"""Files as answers."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest

from composer.models import Upload
from composer.pictures import small_picture


def file_response(request: HttpRequest, upload: Upload) -> FileResponse:
    """The bytes with every header that keeps a browser from running them; of a picture
    a small one where the address asks for it (`?small`).
    """
    if upload.redacted_at:
        raise Http404
    is_small = upload.is_picture and "small" in request.GET
    kind = upload.content_type if upload.is_picture else "application/octet-stream"
    try:
        handle = (small_picture(upload) if is_small else upload.path).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        handle,
        as_attachment=not upload.is_picture,
        filename=upload.name,
        content_type="image/webp" if is_small else kind,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
