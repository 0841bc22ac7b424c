"""What differs between the words of two revisions, or of one and of what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

import core.diffs
from core.diffs import Difference
from kb.actions.revisions import WORDS
from kb.models import Revision


def words_of(revision: Revision) -> dict[str, str]:
    return {name: getattr(revision, name) for name in WORDS}


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Difference]:
    return core.diffs.differences(before, after, {name: _label(name) for name in WORDS})


def _label(name: str) -> str | Promise:
    field: Any = Revision._meta.get_field(name)
    return field.verbose_name
