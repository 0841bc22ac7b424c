from __future__ import annotations

import re
from collections.abc import Iterable

from accounts.models import User


def named_in(text: str, people: Iterable[User]) -> list[User]:
    """Those of the people whom a text names as `@Display name`.

    Longer names first, so that "@Ada Finch" does not also call Ada.
    """
    if "@" not in text:
        return []
    by_name: dict[str, list[User]] = {}
    for person in people:
        by_name.setdefault(person.display_name.casefold(), []).append(person)
    names = sorted(filter(None, by_name), key=len, reverse=True)
    if not names:
        return []
    pattern = rf"(?<!\w)@({'|'.join(map(re.escape, names))})(?!\w)"
    found = dict.fromkeys(re.findall(pattern, text.casefold()))
    return [person for name in found for person in by_name[name]]
