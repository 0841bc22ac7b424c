"""Events about teams: enough to hear of, see and lose sight of."""

from activity.events import EventType, Hearer


class TeamEvent(EventType):
    mail = "teams"
    sentence = "{actor} changed {target}: {word}"
    told = []

    @classmethod
    def hearers(cls, event):
        return cls.told

    @classmethod
    def link_for(cls, event, person):
        return f"/teams/{event.target.pk}/"

    @classmethod
    def mail_context(cls, event, hearer):
        return {"body": event.data.get("body", ""), **event.data.get("context", {})}


class TeamChanged(TeamEvent):
    verb = "team.changed"
    audience = "public"


class TeamNoted(TeamEvent):
    verb = "team.noted"
    audience = "staff"


class TeamCounted(TeamEvent):
    """Never mailed."""

    verb = "team.counted"
    mail = ""


def hear(*people, reason="assignee", **ways):
    return [Hearer(person, reason, **ways) for person in people]
