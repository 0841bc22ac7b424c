"""Macros on a ticket: into the composer, or their changes alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from composer.actions import save_draft
from core.access import SignedInRequest, desk
from core.answering import require
from tickets.actions.macros import apply_changes
from tickets.forms.applying import ApplyMacroForm, ChooseMacroForm
from tickets.macros import changes_of
from tickets.permissions import can_note
from tickets.placeholders import fill
from tickets.views.desk.ticket import (
    redirect_to_work,
    ticket_for_work,
    ticket_page,
)
from tickets.views.desk.writing import place_to_write


@desk
@require_POST
def use(request: SignedInRequest, number: int) -> HttpResponse:
    """The macro's text goes below what was typed, as a draft that the page shows."""
    ticket = ticket_for_work(request, number)
    require(can_note(request.user, ticket))
    form = ChooseMacroForm(request.POST, by=request.user)
    if not form.is_valid():
        messages.error(request, _("The macro is gone, or the text is too long."))
        return ticket_page(request, ticket, status=422)
    macro, typed = form.cleaned_data["macro"], form.cleaned_data["body"]
    text = fill(macro.body, ticket, by=request.user).rstrip()
    if not typed.endswith(text):  # chosen twice it stands there once
        typed = f"{typed}\n\n{text}".lstrip("\n")
    boxes = [each.key for each in changes_of(macro, by=request.user)]
    beside = {"macro": macro.pk, "changes": boxes}
    purpose = macro.purpose
    save_draft(ticket, purpose=purpose, by=request.user, body=typed, beside=beside)
    return redirect(place_to_write(request, number, purpose, macro=macro.pk))


@desk
@require_POST
def apply(request: SignedInRequest, number: int) -> HttpResponse:
    """What is ticked, without a message."""
    ticket = ticket_for_work(request, number)
    require(can_note(request.user, ticket))
    form = ApplyMacroForm(request.POST, ticket=ticket, by=request.user)
    if not form.is_valid():
        said = [message for each in form.errors.values() for message in each]
        messages.error(request, " ".join(map(str, said)))
        return ticket_page(request, ticket, status=422)
    given, macro = form.cleaned_data, form.cleaned_data["macro"]
    draft = {"purpose": macro.purpose, "body": given["body"], "beside": {}}
    save_draft(ticket, by=request.user, **draft)
    apply_changes(ticket, macro=macro, changes=given["changes"])
    messages.success(request, _("Changed, and nothing sent."))
    return redirect_to_work(request, number)
