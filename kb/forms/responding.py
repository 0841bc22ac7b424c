from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from composer.forms import BodyField, OnceForm


class VoteForm(forms.Form):
    helpful = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
    )


class VisitorCommentForm(forms.Form):
    body = BodyField(label=_("Your comment"))


class CommentForm(OnceForm, VisitorCommentForm): ...
