from django.urls import path

from kb.views import reviewing

urlpatterns = [
    path("<int:pk>/ask-review/", reviewing.ask_review, name="ask-review"),
    path("<int:pk>/send-back/", reviewing.send_back, name="send-back"),
    path("<int:pk>/publish/", reviewing.publish, name="publish"),
    path("<int:pk>/unpublish/", reviewing.unpublish, name="unpublish"),
    path("<int:pk>/schedule/", reviewing.schedule, name="schedule"),
    path("<int:pk>/unschedule/", reviewing.unschedule, name="unschedule"),
    path("<int:pk>/archive/", reviewing.archive, name="archive"),
    path("<int:pk>/unarchive/", reviewing.unarchive, name="unarchive"),
]
