"""Fifty agents act on one ticket at once: nothing is lost, every conflict is shown."""

import json
from collections import Counter

REPLIES, NOTES = 6, 6
CHANGES = {
    "ticket.assigned": "assigned",
    "ticket.solved": "solved",
    "ticket.priority_changed": "prioritised",
    "ticket.claimed": "claimed",
    "ticket.merged": "merged",
    "ticket.tags_changed": "tagged",
    "ticket.details_changed": "filled in",
}
COLUMNS = {"ticket.assigned": "assignee_id", "ticket.priority_changed": "priority"}


def test_fifty_agents_lose_nothing(hall, say):
    hall.run("crowd")
    said = Counter(json.loads((hall.data_dir / "crowd.json").read_text()))
    say(dict(said))

    assert not [word for word in said if word.startswith("failed")]
    assert sum(said.values()) == 50
    assert said["merged"] == 1
    # of replies that had all read the same, one passes and the others are stopped;
    # none does where the ticket was merged before
    assert said["replied at once"] <= 1
    assert said["replied at once"] + said["replied after a conflict"] == REPLIES
    # all of them are in the ticket that stands, whichever they were written on
    numbers = [n for (n,) in hall.query("SELECT number FROM tickets_ticketmessage")]
    assert sorted(numbers) == list(range(1, 1 + REPLIES + NOTES + 2))
    ((count,),) = hall.query(
        "SELECT message_count FROM tickets_ticket WHERE merged_into_id IS NULL"
    )
    assert count == len(numbers)
    # all had seen the same: of those who set one field one passes, and the others are
    # shown; each has tags of her own, and all of them are there
    for word in ("assigned", "prioritised", "filled in"):
        assert said[word] <= 1
    tags = hall.query("SELECT DISTINCT tag_id FROM tickets_ticket_tags")
    assert len(tags) == said["tagged"]


def test_every_change_is_told_and_the_last_one_stands(hall):
    hall.run("crowd")
    said = Counter(json.loads((hall.data_dir / "crowd.json").read_text()))
    rows = hall.query("SELECT verb, data FROM activity_event ORDER BY id")
    told = [
        (verb, json.loads(data) if isinstance(data, str) else data)
        for verb, data in rows
    ]
    for verb, word in CHANGES.items():
        assert sum(verb == one for one, _ in told) == said[word], verb
    for verb, column in COLUMNS.items():
        steps = [data for one, data in told if one == verb]
        # each began where the one before it ended
        if not (ends := [step["to"] for step in steps]):
            continue  # merged before
        assert [step["from"] for step in steps[1:]] == ends[:-1]
        ((stands,),) = hall.query(
            f"SELECT {column} FROM tickets_ticket WHERE merged_into_id IS NOT NULL"
        )
        assert stands == ends[-1]


def data_of(value):
    """SQLite gives JSON as it is kept."""
    return json.loads(value) if isinstance(value, str) else value
