from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kb.models.words import LANGUAGE_LENGTH
from kb.querysets import SnippetQuerySet


class Snippet(models.Model):
    """A piece of text that many articles show: written once, changed everywhere."""

    name = models.SlugField(_("name"), max_length=60)
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    body = models.TextField(_("text"))

    # set by `with_use_count`: articles that show it
    use_count: int
    # will others, at a time that is set?
    is_due: bool

    objects = SnippetQuerySet.as_manager()

    class Meta:
        ordering = ["name", "language"]
        constraints = [
            models.UniqueConstraint(fields=["name", "language"], name="snippet_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kb_desk:snippet", args=[self.pk])
