from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kb.forms.category import CategoryChoiceField
from kb.models import Article
from kb.querysets import ArticleQuerySet

WAITING = [
    ("", _("Any")),
    ("review", _("For a review")),
    ("changes", _("With changes to publish")),
    ("look", _("To be looked at again")),
]


class ArticleFilterForm(forms.Form):
    """What narrows the desk's list. What it does not know narrows nothing."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("Any")), *Article.State.choices]
    )
    waiting = forms.ChoiceField(label=_("Waiting"), choices=WAITING)
    category = CategoryChoiceField(label=_("Category"), empty_label=_("Any"))
    owner = forms.ChoiceField(label=_("Owner"))

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        fields: Any = self.fields
        fields["category"].show_tree()
        people = User.objects.writers().order_by("display_name")
        fields["owner"].choices = [
            ("", _("Any")),
            ("me", _("Me")),
            ("nobody", _("Nobody")),
            *((str(person.pk), person.public_name) for person in people),
        ]
        for field in fields.values():
            field.required = False

    def narrowed(self, rows: ArticleQuerySet) -> ArticleQuerySet:
        chosen = self.chosen()
        if state := chosen.get("state"):
            rows = rows.filter(state=state)
        if category := chosen.get("category"):
            rows = rows.filter(category=category)
        if owner := chosen.get("owner"):
            whose = {"me": self.viewer.pk, "nobody": None}
            rows = rows.filter(owner=whose.get(owner, owner))
        if waiting := chosen.get("waiting"):
            rows = self._waiting(rows, waiting)
        return rows

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _waiting(self, rows: ArticleQuerySet, kind: str) -> ArticleQuerySet:
        if kind == "review":
            return rows.waiting_for_review()
        if kind == "changes":
            return rows.pending()
        return rows.overdue_for_review(timezone.localdate())
