from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import public
from core.ratelimit import is_over_limit, too_many, visitor_address
from search.documents import kinds
from search.finding import find

QUERY_LENGTH = 400


@public
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Everything the visitor may see that holds any of the words."""
    query = request.GET.get("q", "").strip()[:QUERY_LENGTH]
    signed_in = request.user.is_authenticated
    if not signed_in and is_over_limit(
        "search", visitor_address(request), limit=60, seconds=60
    ):
        return too_many(request, seconds=60)
    found = [kind for kind in kinds().values() if signed_in or kind.for_visitors]
    name = request.GET.get("kind", "")
    name = name if name in [kind.name for kind in found] else ""
    context = {
        "query": query,
        "kinds": found,
        "kind": name,
        "results": find(query, request.user, kind=name),
    }
    return render(request, "search/results.html", context)
