from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import override

from kb.models.article import Article
from kb.models.words import LANGUAGE_LENGTH, Words
from kb.querysets import TranslationQuerySet


class Translation(Words):
    """The words of an article in another language, live for whoever sees it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=LANGUAGE_LENGTH)
    # the article's revision that the words in the row were made from
    source_number = models.PositiveIntegerField(default=0, editable=False)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        constraints = [
            *Words.Meta.constraints,
            models.UniqueConstraint(
                fields=["article", "language"], name="article_translated_once"
            ),
        ]
        indexes = [
            *Words.Meta.indexes,
            # what there is in a language
            models.Index(fields=["language", "article"], name="translation_language"),
        ]

    def get_absolute_url(self) -> str:
        with override(self.language):
            return reverse("kb:article", args=[self.article_id, self.slug])

    @property
    def is_stale(self) -> bool:
        """Has the article changed in what matters since these words were made?"""
        return self.source_number < self.article.significant_number
