from django.urls import path

from forums.views import queue

app_name = "forum_desk"

urlpatterns = [path("", queue.queue, name="queue")]
