"""What a writer changes in many articles at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import RowsField
from kb.forms.category import CategoryChoiceField
from kb.models import Article
from tickets.forms.fields import TagsForm
from tickets.forms.tags import TagsInput

AT_ONCE = 100


class BulkForm(forms.Form):
    """About articles that were ticked. A field that is left empty changes nothing."""

    articles = RowsField(
        Article.objects.none(), label=_("Articles"), widget=forms.MultipleHiddenInput
    )
    category = CategoryChoiceField(
        label=_("Move to"), required=False, empty_label=_("As it is")
    )
    add_tags = forms.CharField(
        label=_("Add tags, by commas"),
        required=False,
        max_length=500,
        widget=TagsInput,
    )
    remove_tags = forms.CharField(
        label=_("Take tags away, by commas"),
        required=False,
        max_length=500,
        widget=TagsInput,
    )
    archive = forms.BooleanField(label=_("Archive"), required=False)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["articles"].queryset = Article.objects.visible_to(viewer).for_list()
        fields["category"].show_tree()

    def clean_articles(self) -> list[Article]:
        chosen = list(self.cleaned_data["articles"].order_by("title")[: AT_ONCE + 1])
        if len(chosen) > AT_ONCE:
            message = _("At most %(count)d articles at once.") % {"count": AT_ONCE}
            raise forms.ValidationError(message)
        return chosen

    def clean_add_tags(self) -> list[str]:
        return TagsForm.names_in(self.cleaned_data["add_tags"])

    def clean_remove_tags(self) -> list[str]:
        return TagsForm.names_in(self.cleaned_data["remove_tags"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        wanted = any(value for name, value in given.items() if name != "articles")
        if not self.errors and not wanted:
            self.add_error(None, _("Choose what to change."))
        return given
