from django.urls import path

from forums.views import tags

urlpatterns = [
    path("<int:pk>-<slug:slug>/", tags.tag, name="tag"),
    path("<int:pk>-<slug:slug>/follow/", tags.follow, name="follow-tag"),
    path("<int:pk>-<slug:slug>/unfollow/", tags.unfollow, name="unfollow-tag"),
]
