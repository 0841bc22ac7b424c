"""Files of Markdown and HTML, read into what an article needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from core.slugs import slug_of
from kb.importing import pages
from kb.importing.meanings import is_said, moment
from kb.importing.report import Report

SUFFIXES = (".md", ".markdown", *pages.SUFFIXES)
ID_LENGTH = 200
STATES = ("draft", "review", "scheduled", "published", "archived")
# what is no article: the data of a category, snippets, the files of an article
CATEGORY = "_category.md"
SNIPPETS = "_snippets"
FILES = ".files"

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*(?:\n|\Z)", re.S | re.M)
_FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


Meta = dict[str, Any]
Folders = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One file. `folders` name its categories from the top; dates may be missing."""

    path: Path
    name: str
    folders: Folders
    external_id: str
    title: str
    slug: str
    body: str
    # None: nothing is said of it
    summary: str | None
    tags: frozenset[str]
    state: str
    published_at: datetime | None
    updated_at: datetime | None
    # the number of the article that it translates, into what language
    translation_of: str
    language: str
    # the whole front matter
    meta: dict[str, Any]


def read_folder(folder: Path, report: Report) -> list[Source]:
    """Every file of a text below a folder, in the order of their names."""
    seen: set[str] = set()
    files = sorted(_files(folder, report), key=lambda path: path.as_posix().lower())
    return [_read(folder, path, report, seen) for path in files]


def read_snippets(folder: Path, report: Report) -> list[Source]:
    """What many articles show, by their titles, in the order of their names."""
    files = sorted(files_in(folder / SNIPPETS, report))
    texts = [path for path in files if path.suffix == ".md"]
    return [_read(folder, path, report, set()) for path in texts]


def read_categories(folder: Path, report: Report) -> dict[Folders, Meta]:
    """What is said of the folders that say something, those above first."""
    found, root = {}, folder.resolve()
    for path in sorted(folder.rglob(CATEGORY), key=lambda path: len(path.parts)):
        if not path.resolve().is_relative_to(root):
            continue
        relative = path.relative_to(folder)
        text = _decode(path, relative.as_posix(), report)
        found[relative.parts[:-1]] = _split(text, relative.as_posix(), report)[0]
    return found


def key_of(path: str) -> str:
    """A path as an external id, however long it is."""
    if len(path) <= ID_LENGTH:
        return path
    return f"{path[: ID_LENGTH - 65]}#{sha256(path.encode()).hexdigest()}"


def files_in(folder: Path, report: Report) -> Iterator[Path]:
    """Every file that really lies below the folder."""
    root = folder.resolve()
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            name = path.relative_to(folder).as_posix()
            report.lose("Leads out of the folder, not read", name, "")
        elif path.is_file():
            yield path


def _files(folder: Path, report: Report) -> Iterator[Path]:
    for path in files_in(folder, report):
        if path.suffix.lower() in SUFFIXES:
            parts = path.relative_to(folder).parts
            if not any(_is_beside(part) for part in parts):
                yield path


def _is_beside(part: str) -> bool:
    return part.startswith(".") or part.endswith(FILES) or part in (CATEGORY, SNIPPETS)


def _read(folder: Path, path: Path, report: Report, seen: set[str]) -> Source:
    relative = path.relative_to(folder)
    name = relative.as_posix()
    text = _decode(path, name, report)
    if path.suffix.lower() in pages.SUFFIXES:
        meta, body = pages.read_page(text, name, report)
    else:
        meta, body = _split(text, name, report)
    folders = relative.parts[:-1] or (folder.resolve().name,)
    return make_source(meta, body, path, name, folders, report, seen)


def make_source(
    meta: Meta,
    body: str,
    path: Path,
    name: str,
    folders: Folders,
    report: Report,
    seen: set[str],
) -> Source:
    """What a front matter or the like and a text of Markdown make. `seen`: keys."""
    title, body = _title(meta, body, path, name, report)
    key = str(meta.get("id") or "").strip()
    if key in seen:
        report.lose("Numbers used twice", name, key)
    if not key or key in seen or len(key) > ID_LENGTH:
        key = key_of(f"file:{name}")
    seen.add(key)
    return Source(
        path=path,
        name=name,
        folders=folders,
        external_id=key,
        title=title,
        slug=slug_of(title, otherwise="article"),
        body=body.strip(),
        summary=_summary(meta),
        tags=_tags(meta.get("tags")),
        state=_state(meta),
        published_at=moment(meta, "published", "published_at", "date", "created_at"),
        updated_at=moment(meta, "updated", "updated_at", "lastmod"),
        translation_of=line(meta.get("translation_of")),
        language=line(meta.get("language")),
        meta=meta,
    )


def _decode(path: Path, name: str, report: Report) -> str:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.lose("Not in UTF-8, read as Windows-1252", name, "")
        text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _split(text: str, name: str, report: Report) -> tuple[dict[str, Any], str]:
    try:
        meta, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError):
        report.lose("Unreadable front matter", name, "")
        return {}, _FRONT_MATTER.sub("", text, count=1)
    return {str(key).lower(): value for key, value in meta.items()}, body


def _title(
    meta: dict[str, Any], body: str, path: Path, name: str, report: Report
) -> tuple[str, str]:
    """The title, and the text without it where it was its first heading."""
    title = line(meta.get("title"))
    heading = _FIRST_HEADING.match(body)
    if not title and heading:
        title, body = line(heading[1]), body[heading.end() :]
    if not title:
        report.lose("Without a title, named after the file", name, "")
        title = line(path.stem.replace("-", " ").replace("_", " ")) or path.stem
    if len(title) > 200:
        report.lose("Titles cut at 200 characters", name, title)
    return title[:200], body


def line(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _tags(value: Any) -> frozenset[str]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, (list, tuple, set)):
        return frozenset()
    return frozenset(line(name) for name in names) - {""}


def _summary(meta: dict[str, Any]) -> str | None:
    known = [meta.get(name) for name in ("summary", "description")]
    said = [value for value in known if value is not None]
    return line(said[0])[:300] if said else None


def _state(meta: dict[str, Any]) -> str:
    state = str(meta.get("state", "")).lower()
    if state in STATES:
        return state
    is_draft = is_said(meta.get("draft")) or meta.get("published") is False
    return "draft" if is_draft else "published"
