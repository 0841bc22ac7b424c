from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import public
from core.ratelimit import is_over_limit, too_many, visitor_address
from search.documents import registry
from search.finding import find

QUERY_LENGTH = 400


@public
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Everything the visitor may see that holds any of the words."""
    query = request.GET.get("q", "").strip()[:QUERY_LENGTH]
    kind = request.GET.get("kind", "")
    kinds = list(dict.fromkeys(searchable.kind for searchable in registry.values()))
    if not request.user.is_authenticated:
        kinds = [name for name in kinds if name != "ticket"]
        if is_over_limit("search", visitor_address(request), limit=60, seconds=60):
            return too_many(request, seconds=60)
    context = {
        "query": query,
        "kinds": kinds,
        "kind": kind if kind in kinds else "",
        "results": find(query, request.user, kind=kind if kind in kinds else ""),
    }
    return render(request, "search/results.html", context)
