"""Freshdesk's API of solutions: lists of categories, folders and articles."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from core.foreign_html import as_markdown, soup_of
from kb.importing.exports.beside import Beside
from kb.importing.exports.documents import (
    Documents,
    Row,
    by_key,
    key,
    names_of,
    number,
    rows_in,
    text,
    words_in,
)
from kb.importing.report import Report
from kb.importing.sources import Folders, Meta, Source, make_source

_DRAFT = 1
_TOLD_BY = {
    "visibility": "folder",
    "domains": "company",
    "contact": "agent",
    "name": "category",
}
_AUDIENCES = {1: "everyone", 2: "signed_in", 3: "agents", 4: "organizations"}


def is_one(documents: Documents) -> bool:
    return any(map(_is_article, _rows(documents)))


class Export:
    def __init__(self, folder: Path, documents: Documents, report: Report) -> None:
        self._folder = folder
        self._report = report
        self._beside = Beside(folder, report)
        kinds: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(documents):
            kinds[_kind(row)].append(row)
        self._articles = kinds["article"]
        self._folders = by_key(kinds["folder"])
        self._companies = by_key(kinds["company"])
        self._agents = by_key(kinds["agent"])
        self._categories = by_key(kinds["category"])
        for row in kinds[""]:
            report.lose("Left out", key(row) or "a row", ", ".join(row)[:80])

    def categories(self) -> dict[Folders, Meta]:
        said: dict[Folders, Meta] = {}
        for place, (pk, row) in enumerate(self._categories.items()):
            said[(f"category-{pk}",)] = _said(row, f"category:{pk}", place)
        for place, (pk, row) in enumerate(self._folders.items()):
            said[self._path(row)] = _said(row, f"folder:{pk}", place)
        return dict(sorted(said.items(), key=lambda each: len(each[0])))

    def sources(self) -> list[Source]:
        seen: set[str] = set()
        places: dict[str, int] = defaultdict(int)
        found = []
        for row in self._articles:
            shelf = self._folders.get(key(row, "folder_id"), row)
            meta = self._meta(row, places[key(row, "folder_id")])
            places[key(row, "folder_id")] += 1
            name = f"articles/{key(row)}"
            soup = soup_of(text(row, "description"))
            body = as_markdown(
                soup, lead=self._beside.lead, name=name, report=self._report
            )
            folders, path = self._path(shelf), self._folder / key(row)
            found.append(
                make_source(meta, body, path, name, folders, self._report, seen)
            )
        return found

    def _path(self, row: Row) -> Folders:
        """Of a folder, or of an article whose folder is not told of."""
        path = [
            f"{text(each, 'type')}-{key(each['data'])}"
            for each in rows_in(row, "hierarchy")
            if isinstance(each.get("data"), dict)
        ]
        if not path and (top := key(row, "category_id")):
            path = [f"category-{top}"]
        is_folder = self._folders.get(key(row)) is row
        if is_folder and f"folder-{key(row)}" not in path:
            path.append(f"folder-{key(row)}")
        return tuple(path) or ("imported",)

    def _meta(self, row: Row, place: int) -> Meta:
        seo = row.get("seo_data")
        owner = self._agents.get(key(row, "agent_id"), {}).get("contact")
        files = [self._file(each, row) for each in rows_in(row, "attachments")]
        return {
            "id": key(row),
            "title": text(row, "title"),
            "summary": text(seo if isinstance(seo, dict) else {}, "meta_description")
            or None,
            "tags": words_in(row, "tags"),
            "draft": row.get("status") == _DRAFT,
            "created": text(row, "created_at"),
            "published": text(row, "created_at"),
            "updated": text(row, "updated_at"),
            "order": place,
            "owner": text(owner if isinstance(owner, dict) else {}, "email"),
            "files": [file for file in files if file],
            **self._audience(row),
        }

    def _audience(self, row: Row) -> Meta:
        """Never more people than there: who is left is staff."""
        shelf = self._folders.get(key(row, "folder_id"), {})
        audience = _AUDIENCES.get(number(shelf, "visibility"), "")
        if not audience:
            kind = "Seen by a part of its readers, now by agents alone"
            self._report.lose(kind, f"articles/{key(row)}", text(shelf, "name"))
        names = names_of(shelf, "company_ids", self._companies)
        return {"audience": audience or "agents", "organizations": names}

    def _file(self, file: Row, row: Row) -> str:
        place = self._beside.find(key(file), text(file, "name"))
        if not place:
            kind = "Missing files"
            self._report.lose(kind, f"articles/{key(row)}", text(file, "name"))
        return place


def _rows(documents: Documents) -> list[Row]:
    """Its answers are bare lists."""
    return documents.get("", [])


def _is_article(row: Row) -> bool:
    return _kind(row) == "article"


def _kind(row: Row) -> str:
    """What a row of a list is, by what only its like has."""
    if "folder_id" in row and "description" in row:
        return "article"
    return next((kind for name, kind in _TOLD_BY.items() if name in row), "")


def _said(row: Row, name: str, place: int) -> Meta:
    return {
        "id": f"freshdesk:{name}",
        "title": text(row, "name"),
        "description": text(row, "description"),
        "order": place,
    }
