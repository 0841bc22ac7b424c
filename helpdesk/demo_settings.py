"""The administrator takes the demo content away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, admin_only
from helpdesk import demo


@admin_only
@require_safe
def show(request: SignedInRequest) -> HttpResponse:
    context = {"has_demo": demo.has_demo(), "may_remove": demo.can_remove(request.user)}
    return render(request, "helpdesk/demo.html", context)


@admin_only
@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    if not demo.can_remove(request.user):
        raise PermissionDenied
    demo.remove()
    messages.success(request, _("The demo content is gone. The site is yours."))
    return redirect("desk:queue")


urlpatterns = [
    path("", show, name="demo"),
    path("remove/", remove, name="demo-remove"),
]
