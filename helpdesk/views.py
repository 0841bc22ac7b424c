from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.leading import standing_person
from accounts.models import User
from core.access import public
from core.page_cache import keep
from core.panels import panels
from forums.views.listing import LISTS
from kb.views.reading import AROUND


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    blocks = panels("home", viewer=request.user)
    response = render(request, "helpdesk/home.html", {"blocks": blocks})
    return keep(response, "brand", *AROUND, *LISTS)


@public
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    seen = User.objects.visible_to(request.user)
    found = seen.filter(pk=pk).first()
    if found is None:
        return redirect(get_object_or_404(seen, pk=standing_person(pk)))
    blocks = panels("person", viewer=request.user, person=found)
    return render(request, "helpdesk/person.html", {"person": found, "blocks": blocks})


@public
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide.html")
