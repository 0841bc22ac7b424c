from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, admin_only, desk
from core.pagination import paginate
from notifications import actions
from notifications.forms import LedgerFilter
from notifications.models import OutgoingEmail
from notifications.permissions import can_resend


@desk
@require_safe
def ledger(request: SignedInRequest) -> HttpResponse:
    form = LedgerFilter(request.GET)
    rows = OutgoingEmail.objects.visible_to(request.user).for_list()
    page = paginate(request, form.narrow(rows), order=["-id"], size=50)
    return render(request, "notifications/ledger.html", {"page": page, "form": form})


@desk
@require_safe
def one_mail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = OutgoingEmail.objects.visible_to(request.user).select_related("recipient")
    mail = get_object_or_404(rows, pk=pk)
    context = {"mail": mail, "may_resend": can_resend(request.user, mail)}
    return render(request, "notifications/mail.html", context)


@admin_only
@require_POST
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = OutgoingEmail.objects.visible_to(request.user)
    if actions.resend(get_object_or_404(rows, pk=pk)):
        messages.success(request, _("The mail is on its way again."))
    else:
        messages.info(request, _("Only a failed mail can be sent again."))
    return redirect("mail:mail", pk=pk)
