"""How an article does: what its readers say of it, what led to it, what came after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from core.access import Viewer
from kb.models import Article, Reference, Revision
from search.models import Arrival, Reading
from tickets.models import Ticket

REVISIONS_SHOWN = 10
QUERIES_SHOWN = 10
# those that led here most often are as good as all
ARRIVALS_COUNTED = 1000
TICKETS_SHOWN = 5
LINKS_SHOWN = 100


@dataclass(frozen=True)
class Health:
    # those that were live, the newest first, each with its counts
    revisions: list[Revision]
    # what people searched for before they came, most often first
    arrivals: list[Arrival]
    searched_count: int
    suggested_count: int
    # opened in the hour after reading it
    ticket_count: int
    # of those the last ones that the viewer works on
    tickets: list[Ticket]
    dead: list[Reference]
    # what links here
    referrers: list[Article]


def health_of(article: Article, viewer: Viewer) -> Health:
    """Six queries."""
    revisions = Revision.objects.of(article).filter(live_at__isnull=False)
    arrived = list(Arrival.objects.at(article)[:ARRIVALS_COUNTED])
    totals = Counter[str]()
    for arrival in arrived:
        totals[arrival.place] += arrival.count
    asked = Reading.objects.of(article).after_which(Ticket)
    tickets = Ticket.objects.worked_on_by(viewer).filter(pk__in=asked)
    return Health(
        revisions=list(revisions.newest_first().for_list()[:REVISIONS_SHOWN]),
        arrivals=[each for each in arrived if each.query][:QUERIES_SHOWN],
        searched_count=totals[Arrival.Place.SEARCH],
        suggested_count=totals[Arrival.Place.SUGGESTION],
        ticket_count=asked.count(),
        tickets=list(tickets.order_by("-pk")[:TICKETS_SHOWN]),
        referrers=list(Article.objects.linking_to(article)[:LINKS_SHOWN]),
        dead=list(article.references.dead().order_by("pk")[:LINKS_SHOWN]),
    )


def harm_of(views: int, helpful: int, unhelpful: int, overdue: int) -> float:
    """Views × unhelpful × stale. Few votes say little: two are added, one of each."""
    share = (unhelpful + 1) / (helpful + unhelpful + 2)
    return round(views * share * (1 + overdue / 30), 2)


def count_harm(keys: Iterable[int]) -> None:
    """Anew for these articles, by the votes on the words that readers see."""
    live = Revision.objects.live_of_articles().filter(article__in=list(keys))
    articles = []
    for revision in live.select_related("article").defer(
        "body", "article__body", "article__body_html"
    ):
        article = revision.article
        harm = harm_of(
            article.view_count,
            revision.helpful_count,
            revision.unhelpful_count,
            article.overdue_days,
        )
        if harm != article.harm:
            article.harm = harm
            articles.append(article)
    Article.objects.bulk_update(articles, ["harm"])
