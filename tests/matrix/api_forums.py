"""The API of the forums: rows as in `forums.py`, each person by a token."""

from tests.matrix.tables import Fields, cells

TABLE = """
v g o k s c w h e q  a t l W R A
u u . . . . . . . .  . . . . . . | GET forum-list topic-list | -
u u . . . . . . . .  . . . . . . | GET forum forum-topics | forum signed-in-forum
u u - - - - - - - -  . . . . . . | GET forum forum-topics | agents-forum
u u - - - - - - - -  - - - - - - | GET forum | no-slug
u u . . . . . . . x  . . . . . . | POST new-topic | forum
u u - - - - - - - -  . . . . . . | POST new-topic | agents-forum
u u . . . . . . . .  . . . . . . | POST follow-forum unfollow-forum | forum
u u - - - - - - - -  . . . . . . | POST follow-forum unfollow-forum | agents-forum
u u . . . . . . . .  . . . . . . | GET topic posts post | topic signed-in-topic
    locked-topic solved-topic
u u . . - - - - - -  . . . . . . | GET topic posts post | harbour-topic
u u - - - - - - - -  . . . . . . | GET topic posts post | agents-topic
u u - - . - - . - -  . . . . . . | GET topic posts post | hidden-topic
u u . . . . . . . .  . . . . . . | GET post | reply
u u - - . - - . - -  . . . . . . | GET post | hidden-post held-post deleted-post
u u . . . . . . . x  . . . . . . | POST new-post | topic
u u x x x x x x x x  . . . . . . | POST new-post | locked-topic archived-topic
u u - - - - - - - -  . . . . . . | POST new-post | agents-topic
u u . x x x x x x x  . . . . . . | POST edit-topic | topic
u u - - - - - - - -  . . . . . . | POST edit-topic | agents-topic
u u . . . . . . . .  . . . . . . | POST follow-topic unfollow-topic | topic
u u - - - - - - - -  . . . . . . | POST follow-topic unfollow-topic | agents-topic
u u . . . . . . . .  . . . . . . | POST follow-tag unfollow-tag | tag
u u - - - - - - - -  . . . . . . | POST follow-tag unfollow-tag | agents-tag
u u x . . . . . . .  . . . . . . | POST follow-member | person-owner
u u . . . . . . . .  . . . . . . | POST unfollow-member | person-owner
u u - - - - - - - -  . . . . . . | POST follow-member unfollow-member | person-guest
u u . x x x x . x x  . . . . . . | POST topic-tags | topic
u u - - - - - - - -  . . . . . . | POST topic-tags | agents-topic
u u x . . . . . . x  . . . . . . | POST me-too undo-me-too tell-me-topic
    tell-me-not-topic | topic
u u x x x x x x x x  x x x x x x | POST me-too | solved-topic
u u . x x x x . x x  . . . . . . | POST accept undo-accept | topic
u u x x x x x . x x  . . . . . . | POST topic-state | topic
u u x x x x x x x x  . . . . . . | POST lock-topic unlock-topic pin-topic unpin-topic
    feature-topic unfeature-topic redact-title-topic | topic
u u . . x . . . . x  . . . . . . | POST like-post unlike-post | reply
u u . . . . . . . .  . . . . . . | GET post-versions | reply
u u - - . - - . - -  . . . . . . | GET post-versions | hidden-post
u u x x x x x x x x  . . . . . . | POST make-ticket redact-post | reply
u u x x x x x . . x  . . . . . . | GET reports | -
u u x x x x x . . x  . . . . . . | POST claim-reports | -
u u x x x x x . x x  . . . . . . | POST report-post decide-post | reply
u u - - - - - - - -  x x x x x x | POST make-ticket | agents-topic
u u - - - - - - - -  x . . . . . | POST like-post | agents-topic
u u - - - - - - - -  - - - - - - | POST accept undo-accept | agents-topic
u u x x x x x . x x  . . . . . . | POST move-topic claim-topic release-topic
    archive-topic unarchive-topic split-topic merge-topic | topic
u u - - - - - - - -  . . . . . . | POST lock-topic unlock-topic pin-topic unpin-topic
    topic-state move-topic claim-topic release-topic | agents-topic
u u - - - - - - - -  ? ? ? ? ? ? | POST split-topic | agents-topic
u u - - - - - - - -  . . . . . . | POST merge-topic | agents-topic
u u x x . x x x x x  . . . . . . | POST edit-post delete-post | reply
u u x x x x x . x x  . . . . . . | POST hide-post | reply
u u x x x x x x x x  x x x x x x | POST restore-post | reply
u u - - x - - . - -  . . . . . . | POST restore-post | hidden-post held-post
u u - - x - - x - -  . . . . . . | POST restore-post edit-post | deleted-post
u u - - x - - . - -  . . . . . . | POST hide-post | held-post
u u - - . - - . - -  . . . . . . | GET topic posts post post-versions | held-topic
u u - - x - - x - -  x x x x x x | POST new-post me-too undo-me-too tell-me-topic
    tell-me-not-topic accept undo-accept claim-topic release-topic like-post unlike-post
    split-topic merge-topic report-post | held-topic
u u - - . - - . - -  . . . . . . | POST follow-topic unfollow-topic | held-topic
u u - - x - - . - -  . . . . . . | POST topic-tags topic-state move-topic archive-topic
    unarchive-topic hide-post restore-post decide-post | held-topic
u u - - x - - x - -  . . . . . . | POST edit-topic edit-post delete-post lock-topic
    unlock-topic pin-topic unpin-topic feature-topic unfeature-topic make-ticket
    redact-post redact-title-topic | held-topic
u u . . . . . . . .  . . . . . . | GET topic posts | merged-topic
u u - _ _ _ _ - _ _  - _ _ _ _ - | GET post post-versions | merged-topic
u u . . . . . . . x  . . . . . . | POST new-post | merged-topic
u u - _ _ _ _ - _ _  - _ _ _ _ - | POST edit-topic follow-topic
    unfollow-topic topic-tags me-too undo-me-too tell-me-topic tell-me-not-topic accept
    undo-accept topic-state lock-topic unlock-topic pin-topic unpin-topic feature-topic
    unfeature-topic move-topic claim-topic release-topic archive-topic unarchive-topic
    split-topic merge-topic like-post unlike-post make-ticket redact-post report-post
    decide-post edit-post
    delete-post hide-post restore-post | merged-topic
u u . . . . . . . .  . . . . . . | GET topic posts post | planned-idea declined-idea
u u x x x x x x x x  x x x x x x | POST accept undo-accept archive-topic unarchive-topic
    | planned-idea
u u x x x x x x x x  ? ? ? ? ? ? | POST topic-state | planned-idea declined-idea
u u x x x x x ? x x  ? ? ? ? ? ? | POST split-topic | planned-idea
u u x . . . . . . x  . . . . . . | POST me-too tell-me-topic | planned-idea
u u x x x x x x x x  x x x x x x | POST me-too tell-me-topic | declined-idea
"""
CELLS = list(cells(TABLE))


def bodies(world) -> dict[str, Fields]:
    return {
        "new-topic": {
            "title": "Where is my key?",
            "kind": "problem",
            "body": "Gone.",
            "tags": ["key", "lost"],
        },
        "edit-topic": {"title": "Better", "body": "Words"},
        "new-post": {"body": "So do I.", "info": "missing"},
        "edit-post": {"body": "Better"},
        "hide-post": {"reason": "spam"},
        "accept": {"post": 2},
        "undo-accept": {"post": 2},
        "report-post": {"reason": "spam", "text": "Again"},
        "decide-post": {
            "decision": "hide",
            "hidden_reason": "spam",
            "sanction": "warning",
            "words": "Not again",
            "days": 3,
        },
        "topic-tags": {"tags": ["fire", "hot"]},
        "topic-state": {"state": "needs_info"},
        "move-topic": {"forum": "signed-in-forum"},
        "split-topic": {"numbers": "2", "title": "Another matter"},
        "merge-topic": {"into": world.rows["solved-topic"].pk},
    }
