from forums.actions.answers import accept_answer, undo_accept
from forums.actions.archiving import archive_stale, archive_topic, unarchive_topic
from forums.actions.asking_back import add_post_short_of_info
from forums.actions.claims import claim_topic, release_topic
from forums.actions.counts import recount
from forums.actions.forums import change_forum, create_forum, delete_forum, raise_forum
from forums.actions.groups import (
    create_group,
    delete_group,
    raise_group,
    rename_group,
)
from forums.actions.likes import like_post, unlike_post
from forums.actions.me_too import (
    press_me_too,
    take_guest,
    tell_when_solved,
    tell_with_the_rest,
    withdraw_me_too,
)
from forums.actions.merging import merge_topics
from forums.actions.posts import (
    add_post,
    delete_post,
    edit_post,
    edit_topic,
    hide_post,
    restore_post,
)
from forums.actions.reading import note_read_to
from forums.actions.splitting import split_topic
from forums.actions.topics import (
    feature_topic,
    lock_topic,
    move_topic,
    pin_topic,
    set_state,
    start_topic,
    unfeature_topic,
    unlock_topic,
    unpin_topic,
    unpin_what_is_over,
)
from forums.actions.votes import count_weekly_votes

__all__ = [
    "accept_answer",
    "add_post",
    "add_post_short_of_info",
    "archive_stale",
    "archive_topic",
    "change_forum",
    "claim_topic",
    "count_weekly_votes",
    "create_forum",
    "create_group",
    "delete_forum",
    "delete_group",
    "delete_post",
    "edit_post",
    "edit_topic",
    "feature_topic",
    "hide_post",
    "like_post",
    "lock_topic",
    "merge_topics",
    "move_topic",
    "note_read_to",
    "pin_topic",
    "press_me_too",
    "raise_forum",
    "raise_group",
    "recount",
    "release_topic",
    "rename_group",
    "restore_post",
    "set_state",
    "split_topic",
    "start_topic",
    "take_guest",
    "tell_when_solved",
    "tell_with_the_rest",
    "unarchive_topic",
    "undo_accept",
    "unfeature_topic",
    "unlike_post",
    "unlock_topic",
    "unpin_topic",
    "unpin_what_is_over",
    "withdraw_me_too",
]
