"""For machines that watch over the site: alive, ready, how much of what."""

from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from core.access import public
from helpdesk import metrics, readiness

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")


@public
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


@public
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 while no request could be answered rightly; says what is not as it should.

    What is merely degraded is a 503 only where `?degraded=fail` asks for it.
    """
    report = readiness.examine()
    fails = not report.is_ready
    if request.GET.get("degraded") == "fail":
        fails = fails or bool(report.degraded)
    answer = {
        "ready": report.is_ready,
        "failed": report.failed,
        "degraded": report.degraded,
        "parts": {
            part.name: part.said or ("ok" if part.is_well else "not ok")
            for part in report.parts
        },
    }
    return JsonResponse(answer, status=503 if fails else 200)


@public
@require_safe
def show_metrics(request: HttpRequest) -> HttpResponse:
    """For whoever bears METRICS_TOKEN, or comes from this machine past no proxy."""
    if not (_bears_token(request) or _is_local(request)):
        raise PermissionDenied
    return HttpResponse(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)


def _bears_token(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.METRICS_TOKEN
    return (
        bool(wanted)
        and scheme.lower() == "bearer"
        and compare_digest(token.strip().encode(), wanted.encode())
    )


def _is_local(request: HttpRequest) -> bool:
    """A proxy on this machine makes every visitor look local."""
    if settings.TRUSTED_PROXY_COUNT or any(h in request.headers for h in FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", show_metrics, name="metrics"),
]
