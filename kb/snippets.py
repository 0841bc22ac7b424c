"""`{{snippet:name}}` in the text of an article stands for words that many show."""

from __future__ import annotations

import re

from django.conf import settings

from core import markdown
from kb.models.snippet import Snippet

PLACEHOLDER = re.compile(r"\{\{ ?snippet:([a-z0-9_-]{1,60}) ?\}\}")
# letters alone, so that it comes through the renderer as it went in
_MARK = "zqsnippet{}qz"
_MARKS = re.compile(r"zqsnippet(\d+)qz")
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.S)


class TooLongError(ValueError):
    """With its snippets a text is longer than one may be."""


def placeholder_of(name: str) -> str:
    return f"{{{{snippet:{name}}}}}"


def names_in(body: str) -> set[str]:
    """The snippets that a text asks for; code asks for none."""
    return {found[1] for found in _outside_code(body)}


def expanded(body: str, language: str) -> str:
    """The text with the words of its snippets, those in its language first.

    What no snippet is called stays as it stands, and so do placeholders within
    snippets. Raises `TooLongError`.
    """
    found = _outside_code(body)
    if not found:
        return body
    known = _bodies({each[1] for each in found}, language)
    pieces, end = [], 0
    for each in found:
        pieces += [body[end : each.start()], known.get(each[1], each[0])]
        end = each.end()
    pieces.append(body[end:])
    if sum(map(len, pieces)) > markdown.MAX_LENGTH:
        raise TooLongError
    return "".join(pieces)


def _bodies(names: set[str], language: str) -> dict[str, str]:
    rows = Snippet.objects.filter(name__in=names)
    rows = rows.filter(language__in=[language, settings.LANGUAGE_CODE])
    ordered = sorted(rows, key=lambda row: row.language == language)
    return {row.name: row.body for row in ordered}


def _outside_code(body: str) -> list[re.Match[str]]:
    """The renderer says what is code: whoever reads lines alone is mistaken."""
    found = list(PLACEHOLDER.finditer(body))
    if not found:
        return []
    numbers = iter(range(len(found)))
    marked = PLACEHOLDER.sub(lambda _: _MARK.format(next(numbers)), body)
    html = markdown.render(marked).html
    within = "".join(match[0] for match in _CODE.finditer(html))
    in_code = {int(number) for number in _MARKS.findall(within)}
    return [each for number, each in enumerate(found) if number not in in_code]
