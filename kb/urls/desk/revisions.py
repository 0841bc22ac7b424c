from django.urls import path

from kb.views import revisions

urlpatterns = [
    path("<int:pk>/revisions/", revisions.revisions, name="revisions"),
    path("<int:pk>/compare/", revisions.compare, name="compare"),
    path("<int:pk>/restore/", revisions.restore, name="restore"),
]
