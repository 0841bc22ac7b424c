from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.leading import standing_person
from accounts.models import User
from accounts.permissions import can_follow
from core.access import SignedInRequest, public, signed_in
from core.answering import require
from core.page_cache import keep
from core.panels import panels
from forums.models import Forum
from forums.views.listing import LISTS
from kb.views.reading import AROUND
from notifications.following import follow_context
from notifications.views.following import follow_thing, unfollow_thing


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "blocks": panels("home", viewer=request.user),
        "has_forums": Forum.objects.visible_to(request.user).exists(),
    }
    response = render(request, "helpdesk/home.html", context)
    return keep(response, "brand", *AROUND, *LISTS)


@public
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    seen = User.objects.visible_to(request.user)
    found = seen.filter(pk=pk).first()
    if found is None:
        return redirect(get_object_or_404(seen, pk=standing_person(pk)))
    context = {
        "person": found,
        "blocks": panels("person", viewer=request.user, person=found),
        "may_follow": can_follow(request.user, found),
        "follow": follow_context(found, request.user),
    }
    return render(request, "helpdesk/person.html", context)


@signed_in
@require_POST
def follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """She hears of what the other writes, where she may read it."""
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(can_follow(request.user, found))
    return follow_thing(request, found)


@signed_in
@require_POST
def unfollow(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    return unfollow_thing(request, found)


@public
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide.html")
