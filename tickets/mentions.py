from __future__ import annotations

import re

from accounts.models import User
from tickets.models import Ticket
from tickets.querysets import agents_of


def mentioned_agents(text: str, ticket: Ticket) -> list[User]:
    """The agents of a ticket whom a text names as `@Display name`.

    Longer names first, so that "@Ada Finch" does not also call Ada.
    """
    if "@" not in text:
        return []
    agents = [agent for agent in agents_of(ticket) if agent.display_name]
    by_name: dict[str, list[User]] = {}
    for agent in agents:
        by_name.setdefault(agent.display_name.casefold(), []).append(agent)
    if not by_name:
        return []
    names = sorted(by_name, key=len, reverse=True)
    pattern = rf"(?<!\w)@({'|'.join(map(re.escape, names))})(?!\w)"
    found = dict.fromkeys(re.findall(pattern, text.casefold()))
    return [agent for name in found for agent in by_name[name]]
