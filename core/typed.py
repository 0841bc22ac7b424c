"""What somebody typed before she was sent to log in, kept in her session until then."""

from django.http import HttpRequest

SESSION_KEY = "typed"
PLACES_KEPT = 5
# fields of our forms that hold a person's own words
FIELDS = ("body", "title", "subject")


def keep(request: HttpRequest, place: str, text: str) -> None:
    """Keep the text for a place: the path of its page, `#field` behind it if not body.

    At most five places are kept; the oldest goes first.
    """
    kept: dict[str, str] = request.session.get(SESSION_KEY, {})
    kept.pop(place, None)
    kept[place] = text[:65_536]
    request.session[SESSION_KEY] = dict(list(kept.items())[-PLACES_KEPT:])


def take(request: HttpRequest, place: str) -> str:
    """The text kept for a place, once; "" where there is none."""
    kept: dict[str, str] = request.session.get(SESSION_KEY, {})
    if place not in kept:
        return ""
    text = kept.pop(place)
    request.session[SESSION_KEY] = kept
    return text


def keep_posted(request: HttpRequest, place: str) -> None:
    """Keep whatever words a refused POST carried."""
    for name in FIELDS:
        if text := request.POST.get(name, "").strip():
            keep(request, place if name == "body" else f"{place}#{name}", text)
