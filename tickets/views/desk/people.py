"""What tickets know of a customer, on her page at the desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import can_set_organization
from core.access import SignedInRequest, desk
from core.answering import form_answer, require
from tickets.actions.organizations import set_organization
from tickets.choices import organization_names
from tickets.forms.organizations import MembershipForm


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def organization(request: SignedInRequest, pk: int) -> HttpResponse:
    """To which one she belongs."""
    people = User.objects.visible_to(request.user).select_related("organization")
    person = get_object_or_404(people, pk=pk)
    require(can_set_organization(request.user, person))
    data = request.POST if request.method == "POST" else None
    form = MembershipForm(data, person=person)
    if not form.is_valid():
        context = {"person": person, "names": organization_names()}
        return form_answer(request, "desk/organization.html", context, form)
    to = form.cleaned_data["organization"]
    if set_organization(person, to=to, by=request.user):
        messages.success(request, _("Saved."))
    return redirect("desk_people:person", pk)
