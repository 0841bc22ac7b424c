"""What people look for, and what it led to: counted in the process, written later.

A text is kept tidied and without what is somebody's own, so that it leads to nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import get_language, get_language_from_path

from core.masking import without_own
from core.view_counts import count
from search.finding import words_of
from search.models import Arrival, SearchQuery

TEXT_LENGTH = 100
# nobody types more to find something
READ_AT_MOST = 400
# what nobody looked for so long is forgotten, and sooner what was looked for once:
# there is no end to what machines may ask
FORGOTTEN_AFTER = timedelta(days=365)
ONCE_FORGOTTEN_AFTER = timedelta(days=30)

# the text as it was typed, its language, was nothing found?
Asked = tuple[str, str, bool]
# a page, and the address that led to it
Arrived = tuple[type[Model], int, str]


def count_query(text: str, *, is_empty: bool) -> None:
    """One more search for it in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    count(write_queries, (text[:READ_AT_MOST], language, is_empty))


def tidied(text: str) -> str:
    """Its telling words in small letters, as many as are kept; "" where none is."""
    kept = ""
    for word in words_of(without_own(text[:READ_AT_MOST])):
        longer = f"{kept} {word}".strip()
        if len(longer) > TEXT_LENGTH:
            break
        kept = longer
    return kept


def write_queries(counts: Mapping[Asked, int]) -> None:
    totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for (typed, language, is_empty), number in counts.items():
        if text := tidied(typed):
            totals[text, language][0] += number
            totals[text, language][1] += number * is_empty
    # in order, so that no two processes wait for each other in turn
    keys = sorted(totals)
    fresh = [SearchQuery(text=text, language=language) for text, language in keys]
    SearchQuery.objects.bulk_create(fresh, ignore_conflicts=True)
    for text, language in keys:
        asked, empty = totals[text, language]
        SearchQuery.objects.filter(text=text, language=language).update(
            asked_count=F("asked_count") + asked,
            empty_count=F("empty_count") + empty,
            last_at=timezone.now(),
        )


def write_arrivals(counts: Mapping[Arrived, int]) -> None:
    """A query that nobody was seen to ask makes no row: an address says anything."""
    for (model, pk, referer), number in counts.items():
        place, query = _led_by(referer)
        arrival, _is_new = Arrival.objects.get_or_create(
            target_type=ContentType.objects.get_for_model(model),
            target_id=pk,
            place=place,
            query=query,
        )
        Arrival.objects.filter(pk=arrival.pk).update(count=F("count") + number)


def forget_queries() -> None:
    now = timezone.now()
    old = SearchQuery.objects.filter(last_at__lt=now - FORGOTTEN_AFTER)
    once = SearchQuery.objects.filter(
        asked_count__lte=1, last_at__lt=now - ONCE_FORGOTTEN_AFTER
    )
    for rows in (old, once):
        rows.delete()


def _led_by(referer: str) -> tuple[str, SearchQuery | None]:
    try:
        parts = urlsplit(referer)
        given = parse_qs(parts.query, max_num_fields=20).get("q", [""])[0]
    except ValueError:
        return Arrival.Place.SEARCH, None
    if not parts.path.endswith("/search/"):
        return Arrival.Place.SUGGESTION, None
    language = get_language_from_path(parts.path) or settings.LANGUAGE_CODE
    asked = SearchQuery.objects.filter(text=tidied(given), language=language)
    return Arrival.Place.SEARCH, asked.first()
