from activity.events import EventType
from activity.models import Event


def index(event: Event, event_type: type[EventType]) -> None: ...
