"""What a folder holds: texts, or what the API of another help desk gave."""

from __future__ import annotations

from pathlib import Path

from kb.importing.exports import freshdesk, zendesk
from kb.importing.exports.documents import documents_in
from kb.importing.report import Report
from kb.importing.sources import Folders, Meta, Source, read_categories, read_folder

__all__ = ["read"]


def read(folder: Path, report: Report) -> tuple[list[Source], dict[Folders, Meta]]:
    """Its texts, and what is said of their categories, those above first."""
    documents = documents_in(folder, report)
    for kind in (zendesk, freshdesk):
        if kind.is_one(documents):
            export = kind.Export(folder, documents, report)
            said = export.categories()
            return export.sources(), said
    return read_folder(folder, report), read_categories(folder, report)
