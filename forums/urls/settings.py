from django.urls import path

from forums.views import settings

app_name = "forum_settings"

urlpatterns = [
    path("", settings.forums, name="list"),
    path("new/", settings.new, name="new"),
    path("<slug:slug>/", settings.edit, name="edit"),
    path("<slug:slug>/raise/", settings.raise_, name="raise"),
    path("<slug:slug>/delete/", settings.delete, name="delete"),
]
