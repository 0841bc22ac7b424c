from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from composer.forms import AttachmentsField, BodyField, LineField, OnceForm
from core.access import Viewer
from core.fields import AddressField, IconField, RowsField
from kb.actions.categories import is_inside
from kb.models import Article, Category
from kb.permissions import can_set_audience
from kb.tree import Tree


class VoteForm(forms.Form):
    helpful = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
    )


class VisitorCommentForm(forms.Form):
    body = BodyField(label=_("Your comment"))


class CommentForm(OnceForm, VisitorCommentForm): ...


class CategoryChoiceField(forms.ModelChoiceField):
    """The whole tree, each category set in below the one it stands in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Category.objects.all(), **kwargs)

    def show_tree(self, *, without: Category | None = None) -> None:
        tree = Tree(Category.objects.all())
        options = [
            (shelf.category.pk, "\u2003" * len(shelf.above) + shelf.category.title)
            for shelf in tree.walk()
            if without not in tree.path_to(shelf.category)
        ]
        self.choices = [("", self.empty_label), *options]


class ArticleForm(forms.ModelForm):
    """`title`, `category` and `body` suffice."""

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

    class Meta:
        model = Article
        fields = ["title", "category", "summary", "body", "audience", "organizations"]

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.fields["category"]
        assert isinstance(category, CategoryChoiceField)
        category.show_tree()
        article = self.instance if self.instance.pk else None
        if article is not None:
            names = article.tags.values_list("name", flat=True)
            self.fields["tags"].initial = ", ".join(names)
        if not can_set_audience(user, article):
            del self.fields["audience"], self.fields["organizations"]

    def clean_tags(self) -> list[str]:
        return self.cleaned_data["tags"].split(",")

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Article.Audience.EVERYONE

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("audience") == Article.Audience.ORGANIZATIONS
        if chosen and not cleaned.get("organizations"):
            self.add_error("organizations", _("Choose at least one organisation."))
        return cleaned


class CategoryForm(forms.ModelForm):
    parent = CategoryChoiceField(
        label=_("Inside"),
        required=False,
        empty_label=_("Nothing: it stands at the top"),
    )
    slug = AddressField()
    icon = IconField(initial="book-open")

    class Meta:
        model = Category
        fields = ["title", "slug", "parent", "description", "icon"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, CategoryChoiceField)
        parent.show_tree(without=self.instance if self.instance.pk else None)

    def clean_parent(self) -> Category | None:
        parent: Category | None = self.cleaned_data["parent"]
        if self.instance.pk and is_inside(parent, self.instance):
            raise ValidationError(_("A category cannot stand inside itself."))
        return parent
