"""Who wrote a post."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from accounts.models import User
from core.templatetags.ui import same_for_all

register = template.Library()


@register.simple_tag
def byline(author: User) -> SafeString:
    """Her name and what she is here, drawn once for all that she wrote."""
    return same_for_all(
        "forums/_byline.html",
        pk=author.pk,
        name=author.public_name,
        is_guest=author.is_guest,
        is_agent=author.is_agent,
        is_helper=author.is_helper,
        title=author.title,
        level=author.get_trust_level_display() if author.trust_level else "",
    )
