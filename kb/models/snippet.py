from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.models.words import LANGUAGE_LENGTH
from kb.querysets import SnippetQuerySet


class Snippet(models.Model):
    """A piece of text that many articles show: written once, changed everywhere."""

    name = models.SlugField(_("name"), max_length=60)
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    body = models.TextField(_("text"))

    objects = SnippetQuerySet.as_manager()

    class Meta:
        ordering = ["name", "language"]
        constraints = [
            models.UniqueConstraint(fields=["name", "language"], name="snippet_once"),
        ]

    def __str__(self) -> str:
        return self.name
