"""`/api/v1/`: the same actions for machines, and the page that tells of them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from accounts.api import Token, TooManyError
from accounts.api import routers as people
from core import markdown
from core.access import public
from core.api import BodyParser, ConflictError, InvalidError
from forums.api import routers as forums
from kb.api import routers as articles
from notifications.api import routers as hearing
from tickets.api import routers as tickets
from tickets.api.merging import router as merging
from tickets.api.splitting import router as splitting

api = NinjaAPI(
    title="Helpdesk",
    version="1",
    urls_namespace="api",
    auth=Token(),
    parser=BodyParser(),
    # we serve both below: their page would load scripts and run some of its own
    docs_url=None,
    openapi_url=None,
)
for each in (*people, *tickets, merging, splitting, *articles, *forums, *hearing):
    api.add_router("", each)


@cache
def description() -> dict[str, Any]:
    """As OpenAPI has it; the same for everybody as long as the process lives."""
    found = api.get_openapi_schema(path_prefix="/api/v1/")
    scopes = _scopes()
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["security"] = [{"Token": scopes[operation["operationId"]]}]
    return found


def _scopes() -> dict[str, list[str]]:
    """By the operation's id, all that its token must have; ninja leaves them out."""
    return {
        operation.operation_id or api.get_openapi_operation_id(operation): sorted(
            map(str, auth.scopes)
        )
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
        for auth in operation.auth_callbacks
        if isinstance(auth, Token)
    }


@public
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description())


@public
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description, as a page without a script."""
    return render(request, "api_docs.html", {"groups": _groups()})


@cache
def _groups() -> dict[str, list[dict[str, Any]]]:
    """The operations by tag, their words as HTML: OpenAPI has them in Markdown."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            about = {"path": path, "method": method.upper(), **operation}
            about["html"] = markdown.render(operation.get("description", "")).html
            about["scopes"] = operation["security"][0]["Token"]
            groups[operation["tags"][0]].append(about | {"fields": _fields(operation)})
    return dict(groups)


def _fields(operation: dict[str, Any]) -> list[str]:
    """Names of what the body holds."""
    body = operation.get("requestBody", {}).get("content", {})
    reference = body.get("application/json", {}).get("schema", {}).get("$ref", "")
    schemas = description()["components"]["schemas"]
    return list(schemas.get(reference.rsplit("/", 1)[-1], {}).get("properties", {}))


def _say(request: HttpRequest, status: int, text: str, **more: Any) -> HttpResponse:
    return api.create_response(request, {"detail": text, **more}, status=status)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = _say(request, 401, "Send a valid token: Authorization: Bearer …")
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(PermissionDenied)
def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _say(request, 403, "You may not see this, or not do that to it.")


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return _say(request, 404, "There is no such thing, or it is not for your eyes.")


@api.exception_handler(TooManyError)
def too_many(request: HttpRequest, error: TooManyError) -> HttpResponse:
    response = _say(request, 429, str(error))
    response["Retry-After"] = str(error.seconds)
    return response


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _say(request, error.status_code, str(error))


@api.exception_handler(ConflictError)
def outrun(request: HttpRequest, error: ConflictError) -> HttpResponse:
    return _say(request, 409, "Others changed this since you read it.", now=error.now)


@api.exception_handler(InvalidError)
def invalid(request: HttpRequest, error: InvalidError) -> HttpResponse:
    return _say(request, 422, "Some fields are not right.", errors=error.errors)


@api.exception_handler(ValidationError)
def mistyped(request: HttpRequest, error: ValidationError) -> HttpResponse:
    said: dict[str, list[str]] = defaultdict(list)
    for each in error.errors:
        said[str(each["loc"][-1])].append(each["msg"])
    return _say(request, 422, "Some fields are not right.", errors=dict(said))
