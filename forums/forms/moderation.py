"""What moderators say: reports, decisions, and until when a topic stands first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from composer.forms import LineField
from core.access import Viewer, is_agent
from forums.actions.reports import Decision
from forums.models import Forum, Post, Report, Sanction
from tickets.forms.redacting import something


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=[
            (reason.value, reason.label)
            for reason in Report.Reason
            if reason != Report.Reason.APPROVAL
        ],
        widget=forms.RadioSelect,
    )
    text = LineField(label=_("In your words"), max_length=500, required=False)


class RedactPostForm(forms.Form):
    """Cleans to `text` and `title` (of the topic), whether they go."""

    text = forms.BooleanField(required=False, label=_("The text"), initial=True)
    title = forms.BooleanField(required=False, label=_("The title of the topic"))

    def __init__(
        self, *args: Any, post: Post, offered: dict[str, bool], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = post.topic.title
        for name, may in offered.items():
            if not may:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return something(self, super().clean() or {})


class FilterForm(forms.Form):
    """What does not fit narrows nothing."""

    forum = forms.ChoiceField(label=_("Forum"), required=False)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Any reason")), *Report.Reason.choices],
        required=False,
    )

    def __init__(
        self, *args: Any, forums_shown: Iterable[Forum], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["forum"]
        assert isinstance(field, forms.ChoiceField)
        shown = [(each.slug, each.title) for each in forums_shown]
        field.choices = [("", _("All forums")), *shown]


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("What becomes of the post"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
    )
    hidden_reason = forms.ChoiceField(
        label=_("Why it is hidden, which its author is told"),
        choices=Post.HiddenReason.choices,
        required=False,
    )
    sanction = forms.ChoiceField(label=_("What becomes of its author"), required=False)
    days = forms.IntegerField(
        label=_("Days of silence"),
        min_value=1,
        max_value=3650,
        initial=7,
        required=False,
    )
    words = LineField(
        label=_("What the author is told"),
        max_length=500,
        required=False,
        help_text=_("Of a warning, a silence or a ban."),
    )

    def __init__(self, *args: Any, user: Viewer, author: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: list[tuple[str, Any]] = [("", _("Nothing")), *Sanction.Kind.choices]
        if author.is_agent:
            kinds = kinds[:1]
        elif not is_agent(user):  # a helper's word goes no further
            kinds = kinds[:2]
        field = self.fields["sanction"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = kinds

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("decision") == Decision.HIDE and not given.get("hidden_reason"):
            self.add_error("hidden_reason", _("Say why."))
        if given.get("sanction") and not given.get("words"):
            self.add_error("words", _("Say why: its author reads it."))
        if given.get("sanction") == Sanction.Kind.SILENCE and not given.get("days"):
            self.add_error("days", _("Say for how long."))
        return given


class UntilForm(forms.Form):
    until = forms.DateField(
        label=_("Pin or feature until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError(_("That day is over."))
        return until
