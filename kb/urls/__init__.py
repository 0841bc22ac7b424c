from django.urls import path

from kb.views import reading, responding

app_name = "kb"

_ARTICLE = "articles/<int:pk>-<slug:slug>/"
_COMMENT = _ARTICLE + "comments/<int:comment>/"

urlpatterns = [
    path("", reading.home, name="home"),
    path("articles/<int:pk>/", reading.article, name="article-by-number"),
    path(_ARTICLE, reading.article, name="article"),
    path(_ARTICLE + "vote/", responding.vote, name="vote"),
    path(_ARTICLE + "follow/", responding.follow, name="follow"),
    path(_ARTICLE + "unfollow/", responding.unfollow, name="unfollow"),
    path(_ARTICLE + "comment/", responding.comment, name="comment"),
    path(_COMMENT + "hide/", responding.hide_comment, name="hide-comment"),
    path(_COMMENT + "restore/", responding.restore_comment, name="restore-comment"),
    path("<slug:slug>/", reading.category, name="category"),
]
