"""How the kinds of results are called and drawn."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

KINDS = {
    "article": (_("Article"), _("Articles"), "book-open"),
    "topic": (_("Forum topic"), _("Forum topics"), "messages-square"),
    "ticket": (_("Ticket"), _("Tickets"), "ticket"),
}


@register.filter
def kind_singular(kind: str) -> str:
    return str(KINDS[kind][0])


@register.filter
def kind_plural(kind: str) -> str:
    return str(KINDS[kind][1])


@register.filter
def kind_icon(kind: str) -> str:
    return KINDS[kind][2]
