from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from brand.querysets import current_brand
from core.remembering import remembered

_shown_brand = remembered(current_brand)


def brand(request: HttpRequest) -> dict[str, object]:
    return {"brand": SimpleLazyObject(_shown_brand)}
