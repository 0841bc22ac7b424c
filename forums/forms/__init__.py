from forums.forms.desk import BannerForm, ProposalForm, SuggestedReplyForm, TieForm
from forums.forms.settings import ForumForm, ForumGroupForm
from forums.forms.steering import (
    HidePostForm,
    MergeTopicForm,
    MoveForm,
    SplitTopicForm,
    StateForm,
)
from forums.forms.writing import (
    AskForm,
    EditPostForm,
    EditTopicForm,
    GuestMeTooForm,
    PostForm,
    TitleForm,
    TopicForm,
    TopicTagsForm,
    VisitorPostForm,
)

__all__ = [
    "AskForm",
    "BannerForm",
    "EditPostForm",
    "EditTopicForm",
    "ForumForm",
    "ForumGroupForm",
    "GuestMeTooForm",
    "HidePostForm",
    "MergeTopicForm",
    "MoveForm",
    "PostForm",
    "ProposalForm",
    "SplitTopicForm",
    "StateForm",
    "SuggestedReplyForm",
    "TieForm",
    "TitleForm",
    "TopicForm",
    "TopicTagsForm",
    "VisitorPostForm",
]
