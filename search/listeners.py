from functools import cache

from django.db.models import Model, QuerySet

from activity.events import EventType
from activity.models import Event
from core.prepared import Given, Prepared
from search.actions import reindex
from search.documents import registry


def index(event: Event, event_type: type[EventType]) -> None:
    """Re-index what an Event is about, in its transaction."""
    for row in (event.target, event.related):
        if row is None or type(row) not in registry:
            continue
        model: type[Model] = type(row)
        if registry[model].is_document(row):
            reindex(_fresh(model).ask(pk=row.pk))


@cache
def _fresh(model: type[Model]) -> Prepared[Model]:
    rows: QuerySet[Model] = model._default_manager.filter(pk=Given("pk"))
    return Prepared(registry[model].for_index(rows))
