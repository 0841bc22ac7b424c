from brand.models import Brand
from core.remembering import remembered


def current_brand() -> Brand:
    """The brand row, or its defaults before an administrator saved any."""
    return Brand.objects.filter(pk=1).first() or Brand(pk=1)


@remembered
def shown_brand() -> Brand:
    """For pages and mails: at most a second old, never to be saved."""
    return current_brand()


def offered_languages() -> tuple[str, ...]:
    return tuple(shown_brand().languages)
