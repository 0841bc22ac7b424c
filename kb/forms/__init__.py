from kb.forms.article import ArticleDraftForm, ArticleForm
from kb.forms.category import CategoryForm
from kb.forms.responding import CommentForm, VisitorCommentForm, VoteForm
from kb.forms.reviewing import PublishForm, ScheduleForm, SendBackForm

__all__ = [
    "ArticleDraftForm",
    "ArticleForm",
    "CategoryForm",
    "CommentForm",
    "PublishForm",
    "ScheduleForm",
    "SendBackForm",
    "VisitorCommentForm",
    "VoteForm",
]
