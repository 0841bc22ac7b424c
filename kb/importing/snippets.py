"""The snippets of a folder, with their links, before the articles that show them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.conf.locale import LANG_INFO

from kb.actions.snippets import TooLongWithItError, save_snippet
from kb.importing.bodies import Rewriter
from kb.importing.report import Report
from kb.importing.sources import Source
from kb.snippets import PLACEHOLDER, placeholder_of


def bring_snippets(sources: list[Source], rewriter: Rewriter, report: Report) -> None:
    for source in sources:
        name, language = source.title, source.language or settings.LANGUAGE_CODE
        is_name = PLACEHOLDER.fullmatch(placeholder_of(name))
        if not is_name or language not in LANG_INFO:
            report.lose("Snippets without a name", source.name, name)
            continue
        body = rewriter.rewrite(source, _keep_nothing)
        try:
            save_snippet(by=None, name=name, language=language, body=body)
        except TooLongWithItError as error:
            report.lose("Snippets that are too long", source.name, str(error))


def _keep_nothing(file: Path) -> str:
    """Files hang on articles."""
    return ""
