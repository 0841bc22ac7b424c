"""Whose tickets are seen by whom among customers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from activity.events import EventType


class OrganizationMade(EventType):
    verb = "organization.made"
    audience = "staff"
    sentence = _("{actor} made the organisation {target}")


class OrganizationChanged(EventType):
    """The names of its `fields` that changed; who `joined` by a new mail domain."""

    verb = "organization.changed"
    audience = "staff"
    sentence = _("{actor} changed the organisation {target}")


class OrganizationDeleted(EventType):
    verb = "organization.deleted"
    audience = "staff"
    sentence = _("{actor} deleted the organisation {target}")


class MembershipChanged(EventType):
    """Of a person; `from` and `to` are keys of organisations."""

    verb = "person.organization_changed"
    audience = "staff"
    sentence = _("{actor} changed the organisation of {target}")
