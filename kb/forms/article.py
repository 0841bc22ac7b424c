from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from composer.forms import (
    AttachmentsField,
    BodyField,
    FilesInput,
    LineField,
)
from composer.models import Draft
from composer.staging import staged
from core.access import Viewer
from core.fields import RowsField
from kb.actions.revisions import WORDS
from kb.forms.begun import PAGE, PageForm, as_sent, go_on
from kb.forms.care import CareForm
from kb.forms.category import CategoryChoiceField
from kb.models import Article, Revision
from kb.permissions import can_set_audience
from kb.snippets import TooLongError, expanded


class ArticleForm(CareForm, PageForm, forms.ModelForm):
    """`title`, `category` and `body` suffice.

    `base` is the revision that the words were written on, else the newest; an article
    that is there begins with the words of its newest one.
    """

    title = LineField(label=_("Title"), max_length=200)
    category = CategoryChoiceField(label=_("Category"), empty_label=_("Choose one"))
    body = BodyField(label=_("Text"))
    audience = forms.ChoiceField(
        label=_("Seen by"),
        choices=Article.Audience.choices,
        required=False,
        initial=Article.Audience.EVERYONE,
    )
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=500,
        help_text=_("Words apart by commas; the search finds the article by them."),
    )
    organizations = RowsField(
        Organization.objects.all(),
        label=_("Organisations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attachments = AttachmentsField(label=_("Pictures and files"))
    note = LineField(
        label=_("What changed"),
        required=False,
        max_length=200,
        help_text=_(
            "For reviewers, and for followers where the change is significant."
        ),
    )
    significant = forms.BooleanField(
        label=_("It matters to readers"),
        required=False,
        help_text=_("Followers hear of it, and translations are out of date."),
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    # what she has typed and not saved, where the form was filled with it
    begun: Draft | None = None

    class Meta:
        model = Article
        fields = ["title", "category", "summary", "body", "audience", "organizations"]

    def __init__(
        self,
        *args: Any,
        user: Viewer,
        newest: Revision | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest
        category = self.fields["category"]
        assert isinstance(category, CategoryChoiceField)
        category.show_tree()
        article = self.instance if self.instance.pk else None
        if newest is None:
            del self.fields["base"], self.fields["note"], self.fields["significant"]
        else:
            self.initial.update((name, getattr(newest, name)) for name in WORDS)
            self.initial["base"] = newest.number
        if article is not None:
            names = article.tags.values_list("name", flat=True)
            self.fields["tags"].initial = ", ".join(names)
        if not can_set_audience(user, article):
            del self.fields["audience"], self.fields["organizations"]
        self.take_care_of(article, user)

    def go_on_with(self, draft: Draft, stamp: str) -> None:
        """Show what she has typed."""
        go_on(self, draft, stamp)
        self.begun = draft
        files = self.fields["attachments"].widget
        assert isinstance(files, FilesInput)
        files.kept = staged(draft.beside["kept"])

    def given(self) -> dict[str, Any]:
        given = super().given()
        given["files"] = given.pop("attachments")
        return given

    def base_number(self) -> int:
        """The revision that its words are written on, as far as the form says it."""
        said = str(self["base"].value())
        return int(said) if said.isdecimal() and len(said) < 10 else 0

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        try:
            expanded(body, settings.LANGUAGE_CODE)
        except TooLongError as error:
            raise ValidationError(
                _("With its snippets this is longer than 64 KB.")
            ) from error
        return body

    def clean_base(self) -> int:
        newest: int = self.initial["base"]
        base = (
            newest if self.cleaned_data["base"] is None else self.cleaned_data["base"]
        )
        if not 0 < base <= newest:
            raise ValidationError(_("There is no such version."))
        return base

    def clean_tags(self) -> list[str]:
        return self.cleaned_data["tags"].split(",")

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or self.instance.audience

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("audience") == Article.Audience.ORGANIZATIONS
        if chosen and not cleaned.get("organizations"):
            self.add_error("organizations", _("Choose at least one organisation."))
        return cleaned


class ArticleDraftForm(ArticleForm):
    """What is in the form so far; nothing has to be."""

    # what the draft keeps otherwise, or not at all
    _APART = ("body", "attachments", *PAGE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def given(self) -> dict[str, Any]:
        """As it was sent, to stand in the form again."""
        return as_sent(self, apart=self._APART)

    def clean(self) -> dict[str, Any]:
        """What belongs together need not be there yet."""
        return self.cleaned_data
