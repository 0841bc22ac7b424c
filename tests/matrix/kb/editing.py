"""Articles at the desk: who writes."""

from tests.matrix.files import picture
from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:articles kb_desk:new kb_desk:bulk | -
L L x x x x x x  x x x > > > | POST kb_desk:bulk | -
L L x x x x x x  x x x > > > | POST kb_desk:new | -
L L x x x x x x  x x x . . . | GET kb_desk:edit | article
L L x x x x x x  - - - . . . | GET kb_desk:edit | draft
L L x x x x x x  x x x > > > | POST kb_desk:edit | article
L L x x x x x x  - - - > > > | POST kb_desk:edit | draft
L L x x x x x x  x x x > > > | POST kb_desk:new-draft kb_desk:drop-new-draft | -
L L x x x x x x  x x x > > > | POST kb_desk:draft kb_desk:drop-draft | article
L L x x x x x x  - - - > > > | POST kb_desk:draft kb_desk:drop-draft | draft
"""
KEY = "2c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"


def window(world):
    return {"window": KEY, "seen": ""}


def typed(world):
    return {
        "title": "How sync works",
        "category": world.rows["spare-category"].pk,
        "summary": "In short",
        "body": "Words",
        "audience": "organizations",
        "organizations": [world.rows["quay"].pk],
        "tags": "sync, clouds",
        **window(world),
    }


def of_one_that_is_there(world):
    return {
        "owner": world.people["writer"].pk,
        "review_by": "2999-01-01",
        "archive_at": "2999-02-03T04:05",
        "note": "Said more",
        "base": "1",
    }


def words(world):
    return {**typed(world), "attachments": picture()}


FORMS = {
    "kb_desk:bulk": Form(
        "reviewer",
        fields=lambda world: {
            "articles": [world.rows["article"].pk],
            "category": world.rows["spare-category"].pk,
            "add_tags": "sync",
            "remove_tags": "clouds",
            "archive": "on",
        },
    ),
    "kb_desk:new-draft": Form("writer", fields=typed),
    "kb_desk:draft": Form(
        "reviewer",
        "article",
        fields=lambda world: {**typed(world), **of_one_that_is_there(world)},
    ),
    "kb_desk:drop-new-draft": Form("writer", fields=window),
    "kb_desk:drop-draft": Form("writer", "article", fields=window),
    "kb_desk:new": Form("writer", fields=words),
    "kb_desk:edit": Form(
        "reviewer",
        "article",
        fields=lambda world: {
            **words(world),
            **of_one_that_is_there(world),
            "significant": "on",
        },
    ),
}
