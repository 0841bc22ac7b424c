"""Who writes the knowledge base: flags of agents."""

from __future__ import annotations

from core.access import Viewer, is_admin


def is_writer(viewer: Viewer) -> bool:
    """Writers and reviewers; an administrator is both."""
    return getattr(viewer, "is_writer", False) or is_reviewer(viewer)


def is_reviewer(viewer: Viewer) -> bool:
    return getattr(viewer, "is_reviewer", False) or is_admin(viewer)
