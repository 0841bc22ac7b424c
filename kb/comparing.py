"""What differs between the words of two revisions, or of one and of what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from core.diffs import Line, compare
from kb.actions.revisions import WORDS
from kb.models import Revision


@dataclass(frozen=True)
class Difference:
    """In one field."""

    label: str | Promise
    lines: list[Line]


def words_of(revision: Revision) -> dict[str, str]:
    return {name: getattr(revision, name) for name in WORDS}


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Difference]:
    found = [
        Difference(_label(name), compare(before[name], after[name])) for name in WORDS
    ]
    return [each for each in found if each.lines]


def _label(name: str) -> str | Promise:
    field: Any = Revision._meta.get_field(name)
    return field.verbose_name
