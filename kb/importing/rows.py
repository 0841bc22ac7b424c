"""The rows of an import: known by their external ids, written when they differ."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from activity.actions import record
from composer.actions import store_uploads
from composer.files import display_name
from composer.models import Upload
from core import markdown
from kb import events, rendering
from kb.actions.rows import next_position, put_live, write_revision
from kb.importing.details import begin
from kb.importing.meanings import order
from kb.importing.report import Report
from kb.importing.sources import Folders, Source
from kb.models import Article, Category, Revision, Translation, Words
from tickets.actions.tags import tags_named, tidy_tags

SUMMARY_LENGTH = 160


@transaction.atomic
def make_room(sources: list[Source], shelves: dict[Folders, Category]) -> int:
    """An empty draft for each new article, so that all addresses are known."""
    keys = [source.external_id for source in sources]
    there = set(
        Article.objects.filter(external_id__in=keys).values_list(
            "external_id", flat=True
        )
    )
    places: dict[int, int] = {}
    rows = []
    for source in sources:
        if source.external_id in there:
            continue
        category = shelves[source.folders]
        place = places.get(category.pk)
        places[category.pk] = next_position(category) if place is None else place + 1
        rows.append(
            Article(
                category=category,
                title=source.title,
                slug=source.slug,
                external_id=source.external_id,
                position=order(source.meta.get("order"), otherwise=places[category.pk]),
            )
        )
    Article.objects.bulk_create(rows, batch_size=200)
    return len(rows)


class Shelver:
    """Writes articles; knows which files each of them already has."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, str, str], Upload] = {}
        # keys of those that got some
        self.filled: set[int] = set()
        content_type = ContentType.objects.get_for_model(Article)
        for upload in Upload.objects.filter(target_type=content_type):
            self._files[upload.target_id or 0, upload.sha256, upload.name] = upload

    def keep(self, article: Article, file: Path) -> str:
        """The address of a file that hangs on the article, in a transaction."""
        content = file.read_bytes()
        key = (article.pk, sha256(content).hexdigest(), display_name(file.name))
        if key not in self._files:
            uploaded = SimpleUploadedFile(file.name, content)
            self._files[key] = store_uploads([uploaded], target=article, by=None)[0]
            self.filled.add(article.pk)
        return self._files[key].get_absolute_url()


def words_of(
    text: Words, source: Source, body: str, *, has_files: bool = False
) -> dict[str, Any]:
    """What the source says; nothing where the newest revision says the same.

    New files are a revision of their own, for those of the live one are listed.
    """
    newest = Revision.objects.newest_of(text).first()
    summary = source.summary
    if summary is None and newest and newest.body == body:
        summary = newest.summary
    elif summary is None:
        summary = markdown.excerpt(rendering.render(body).html, SUMMARY_LENGTH)
    words = {"title": source.title, "summary": summary, "body": body}
    known = {name: getattr(newest, name, None) for name in words}
    return {} if words == known and not has_files else words


def write(
    article: Article,
    source: Source,
    category: Category,
    words: dict[str, Any],
    report: Report,
) -> bool:
    """Bring a row in step with its source, in a transaction; whether it differed.

    A new one gets the state that its source names. What became of it later is for
    reviewers to say.
    """
    is_new = article.number == 0
    changed = _put(article, {"category_id": category.pk})
    if _tags_differ(article, source):
        article.tags.set(tags_named(source.tags))
        changed.append("tags")
    if words:
        write_revision(article, by=None, significant=is_new, **words)
    if is_new:
        begin(article, source, report)
    elif article.is_live and (words or article.body_version != markdown.VERSION):
        put_live(article, article.number if words else article.live_number)
        changed.append("body_version")
    if source.updated_at is not None:
        changed += _put(article, {"updated_at": source.updated_at})
    if changed:
        article.save()
    if changed or words:
        record(events.ArticleImported, article, by=None)
    return bool(changed or words)


def write_translation(text: Translation, source: Source, words: dict[str, Any]) -> bool:
    """As `write`; `stale` in the front matter says that the article moved on."""
    is_new = text.number == 0
    if not words:
        return False
    number = 0 if source.meta.get("stale") is True else text.article.number
    write_revision(text, by=None, significant=False, source_number=number, **words)
    if text.is_live or (is_new and source.state == Article.State.PUBLISHED):
        put_live(text, text.number)
    if source.updated_at is not None:
        text.updated_at = source.updated_at
        text.save()
    record(events.ArticleImported, text.article, by=None, related=text)
    return True


def _put(article: Article, fields: dict[str, Any]) -> list[str]:
    changed = [
        name for name, value in fields.items() if getattr(article, name) != value
    ]
    for name in changed:
        setattr(article, name, fields[name])
    return changed


def _tags_differ(article: Article, source: Source) -> bool:
    wanted = tidy_tags(source.tags)
    return wanted != {tag.name for tag in article.tags.all()}
