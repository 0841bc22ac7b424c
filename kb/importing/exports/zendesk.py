"""Zendesk's Help Center API: categories, sections, articles and their translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from core.foreign_html import as_markdown, soup_of
from kb.importing.exports.beside import Beside
from kb.importing.exports.documents import (
    Documents,
    Row,
    by_key,
    key,
    names_of,
    number,
    text,
    words_in,
)
from kb.importing.meanings import language_of
from kb.importing.report import Report
from kb.importing.sources import Folders, Meta, Source, make_source

_READ = {
    "articles", "sections", "categories", "translations", "user_segments", "users",
    "article_attachments", "organizations",
}  # fmt: skip
_NARROWED = ("tags", "or_tags", "group_ids", "added_user_ids")


def is_one(documents: Documents) -> bool:
    return any("section_id" in row for row in documents.get("articles", ()))


class Export:
    def __init__(self, folder: Path, documents: Documents, report: Report) -> None:
        self._folder = folder
        self._report = report
        self._beside = Beside(folder, report)
        rows = defaultdict(list, documents)
        self._articles = rows["articles"]
        self._categories = by_key(rows["categories"])
        self._sections = by_key(rows["sections"])
        self._segments = by_key(rows["user_segments"])
        self._users = by_key(rows["users"])
        self._organizations = by_key(rows["organizations"])
        self._texts: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows["translations"]:
            kind = text(row, "source_type") or "Article"
            self._texts[kind, key(row, "source_id")].append(row)
        self._files: dict[str, list[Row]] = defaultdict(list)
        for row in rows["article_attachments"]:
            self._files[key(row, "article_id")].append(row)
        for kind in sorted(set(documents) - _READ):
            report.lose("Left out", kind or "lists", f"{len(documents[kind])} rows")

    def categories(self) -> dict[Folders, Meta]:
        """Categories, and sections in them or in one another."""
        said: dict[Folders, Meta] = {}
        for pk, row in self._categories.items():
            said[(f"category-{pk}",)] = self._said(row, "Category")
        for pk, row in self._sections.items():
            said[self._section(pk)] = self._said(row, "Section")
        return dict(sorted(said.items(), key=lambda each: len(each[0])))

    def sources(self) -> list[Source]:
        seen: set[str] = set()
        return [
            make_source(
                meta, body, self._folder / key(row), name, folders, self._report, seen
            )
            for row in sorted(self._articles, key=_place)
            for meta, body, name, folders in self._languages(row)
        ]

    def _said(self, row: Row, kind: str) -> Meta:
        pk = key(row)
        translations = {
            language_of(text(each, "locale")): {
                "title": text(each, "title"),
                "description": text(each, "body"),
            }
            for each in self._texts[kind, pk]
        }
        return {
            "id": f"zendesk:{kind.lower()}:{pk}",
            "title": text(row, "name"),
            "description": text(row, "description"),
            "order": row.get("position"),
            "translations": translations,
        }

    def _section(self, pk: str) -> Folders:
        """From the top; a section that stands in itself stands at the top."""
        path: list[str] = []
        while (row := self._sections.get(pk)) and f"section-{pk}" not in path:
            path.insert(0, f"section-{pk}")
            top, pk = key(row, "category_id"), key(row, "parent_section_id")
            if not pk and top:
                path.insert(0, f"category-{top}")
        return tuple(path)

    def _languages(self, row: Row) -> Iterator[tuple[Meta, str, str, Folders]]:
        """The words in the site's language first, then each other one's."""
        texts = {language_of(text(row, "locale")): row}
        for translation in self._texts["Article", key(row)]:
            texts.setdefault(language_of(text(translation, "locale")), translation)
        own = settings.LANGUAGE_CODE
        if own not in texts:
            own = next(iter(texts))
            kind = "Words in another language than the site's"
            self._report.lose(kind, f"articles/{key(row)}", own)
        folders = self._section(key(row, "section_id")) or ("imported",)
        for language in (own, *(each for each in texts if each != own)):
            name = f"articles/{key(row)}" + ("" if language == own else f".{language}")
            words = texts[language]
            meta = self._words(words) | (
                self._meta(row)
                if language == own
                else {"translation_of": key(row), "language": language}
            )
            yield meta, self._body(words, name), name, folders

    def _words(self, row: Row) -> Meta:
        return {
            "title": text(row, "title") or text(row, "name"),
            "draft": row.get("draft") is True,
            "updated": text(row, "edited_at") or text(row, "updated_at"),
            "stale": row.get("outdated") is True,
        }

    def _meta(self, row: Row) -> Meta:
        files = [self._file(each) for each in self._files[key(row)]]
        return {
            "id": key(row),
            "tags": words_in(row, "label_names"),
            "created": text(row, "created_at"),
            "published": text(row, "created_at"),
            "order": number(row, "position"),
            "owner": text(self._users.get(key(row, "author_id"), {}), "email"),
            "files": [file for file in files if file],
            **self._audience(row),
        }

    def _audience(self, row: Row) -> Meta:
        """Never more people than there: who is left is staff."""
        pk = key(row, "user_segment_id")
        if not pk and not row.get("user_segment_ids"):
            return {"audience": "everyone"}
        segment = self._segments.get(pk, {})
        is_narrow = any(segment.get(name) for name in _NARROWED)
        if segment.get("user_type") == "signed_in_users" and not is_narrow:
            chosen = names_of(segment, "organization_ids", self._organizations)
            audience = "organizations" if chosen else "signed_in"
            return {"audience": audience, "organizations": chosen}
        if segment.get("user_type") != "staff":
            kind = "Seen by a part of its readers, now by agents alone"
            self._report.lose(kind, f"articles/{key(row)}", text(segment, "name") or pk)
        return {"audience": "agents"}

    def _file(self, row: Row) -> str:
        name = text(row, "display_file_name") or text(row, "file_name")
        place = self._beside.find(key(row), name)
        if not place:
            kind = "Missing files"
            self._report.lose(kind, f"articles/{key(row, 'article_id')}", name)
        return place

    def _body(self, row: Row, name: str) -> str:
        soup = soup_of(text(row, "body"))
        return as_markdown(soup, lead=self._beside.lead, name=name, report=self._report)


def _place(row: Row) -> tuple[str, int, str]:
    return key(row, "section_id"), number(row, "position"), key(row)
