from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from activity.models import Event
from kb import events
from kb.models import Article

# a little less than a week, so that the hour of the day does not creep
WEEK = timedelta(days=6, hours=12)


@transaction.atomic
def report_to(owner: User) -> bool:
    """Once a week at most; False where there is nothing to say."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    told = Event.objects.about(owner).filter(verb=events.OwnersReport.verb)
    is_told = told.filter(created_at__gt=now() - WEEK).exists()
    if is_told or not Article.objects.harming().owned_by(owner).exists():
        return False
    record(events.OwnersReport, owner, by=None)
    return True
