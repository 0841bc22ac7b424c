"""What the live words of an article lead to: kept, so that it is known backwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.conf import settings
from django.utils import timezone

from kb.models.article import Article
from kb.models.reference import Reference
from kb.models.snippet import Snippet
from kb.models.words import Words
from kb.snippets import names_in, placeholder_of

AT_MOST = 500
_ADDRESS = re.compile(r'<(?:a|img)\b[^>]*?\s(?:href|src)="([^"]{1,500})"')
_ARTICLE = re.compile(r"(?:/[a-z]{2,3}(?:-[a-z]+)?)?/kb/articles/(\d{1,18})(?:-|/|$)")


@dataclass(frozen=True)
class Wanted:
    target: int | None = None
    snippet: int | None = None


def keep_references(text: Words) -> None:
    """In step with its live words; what stays keeps what is known of it."""
    wanted = _wanted(text) if text.is_live else {}
    rows = Reference.objects.filter(article=text.article, language=text.language)
    known = {row.address: row for row in rows}
    gone = [row.pk for address, row in known.items() if address not in wanted]
    rows.filter(pk__in=gone).delete()
    fresh = []
    for address, what in wanted.items():
        row = known.get(address)
        if row is None:
            fresh.append(_row(text, address, what))
        elif (row.target_id, row.snippet_id) != (what.target, what.snippet):
            rows.filter(pk=row.pk).update(
                target=what.target,
                snippet=what.snippet,
                dead_since=_dead(address, what),
            )
    Reference.objects.bulk_create(fresh, ignore_conflicts=True)


def is_elsewhere(address: str) -> bool:
    """On another site, which a request has to ask."""
    return address.startswith(("http://", "https://"))


def _row(text: Words, address: str, what: Wanted) -> Reference:
    return Reference(
        article=text.article,
        language=text.language,
        address=address,
        target_id=what.target,
        snippet_id=what.snippet,
        dead_since=_dead(address, what),
    )


def _dead(address: str, what: Wanted) -> datetime | None:
    """An article or a snippet that is nowhere needs no night to be known."""
    is_known = what.target or what.snippet
    is_ours = _ARTICLE.match(address) or address.startswith("{{")
    return timezone.now() if is_ours and not is_known else None


def _wanted(text: Words) -> dict[str, Wanted]:
    found = map(unescape, _ADDRESS.findall(text.body_html))
    addresses = dict.fromkeys(_path(each) for each in found)
    articles = {
        address: int(match[1])
        for address in list(addresses)[:AT_MOST]
        if (match := _ARTICLE.match(address))
    }
    there = set(
        Article.objects.filter(pk__in=articles.values()).values_list("pk", flat=True)
        if articles
        else ()
    )
    wanted = {
        address: Wanted(target=pk if pk in there else None)
        for address, pk in articles.items()
    }
    for address in list(addresses)[:AT_MOST]:
        if is_elsewhere(address):
            wanted[address] = Wanted()
    return wanted | _snippets(text)


def _snippets(text: Words) -> dict[str, Wanted]:
    names = names_in(text.body)
    if not names:
        return {}
    languages = [settings.LANGUAGE_CODE, text.language]
    rows = Snippet.objects.filter(name__in=names, language__in=languages)
    ordered = sorted(rows, key=lambda row: row.language == text.language)
    known = {row.name: row.pk for row in ordered}
    return {placeholder_of(name): Wanted(snippet=known.get(name)) for name in names}


def _path(address: str) -> str:
    """Our own without the host."""
    return address.removeprefix(settings.SITE_URL) or "/"
