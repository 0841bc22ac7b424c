from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from brand.querysets import shown_announcements, shown_brand


def brand(request: HttpRequest) -> dict[str, object]:
    return {
        "brand": SimpleLazyObject(shown_brand),
        "announcements": SimpleLazyObject(shown_announcements),
    }
