from celery import shared_task
from django.utils import timezone

from accounts.models import User
from kb import health, links
from kb.actions import archive_expired, publish_due, remind_review
from kb.actions.related import relate
from kb.actions.reporting import report_to
from kb.models import Article

RELATED_AT_ONCE = 500
HARM_AT_ONCE = 2000
# addresses elsewhere: so many a night, and so many in the time that a task may take
LINKS_A_NIGHT = 500
LINKS_AT_ONCE = 10


@shared_task
def keep_to_dates() -> None:
    """What was to go live by now does, and what was to go goes."""
    now = timezone.now()
    for article in Article.objects.due(now):
        publish_due(article)
    for article in Article.objects.expiring(now):
        archive_expired(article)


@shared_task
def remind_reviews() -> None:
    for article in Article.objects.overdue_for_review(timezone.localdate()):
        remind_review(article)


@shared_task
def relate_articles(after: int = 0) -> None:
    """Some at a time: all of a large site would take longer than a task may."""
    articles = Article.objects.published().filter(pk__gt=after).order_by("pk")
    if batch := list(articles[:RELATED_AT_ONCE]):
        relate(batch)
        relate_articles.delay(batch[-1].pk)


@shared_task
def count_harm(after: int = 0) -> None:
    """Some at a time, as above."""
    keys = Article.objects.published().filter(pk__gt=after).order_by("pk")
    if batch := list(keys.values_list("pk", flat=True)[:HARM_AT_ONCE]):
        health.count_harm(batch)
        count_harm.delay(batch[-1])


@shared_task
def report_to_owners() -> None:
    """Daily: each owner hears a week after she heard last."""
    owners = Article.objects.harming().order_by().values("owner")
    for owner in User.objects.agents().filter(pk__in=owners):
        report_to(owner)


@shared_task
def check_links(left: int = LINKS_A_NIGHT) -> None:
    if left == LINKS_A_NIGHT:
        links.check_inner_links()
    if left > 0 and links.check_outer_links(LINKS_AT_ONCE):
        check_links.delay(left - LINKS_AT_ONCE)
