from django.urls import path

from kb.views import editing

urlpatterns = [
    path("", editing.articles, name="articles"),
    path("new/", editing.new, name="new"),
    path("<int:pk>/", editing.edit, name="edit"),
]
