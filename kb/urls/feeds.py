from django.urls import path

from kb.feeds import category_feed

app_name = "kb_feeds"

urlpatterns = [path("<slug:slug>/", category_feed, name="category")]
