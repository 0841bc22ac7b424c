from brand.models import Brand


def current_brand() -> Brand:
    """The brand row, or its defaults before an administrator saved any."""
    return Brand.objects.filter(pk=1).first() or Brand(pk=1)
