from django.urls import path

from forums.views import groups, settings

app_name = "forum_settings"

urlpatterns = [
    path("", settings.forums, name="list"),
    path("new/", settings.new, name="new"),
    path("groups/new/", groups.new, name="new-group"),
    path("groups/<int:pk>/", groups.edit, name="group"),
    path("groups/<int:pk>/raise/", groups.raise_, name="raise-group"),
    path("groups/<int:pk>/delete/", groups.delete, name="delete-group"),
    path("<slug:slug>/", settings.edit, name="edit"),
    path("<slug:slug>/raise/", settings.raise_, name="raise"),
    path("<slug:slug>/delete/", settings.delete, name="delete"),
]
