from kb.actions.articles import (
    draft_article,
    edit_article,
    publish_article,
    unpublish_article,
)
from kb.actions.categories import (
    change_category,
    create_category,
    delete_category,
    lower_category,
    raise_category,
)
from kb.actions.comments import add_comment, hide_comment, restore_comment
from kb.actions.votes import vote

__all__ = [
    "add_comment",
    "change_category",
    "create_category",
    "delete_category",
    "draft_article",
    "edit_article",
    "hide_comment",
    "lower_category",
    "publish_article",
    "raise_category",
    "restore_comment",
    "unpublish_article",
    "vote",
]
