from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from composer.actions import stage_files
from composer.forms import BODY_BYTES, StageForm
from composer.models import Upload
from composer.serving import file_response
from composer.staging import token_of
from core.access import SignedInRequest, Viewer, public, signed_in
from core.answering import form_answer, posted
from core.markdown import render as render_markdown
from core.ratelimit import is_over_limit, too_many, visitor_address


@public
@require_safe
def file(request: HttpRequest, key: UUID, name: str) -> HttpResponseBase:
    """Whoever sees the message gets its files: pictures in place, the rest to save.

    A browser keeps the pictures that everyone sees, and asks each time if it still may.
    """
    seen = Upload.objects.visible_to(request.user).filter(redacted_at=None)
    upload = get_object_or_404(seen, key=key)
    if not (upload.is_picture and _is_for_everyone(upload, request.user)):
        return file_response(request, upload)
    etag = f'"{upload.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    answer: HttpResponseBase = unchanged or file_response(request, upload)
    answer["ETag"] = etag
    answer["Cache-Control"] = "no-cache"
    return answer


def _is_for_everyone(upload: Upload, viewer: Viewer) -> bool:
    if not viewer.is_authenticated:
        return True
    return Upload.objects.visible_to(AnonymousUser()).filter(pk=upload.pk).exists()


@signed_in
@require_POST
def stage(request: SignedInRequest) -> HttpResponse:
    """Keep what was pasted: the boxes that stand for it in the form to be sent."""
    if is_over_limit("stage-person", str(request.user.pk), limit=100, seconds=3600):
        return too_many(request, seconds=3600)
    form = StageForm(*posted(request))
    if not form.is_valid():
        return form_answer(request, "composer/_refused.html", {}, form)
    uploads = stage_files(form.cleaned_data["attachments"], by=request.user)
    kept = [(token_of(upload), upload) for upload in uploads]
    context = {"name": "attachments-kept", "kept": kept}
    return render(request, "composer/_kept.html", context)


@public
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The Markdown of `body` as it would be shown."""
    who = visitor_address(request)
    if is_over_limit("preview", who, limit=60, seconds=60):
        return too_many(request, seconds=60)
    rendered = render_markdown(request.POST.get("body", "")[:BODY_BYTES])
    return render(request, "composer/_preview.html", {"html": rendered.html})
