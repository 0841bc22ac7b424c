"""What was searched for and not found."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, desk
from core.answering import require
from kb.actions.gaps import close_gap
from kb.gaps import Gap, gap_of, tickets_behind
from kb.gaps import gaps as all_gaps
from kb.permissions import can_write
from search.models import SearchQuery


@desk
@require_safe
def gaps(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    return render(request, "kb/desk/gaps.html", {"gaps": all_gaps()})


@desk
@require_POST
def dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_write(request.user))
    if close_gap(get_object_or_404(SearchQuery, pk=pk)):
        messages.success(request, _("It is off the list."))
    return redirect("kb_desk:gaps")


def asked_gap(request: SignedInRequest) -> Gap | None:
    """The one that an article is written for, by `?query=`."""
    pk = request.GET.get("query", "")
    is_number = pk.isascii() and pk.isdigit() and len(pk) < 19
    query = SearchQuery.objects.filter(pk=pk).first() if is_number else None
    return gap_of(query) if query else None


def around_gap(request: SignedInRequest, gap: Gap | None) -> dict[str, Any]:
    """What the page of a new article shows of it."""
    return {"gap": gap, "tickets": tickets_behind(gap, request.user) if gap else []}
