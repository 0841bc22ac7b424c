"""The rows of an import: known by their external ids, written when they differ."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from activity.actions import record
from composer.actions import store_uploads
from composer.files import display_name
from composer.models import Upload
from core import markdown
from core.slugs import RESERVED_SLUGS, SLUG_LENGTH, slug_of
from kb import events, rendering
from kb.actions import create_category
from kb.actions.rows import next_position, put_live, write_revision
from kb.importing.sources import Source, key_of
from kb.models import Article, Category, Revision
from tickets.actions.tags import tags_named, tidy_tags

SUMMARY_LENGTH = 160

Folders = tuple[str, ...]


def shelve(sources: Iterable[Source]) -> dict[Folders, Category]:
    """The category of each folder, with those above it; missing ones are made."""
    known = {c.external_id: c for c in Category.objects.exclude(external_id=None)}
    slugs = set(Category.objects.values_list("slug", flat=True))
    found: dict[Folders, Category] = {}
    for source in sources:
        for depth in range(1, len(source.folders) + 1):
            folders = source.folders[:depth]
            if folders in found:
                continue
            key = key_of("/".join(folders))
            parent = found.get(folders[:-1])
            found[folders] = known.get(key) or _shelf(folders, key, parent, slugs)
    return found


def _shelf(
    folders: Folders, key: str, parent: Category | None, slugs: set[str]
) -> Category:
    title = folders[-1].replace("-", " ").replace("_", " ").strip() or folders[-1]
    slug = _free_slug(slug_of(title, otherwise="category"), parent, slugs)
    slugs.add(slug)
    title = title[:1].upper() + title[1:80]
    return create_category(
        by=None, title=title, slug=slug, parent=parent, external_id=key
    )


def _free_slug(slug: str, parent: Category | None, slugs: set[str]) -> str:
    """Two sections may bear one name: then the upper category's stands before it."""
    taken = slugs | RESERVED_SLUGS
    if slug in taken and parent is not None:
        slug = f"{parent.slug}-{slug}"[:SLUG_LENGTH].strip("-")
    number, wanted = 1, slug
    while slug in taken:
        number += 1
        slug = f"{wanted[: SLUG_LENGTH - 6]}-{number}"
    return slug


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
                position=places[category.pk],
            )
        )
    Article.objects.bulk_create(rows, batch_size=200)
    return len(rows)


class Shelver:
    """Writes articles; knows which files each of them already has."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, str, str], Upload] = {}
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
        return self._files[key].get_absolute_url()


def write(article: Article, source: Source, category: Category, body: str) -> bool:
    """Bring a row in step with its source, in a transaction; whether it differed.

    A new one is published, unless its source is a draft. What became of it later is
    for reviewers to say.
    """
    is_new = article.number == 0
    words = _words(article, source, body)
    changed = _put(article, {"category_id": category.pk})
    if _tags_differ(article, source):
        article.tags.set(tags_named(source.tags))
        changed.append("tags")
    if words:
        write_revision(article, by=None, significant=is_new, **words)
        _show(article, source, is_new)
    elif article.is_live and article.body_version != markdown.VERSION:
        put_live(article, article.live_number)
        changed.append("body_version")
    if source.updated_at is not None:
        changed += _put(article, {"updated_at": source.updated_at})
    if changed:
        article.save()
    if changed or words:
        record(events.ArticleImported, article, by=None)
    return bool(changed or words)


def _words(article: Article, source: Source, body: str) -> dict[str, Any]:
    """What the source says, where that differs from the newest revision."""
    newest = Revision.objects.of(article).filter(number=article.number).first()
    summary = source.summary
    if not summary and newest and newest.body == body:
        summary = newest.summary
    elif not summary:
        summary = markdown.excerpt(rendering.render(body).html, SUMMARY_LENGTH)
    words = {"title": source.title, "summary": summary, "body": body}
    known = {name: getattr(newest, name, None) for name in words}
    return {} if words == known else words


def _show(article: Article, source: Source, is_new: bool) -> None:
    """Readers see it from now on, if they are to see it at all."""
    if is_new and not source.is_draft:
        article.state = Article.State.PUBLISHED
        article.published_at = source.published_at or timezone.now()
    if article.is_published:
        put_live(article, article.number)
    if is_new and source.updated_at is None and source.published_at:
        article.updated_at = source.published_at
        article.save()


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
