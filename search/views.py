from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from core.access import is_agent, public
from core.ratelimit import is_over_limit, too_many, visitor_address
from search.documents import kinds
from search.finding import find
from search.queries import count_query
from search.suggesting import QUERY_LENGTH, kept_a_minute, suggestions_for


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
    found_rows = find(query, request.user, kind=name)
    if not (name or is_agent(request.user)):
        count_query(query, is_empty=not found_rows)
    context = {
        "query": query,
        "kinds": found,
        "kind": name,
        "results": found_rows,
    }
    return render(request, "search/results.html", context)


@public
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """A short list beside the subject that she types; elsewhere the whole search."""
    text = request.GET.get("subject", "").strip()[:QUERY_LENGTH]
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('search:results')}?{urlencode({'q': text})}")
    found = suggestions_for(request, text)
    page = render(request, "search/_suggestions.html", {"results": found})
    return kept_a_minute(page)
