from django.urls import path

from forums.feeds import forum_feed

app_name = "forum_feeds"

urlpatterns = [path("<slug:slug>/", forum_feed, name="forum")]
