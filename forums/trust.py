"""What somebody earns by use of the forums, and what that opens: the one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import TrustLevel, User
from core.access import Viewer, is_agent
from core.markdown import render
from forums.models import Forum
from forums.querysets import is_helper

# what a newcomer may do
LINKS, POSTS_A_DAY = 2, 10
# what she may not: from which level on it is open
OPENS = {
    "links": TrustLevel.MEMBER,
    "images": TrustLevel.MEMBER,
    "reports": TrustLevel.MEMBER,
    "tags": TrustLevel.REGULAR,
    # moves topics and marks answers
    "steering": TrustLevel.TRUSTED,
}


@dataclass(frozen=True)
class Needs:
    """What a level takes, besides the one below it."""

    days: int
    posts: int
    # likes and accepted answers
    thanks: int = 0
    answers: int = 0
    # no report of her posts was accepted, and nothing was decided about her
    is_blameless: bool = False


NEEDS = {
    TrustLevel.MEMBER: Needs(days=1, posts=2),
    TrustLevel.REGULAR: Needs(days=14, posts=20, thanks=5),
    TrustLevel.TRUSTED: Needs(days=60, posts=20, answers=10, is_blameless=True),
}
_LINK = re.compile(r'<a href="(https?://[^"]+)"')
_QUOTED = re.compile(r"^ {0,3}>.*$", re.MULTILINE)


def may(viewer: Viewer, what: str) -> bool:
    """Of OPENS. Staff and whom an administrator made a helper need no level."""
    return is_agent(viewer) or is_helper(viewer) or has_earned(viewer, what)


def has_earned(viewer: Viewer, what: str) -> bool:
    """The same by her level alone, which counts in every forum."""
    return getattr(viewer, "trust_level", TrustLevel.NEWCOMER) >= OPENS[what]


def must_wait(viewer: Viewer, forum: Forum) -> bool:
    """Is what she writes there read by a moderator before it is shown?"""
    if not viewer.is_authenticated or is_agent(viewer) or is_helper(viewer):
        return False
    if forum.approval == Forum.Approval.NEWCOMERS:
        return viewer.trust_level == TrustLevel.NEWCOMER
    return forum.approval == Forum.Approval.EVERYBODY


def refuses(form: Form, user: User) -> bool:
    """Say on a form that passed why its sender may not post this now, and from when."""
    if refuses_words(form, user) or may(user, "links"):
        return bool(form.errors)
    a_day_ago = timezone.now() - timedelta(days=1)
    if user.posts.filter(created_at__gt=a_day_ago).count() >= POSTS_A_DAY:
        text = _("New people post %d times a day at most: go on tomorrow.")
        form.add_error(None, f"{text % POSTS_A_DAY} {_until_member()}")
    return bool(form.errors)


def refuses_words(form: Form, user: User) -> bool:
    """The same of the words alone, for what stands there already is changed."""
    if may(user, "links") and may(user, "images"):
        return False
    html = render(_QUOTED.sub("", form.cleaned_data["body"])).html
    if not may(user, "links") and _links_elsewhere(html) > LINKS:
        text = _("New people lead to %d places on other sites at most.")
        form.add_error("body", f"{text % LINKS} {_until_member()}")
    if not may(user, "images") and "<img" in html:
        form.add_error("body", f"{_('New people show no pictures.')} {_until_member()}")
    return bool(form.errors)


def _links_elsewhere(html: str) -> int:
    here = urlsplit(settings.SITE_URL).netloc
    return sum(urlsplit(url).netloc != here for url in _LINK.findall(html))


def _until_member() -> str:
    needs = NEEDS[TrustLevel.MEMBER]
    text = ngettext(
        "That ends the night after your account is %(days)d day old and %(posts)d of "
        "your posts stand.",
        "That ends the night after your account is %(days)d days old and %(posts)d of "
        "your posts stand.",
        needs.days,
    )
    return text % {"days": needs.days, "posts": needs.posts}
