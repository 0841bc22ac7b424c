from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.fields import AddressField, IconField
from kb.actions.categories import is_inside
from kb.models import Category, CategoryTranslation
from kb.tree import Tree


class CategoryChoiceField(forms.ModelChoiceField):
    """The whole tree, each category set in below the one it stands in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Category.objects.all(), **kwargs)

    def show_tree(self, *, without: Category | None = None) -> None:
        tree = Tree(Category.objects.all())
        options = [
            (shelf.category.pk, "\u2003" * len(shelf.above) + shelf.category.title)
            for shelf in tree.walk()
            if without not in tree.path_to(shelf.category.pk)
        ]
        self.choices = [("", self.empty_label), *options]


class CategoryTranslationForm(forms.ModelForm):
    slug = AddressField()

    class Meta:
        model = CategoryTranslation
        fields = ["title", "slug", "description"]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        named = CategoryTranslation.objects.filter(language=self.instance.language)
        if named.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another category has this address."))
        return slug


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
