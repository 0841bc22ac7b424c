from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import view_address
from core.slugs import RESERVED_SLUGS, SLUG_LENGTH, refuse_reserved_slug
from kb.models.words import LANGUAGE_LENGTH
from kb.querysets import CategoryQuerySet


class Category(models.Model):
    """A shelf of the knowledge base; shelves stand in shelves."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("inside"),
        null=True,
        blank=True,
        related_name="children",
    )
    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[refuse_reserved_slug],
    )
    description = models.CharField(_("description"), max_length=240, blank=True)
    icon = models.CharField(_("icon"), max_length=40, default="book-open", blank=True)
    position = models.PositiveIntegerField(_("position"), default=0, editable=False)
    # what it was called where it was imported from
    external_id = models.CharField(
        max_length=200, unique=True, null=True, blank=True, editable=False
    )

    # set by `in_language`
    translation: CategoryTranslation | None = None
    # set by `with_counts`: articles that the viewer sees in it, not below it
    own_count: int

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="category_slug_not_reserved",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return view_address("kb:category", self.shown.slug)

    @property
    def shown(self) -> Category | CategoryTranslation:
        """As it is called in the language that it was asked for in, else the site's."""
        return self.translation or self

    @property
    def language(self) -> str:
        return settings.LANGUAGE_CODE


class CategoryTranslation(models.Model):
    """What a category is called in another language than the site's."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("address"), max_length=SLUG_LENGTH, validators=[refuse_reserved_slug]
    )
    description = models.CharField(_("description"), max_length=240, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "language"], name="category_translated_once"
            ),
            models.UniqueConstraint(
                fields=["language", "slug"], name="category_translation_address"
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="category_translation_slug_not_reserved",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OldSlug(models.Model):
    """An address that a category had; it leads to the present one."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="old_slugs")
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    slug = models.SlugField(max_length=SLUG_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"], name="old_slug_leads_to_one"
            ),
        ]

    def __str__(self) -> str:
        return self.slug
