from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from django.db import transaction

from accounts.models import User
from activity.actions import record
from kb import events, rendering
from kb.actions.rows import lock
from kb.models import Article, Reference, Snippet, Translation, Words
from kb.references import keep_references
from kb.snippets import TooLongError, expanded, placeholder_of
from search.actions import reindex
from search.documents import registry


class TooLongWithItError(Exception):
    """`text` would be longer than one may be."""

    def __init__(self, text: Words) -> None:
        super().__init__(str(text))
        self.text = text


@transaction.atomic
def save_snippet(*, by: User | None, name: str, language: str, body: str) -> Snippet:
    """What shows it is rendered anew at once.

    Raises `TooLongWithItError`, and nothing is saved then.
    """
    snippet = Snippet.objects.filter(name=name, language=language).first()
    if snippet is not None and snippet.body == body:
        return snippet
    snippet, _is_new = Snippet.objects.update_or_create(
        name=name, language=language, defaults={"body": body}
    )
    _show_anew(snippet)
    record(events.SnippetChanged, snippet, by=by)
    return snippet


@transaction.atomic
def delete_snippet(snippet: Snippet, *, by: User) -> bool:
    """One that live words show stays: False."""
    if Reference.objects.showing(snippet.name).exists():
        return False
    record(events.SnippetDeleted, snippet, by=by, data={"name": snippet.name})
    snippet.delete()
    return True


def _show_anew(snippet: Snippet) -> None:
    articles, translations = set(), set()
    for text in _texts(snippet):
        lock(text)
        try:
            expanded(text.body, text.language)
        except TooLongError as error:
            raise TooLongWithItError(text) from error
        rendered = rendering.render(text.body, text.language)
        text.body_html, text.body_version = rendered.html, rendered.version
        text.toc = [asdict(entry) for entry in rendered.toc]
        text.save(update_fields=["body_html", "body_version", "toc"])
        keep_references(text)
        if isinstance(text, Translation):
            translations.add(text.pk)
        else:
            articles.add(text.pk)
    for model, keys in ((Article, articles), (Translation, translations)):
        reindex(registry[model].for_index(model.objects.filter(pk__in=keys)))


def _texts(snippet: Snippet) -> Iterator[Words]:
    """All that ask for it by its name, be it in vain until now."""
    used = Reference.objects.filter(address=placeholder_of(snippet.name))
    used = used.order_by("article_id").select_related("article")
    for reference in used:
        article = reference.article
        if reference.language == article.language:
            yield article
            continue
        translation = Translation.objects.filter(
            article=article, language=reference.language
        ).first()
        if translation is not None:
            translation.article = article
            yield translation
