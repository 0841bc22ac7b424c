from django.urls import path

from forums.views import moderation

app_name = "forum_moderation"

urlpatterns = [
    path("", moderation.queue, name="queue"),
    path("claim/", moderation.claim, name="claim"),
    path("posts/<int:pk>/", moderation.post, name="post"),
    path("people/<int:pk>/lift/", moderation.lift, name="lift"),
]
