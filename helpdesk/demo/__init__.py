"""Keyhaven, a password manager that does not exist: content to look around in."""

from helpdesk.demo.loading import load
from helpdesk.demo.removing import can_remove, has_demo, remove

__all__ = ["can_remove", "has_demo", "load", "remove"]
