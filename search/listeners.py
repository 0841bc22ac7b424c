from activity.events import EventType
from activity.models import Event
from search.actions import reindex
from search.documents import registry


def index(event: Event, event_type: type[EventType]) -> None:
    """Re-index what an Event is about, in its transaction."""
    for row in (event.target, event.related):
        if row is None or type(row) not in registry:
            continue
        searchable = registry[type(row)]
        if searchable.is_document(row):
            fresh = searchable.for_index(type(row)._default_manager.all())
            reindex(fresh.filter(pk=row.pk))
