from celery import shared_task
from django.utils import timezone

from composer.models import Upload
from composer.staging import KEPT_FOR

AT_ONCE = 1000


@shared_task
def delete_redacted_bytes() -> None:
    from composer.forgetting import delete_bytes

    delete_bytes()


@shared_task
def sweep_staged() -> None:
    """What was chosen and never sent."""
    from composer.actions import delete_staged

    old = Upload.objects.staged_before(timezone.now() - KEPT_FOR)
    for upload in old.order_by("pk")[:AT_ONCE]:
        delete_staged(upload)
