import unicodedata

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from core.access import is_agent, public
from core.ratelimit import is_over_limit, too_many, visitor_address
from search.documents import kinds
from search.finding import find, suggested
from search.queries import count_query

QUERY_LENGTH = 400
# what a suggestion takes: a syllable, or a word where one sign is one
LETTERS, SIGNS = 3, 2
A_MINUTE = 120


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
    who = visitor_address(request)
    often = is_over_limit("suggestions", who, limit=A_MINUTE, seconds=60)
    found = suggested(text, request.user) if says_enough(text) and not often else []
    return render(request, "search/_suggestions.html", {"results": found})


def says_enough(text: str) -> bool:
    is_sign = [unicodedata.category(char) == "Lo" for char in text]
    return len(text) >= (SIGNS if any(is_sign) else LETTERS)
