from django.urls import path

from kb.views import writing

app_name = "kb_desk"

urlpatterns = [
    path("", writing.articles, name="articles"),
    path("new/", writing.new, name="new"),
    path("<int:pk>/", writing.edit, name="edit"),
    path("<int:pk>/publish/", writing.publish, name="publish"),
    path("<int:pk>/unpublish/", writing.unpublish, name="unpublish"),
]
