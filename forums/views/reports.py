"""A reader says that a post is not right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, signed_in
from core.answering import form_answer, posted, refuse_haste, require, too_soon
from forums.actions.reports import report_post
from forums.forms.moderation import ReportForm
from forums.limits import wait_for
from forums.models import Post
from forums.permissions import can_report
from forums.views.answering import crumbs


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    posts = Post.objects.visible_to(request.user).with_topic()
    post = get_object_or_404(posts, topic__pk=pk, number=number)
    require(can_report(request.user, post))
    form = ReportForm(*posted(request))
    way = crumbs(post.topic.forum, post.topic, here=_("Report"))
    context = {"post": post, "crumbs": way}
    template = "forums/moderation/report.html"
    if not form.is_valid():
        return form_answer(request, template, context, form)
    if seconds := wait_for("report", request):
        refuse_haste(form)
        return too_soon(form_answer(request, template, context, form), seconds=seconds)
    report_post(post, by=request.user, **form.cleaned_data)
    messages.success(request, _("Thank you. A moderator looks at it and tells you."))
    return redirect(post)
