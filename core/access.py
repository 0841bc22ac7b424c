"""Who may come near: classes of views, and seeing a thing through its content type.

Default deny: a view that bears none of the marks below answers nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import getclosurevars
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

from core import typed

if TYPE_CHECKING:
    from accounts.models import User

Viewer: TypeAlias = "User | AnonymousUser"
View: TypeAlias = Callable[..., HttpResponseBase]

# Packages whose views guard themselves.
# `ninja.` is the API: tests/matrix/test_api.py finds that each operation asks a token.
GUARDED_PACKAGES = (
    "allauth.",
    "django.views.i18n",
    "django.contrib.sitemaps",
    "ninja.",
)


class SignedInRequest(HttpRequest):
    """A request that passed `signed_in`, `desk` or `admin_only`."""

    user: User


def public(view: View) -> View:
    """Everybody may call it; what it shows is filtered by `visible_to`."""
    return _marked(view, "public")


def signed_in(view: View) -> View:
    """Visitors are sent to the login page and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_login(request)
        return view(request, *args, **kwargs)

    return _marked(guarded, "signed_in")


def desk(view: View) -> View:
    """Agents only; visitors are sent to the login page, others get 403."""
    return _marked(_staff_view(view, lambda user: user.is_agent), "desk")


def admin_only(view: View) -> View:
    """Administrators only; visitors are sent to the login page, others get 403."""
    return _marked(_staff_view(view, lambda user: user.is_admin), "admin_only")


def is_agent(viewer: Viewer) -> bool:
    return getattr(viewer, "is_agent", False)


def is_admin(viewer: Viewer) -> bool:
    return getattr(viewer, "is_admin", False)


def visible(model: type[Model], viewer: Viewer) -> QuerySet[Any]:
    """What of a model this viewer may see: the only permission language there is."""
    return cast(Any, model)._default_manager.visible_to(viewer)


def visitors_see(thing: Model) -> bool:
    return visible(type(thing), AnonymousUser()).filter(pk=thing.pk).exists()


class DefaultDenyMiddleware:
    """Refuses every view that carries no mark of access."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> None:
        if access_of(view) is None:
            raise PermissionDenied


def access_of(view: View) -> str | None:
    """The mark of a view, `package` for packages' own, None where there is none."""
    mark: str | None = getattr(view, "access", None)
    if mark is None and view.__module__.startswith(GUARDED_PACKAGES):
        return "package"
    return mark


def _marked(view: View, mark: str) -> View:
    cast(Any, view).access = mark
    return view


def _staff_view(view: View, allowed: Callable[[User], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_login(request)
        if not allowed(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def to_login(request: HttpRequest, *, back: str | None = None) -> HttpResponse:
    """The login page, which returns to where the visitor was (`back` says where).

    A POST to a thing's verb returns to the thing, the verb alone cannot be got; what
    was typed into it waits there. A part of an open page stays as it is: there is no
    room in it to log in, and maybe words around it.
    """
    if request.headers.get("HX-Request"):
        # heard by the page's <flash-message>
        return HttpResponse(status=401, headers={"HX-Trigger": "login-ran-out"})
    path = request.get_full_path()
    if request.method == "POST":
        typed.keep(request)
        page = page_of(request.path)
        path = path if page == request.path else page
    query = QueryDict(mutable=True)
    query["next"] = back or path
    return HttpResponseRedirect(
        f"{resolve_url(settings.LOGIN_URL)}?{query.urlencode(safe='/')}"
    )


def page_of(path: str) -> str:
    """The page that a form's address belongs to: `/a/b/reply/` stands on `/a/b/`.

    A form that is a page itself takes its own POST.
    """
    while path != "/" and not _is_page(path):
        path = path.rstrip("/").rsplit("/", 1)[0] + "/"
    return path


def _is_page(path: str) -> bool:
    try:
        view: Any = resolve(path).func
    except Resolver404:
        return False
    while hasattr(view, "__wrapped__"):
        # the decorators of django.views.decorators.http tell their methods nowhere else
        methods = getclosurevars(view).nonlocals.get("request_method_list")
        if methods is not None:
            return "GET" in methods
        view = view.__wrapped__
    return True
