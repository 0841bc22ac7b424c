from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from composer.forms import BodyField, OnceForm

MISSING_LENGTH = 2000


class VoteForm(forms.Form):
    helpful = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
    )
    missing = forms.CharField(
        label=_("What was missing?"),
        help_text=_("Only our staff read this. Please name nobody in it."),
        max_length=MISSING_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VisitorCommentForm(forms.Form):
    body = BodyField(label=_("Your comment"))


class CommentForm(OnceForm, VisitorCommentForm): ...
