from django.urls import path

from forums import feeds

app_name = "forum_feeds"

urlpatterns = [
    path("", feeds.topics_feed, name="topics"),
    path("topics/<int:pk>/", feeds.topic_feed, name="topic"),
    path("tags/<int:pk>/", feeds.tag_feed, name="tag"),
    path("people/<int:pk>/", feeds.person_feed, name="person"),
    path("<slug:slug>/", feeds.forum_feed, name="forum"),
]
