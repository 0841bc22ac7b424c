"""How the views of this app answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from composer.keeping import keep_files
from core.access import SignedInRequest
from core.answering import form_answer
from forums.forms import EditPostForm
from forums.models import Forum, ForumGroup, Topic


def crumbs(*things: Forum | Topic, here: str) -> list[tuple[str, str]]:
    """The way from the forums over these things to this page."""
    start = (_("Forums"), reverse("forums:home"))
    way = [(str(thing), thing.get_absolute_url()) for thing in things]
    return [start, *way, (here, "")]


def edit_again(
    request: SignedInRequest, context: dict[str, Any], form: EditPostForm
) -> HttpResponse:
    keep_files(request, form, by=request.user)
    return form_answer(request, "forums/edit_post.html", context, form)


def grouped(
    forums: Iterable[Forum], groups: Iterable[ForumGroup]
) -> list[tuple[ForumGroup | None, list[Forum]]]:
    """Those without a group first, then each group with its forums."""
    of_group: dict[int | None, list[Forum]] = {}
    for forum in forums:
        of_group.setdefault(forum.group_id, []).append(forum)
    alone = of_group.get(None)
    found = [(group, of_group.get(group.pk, [])) for group in groups]
    return [(None, alone), *found] if alone else [*found]
