from activity.events import EventType
from activity.models import Event
from search.actions import reindex
from search.documents import registry


def index(event: Event, event_type: type[EventType]) -> None:
    """Re-index what an Event is about, in its transaction."""
    for row in (event.target, event.related):
        if row is not None and type(row) in registry:
            fresh = registry[type(row)].for_index(type(row)._default_manager.all())
            reindex(fresh.filter(pk=row.pk))
