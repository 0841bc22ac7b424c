from kb.actions.articles import (
    draft_article,
    edit_article,
    set_details,
)
from kb.actions.categories import (
    change_category,
    create_category,
    delete_category,
    lower_category,
    raise_category,
    translate_category,
)
from kb.actions.comments import add_comment, hide_comment, restore_comment
from kb.actions.drafts import Elsewhere, draft_of, end_draft, keep_draft, stamp_of
from kb.actions.ordering import place_article
from kb.actions.reviewing import (
    archive_article,
    archive_expired,
    ask_review,
    publish_article,
    publish_due,
    publish_text,
    publish_translation,
    remind_review,
    schedule_article,
    send_back,
    unarchive_article,
    unpublish_article,
    unpublish_text,
    unpublish_translation,
    unschedule_article,
)
from kb.actions.revisions import Outdated, restore_revision, save_revision
from kb.actions.translations import confirm_translation, translate_article
from kb.actions.votes import vote

__all__ = [
    "Elsewhere",
    "Outdated",
    "add_comment",
    "archive_article",
    "archive_expired",
    "ask_review",
    "change_category",
    "confirm_translation",
    "create_category",
    "delete_category",
    "draft_article",
    "draft_of",
    "edit_article",
    "end_draft",
    "hide_comment",
    "keep_draft",
    "lower_category",
    "place_article",
    "publish_article",
    "publish_due",
    "publish_text",
    "publish_translation",
    "raise_category",
    "remind_review",
    "restore_comment",
    "restore_revision",
    "save_revision",
    "schedule_article",
    "send_back",
    "set_details",
    "stamp_of",
    "translate_article",
    "translate_category",
    "unarchive_article",
    "unpublish_article",
    "unpublish_text",
    "unpublish_translation",
    "unschedule_article",
    "vote",
]
