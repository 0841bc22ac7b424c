"""The tags of a topic."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, signed_in
from core.answering import form_answer, posted, require
from forums.actions.tags import tag_topic
from forums.forms import TopicTagsForm
from forums.permissions import can_tag
from forums.views.answering import crumbs
from forums.views.topics import topic_for


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    topic = topic_for(request.user, pk)
    require(can_tag(request.user, topic))
    names = topic.tags.order_by("name").values_list("name", flat=True)
    form = TopicTagsForm(*posted(request), initial={"tags": ", ".join(names)})
    if not form.is_valid():
        way = crumbs(topic.forum, topic, here=_("Tags"))
        context = {"topic": topic, "crumbs": way}
        return form_answer(request, "forums/tags.html", context, form)
    tag_topic(topic, by=request.user, names=form.cleaned_data["tags"])
    return redirect(topic)
