from django.urls import include, path

from forums.views import (
    asking,
    claims,
    history,
    likes,
    listing,
    me_too,
    posts,
    tagging,
    tickets,
    topics,
)

app_name = "forums"

_TOPIC = "topics/<int:pk>-<slug:slug>/"
_POST = _TOPIC + "posts/<int:number>/"

urlpatterns = [
    path("", listing.home, name="home"),
    path("topics/ask/", asking.ask, name="ask"),
    path("topics/ask/similar/", asking.similar, name="similar"),
    path(_TOPIC, topics.topic, name="topic"),
    path(_TOPIC + "reply/", posts.reply, name="reply"),
    path(_TOPIC + "me-too/", me_too.me_too, name="me-too"),
    path(_TOPIC + "undo-me-too/", me_too.undo_me_too, name="undo-me-too"),
    path(_TOPIC + "me-too/guest/", me_too.guest, name="guest-me-too"),
    path("topics/me-too/<str:token>/", me_too.confirm, name="confirm-me-too"),
    path(_TOPIC + "tell-me/", me_too.tell_me, name="tell-me"),
    path(_TOPIC + "tell-me-not/", me_too.tell_me_not, name="tell-me-not"),
    path(_TOPIC + "follow/", topics.follow, name="follow"),
    path(_TOPIC + "unfollow/", topics.unfollow, name="unfollow"),
    path(_TOPIC + "accept/", posts.accept, name="accept"),
    path(_TOPIC + "undo-accept/", posts.undo_accept, name="undo-accept"),
    path(_TOPIC + "state/", topics.state, name="state"),
    path(_TOPIC + "lock/", topics.lock, name="lock"),
    path(_TOPIC + "unlock/", topics.unlock, name="unlock"),
    path(_TOPIC + "pin/", topics.pin, name="pin"),
    path(_TOPIC + "unpin/", topics.unpin, name="unpin"),
    path(_TOPIC + "archive/", topics.archive, name="archive"),
    path(_TOPIC + "unarchive/", topics.unarchive, name="unarchive"),
    path(_TOPIC + "feature/", topics.feature, name="feature"),
    path(_TOPIC + "unfeature/", topics.unfeature, name="unfeature"),
    path(_TOPIC + "move/", topics.move, name="move"),
    path(_TOPIC + "claim/", claims.claim, name="claim"),
    path(_TOPIC + "release/", claims.release, name="release"),
    path(_TOPIC + "tags/", tagging.tags, name="tags"),
    path(_TOPIC + "edit/", topics.edit, name="edit"),
    path(_POST + "edit/", posts.edit, name="edit-post"),
    path(_POST + "history/", history.history, name="post-history"),
    path(_POST + "like/", likes.like, name="like-post"),
    path(_POST + "unlike/", likes.unlike, name="unlike-post"),
    path(_POST + "hide/", posts.hide, name="hide-post"),
    path(_POST + "delete/", posts.delete, name="delete-post"),
    path(_POST + "restore/", posts.restore, name="restore-post"),
    path(_POST + "make-ticket/", tickets.make, name="make-ticket"),
    path("topics/tags/", include("forums.urls.tags")),
    path("<slug:slug>/", listing.forum, name="forum"),
    path("<slug:slug>/new/", asking.new, name="new"),
    path("<slug:slug>/follow/", listing.follow, name="follow-forum"),
    path("<slug:slug>/unfollow/", listing.unfollow, name="unfollow-forum"),
]
