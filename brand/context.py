from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from brand.querysets import current_brand


def brand(request: HttpRequest) -> dict[str, object]:
    return {"brand": SimpleLazyObject(current_brand)}
