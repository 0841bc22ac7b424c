"""The macros: read, written, changed, deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import SignedInRequest, desk
from core.answering import form_answer, posted, require
from core.pagination import paginate
from tickets.actions.macros import change_macro, create_macro
from tickets.forms.macros import MacroForm
from tickets.macros import changes_of
from tickets.models import Macro
from tickets.permissions import can_change_macro

ORDER = ("title", "pk")


@desk
@require_safe
def macros(request: SignedInRequest) -> HttpResponse:
    rows = Macro.objects.visible_to(request.user).for_list()
    page = paginate(request, rows, order=ORDER)
    changed = Macro.objects.changed_by(request.user).values_list("pk", flat=True)
    context = {
        "page": page,
        "rows": [(row, changes_of(row, by=request.user)) for row in page.rows],
        "changed": set(changed),
    }
    return render(request, "desk/macros.html", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = MacroForm(*posted(request), by=request.user, macro=None)
    if not form.is_valid():
        return form_answer(request, "desk/macro.html", {}, form)
    given = form.cleaned_data
    key, tags = given["client_key"], given["tags"]
    create_macro(client_key=key, tags=tags, **form.row())
    messages.success(request, _("The macro is saved."))
    return redirect("desk:macros")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    macro = _macro(request, pk)
    require(can_change_macro(request.user, macro))
    form = MacroForm(*posted(request), by=request.user, macro=macro)
    if not form.is_valid():
        return form_answer(request, "desk/macro.html", {"macro": macro}, form)
    tags = form.cleaned_data["tags"]
    change_macro(macro, tags=tags, **form.row())
    messages.success(request, _("The macro is saved."))
    return redirect("desk:macros")


@desk
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    macro = _macro(request, pk)
    require(can_change_macro(request.user, macro))
    macro.delete()
    messages.success(request, _("The macro is deleted."))
    return redirect("desk:macros")


def _macro(request: SignedInRequest, pk: int) -> Macro:
    return get_object_or_404(Macro.objects.visible_to(request.user), pk=pk)
