from kb.forms.article import ArticleDraftForm, ArticleForm
from kb.forms.begun import PageForm
from kb.forms.category import CategoryForm, CategoryTranslationForm
from kb.forms.ordering import PlaceForm
from kb.forms.responding import CommentForm, VisitorCommentForm, VoteForm
from kb.forms.reviewing import PublishForm, ScheduleForm, SendBackForm
from kb.forms.revisions import CompareForm, RestoreForm
from kb.forms.translation import ConfirmForm, TranslationDraftForm, TranslationForm

__all__ = [
    "ArticleDraftForm",
    "ArticleForm",
    "CategoryForm",
    "CategoryTranslationForm",
    "CommentForm",
    "CompareForm",
    "ConfirmForm",
    "PageForm",
    "PlaceForm",
    "PublishForm",
    "RestoreForm",
    "ScheduleForm",
    "SendBackForm",
    "TranslationDraftForm",
    "TranslationForm",
    "VisitorCommentForm",
    "VoteForm",
]
