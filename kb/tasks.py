from celery import shared_task
from django.utils import timezone

from kb.actions import archive_expired, publish_due
from kb.models import Article


@shared_task
def keep_to_dates() -> None:
    """What was to go live by now does, and what was to go goes."""
    now = timezone.now()
    for article in Article.objects.due(now):
        publish_due(article)
    for article in Article.objects.expiring(now):
        archive_expired(article)
