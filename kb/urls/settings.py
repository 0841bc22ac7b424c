from django.urls import path

from kb.views import settings

app_name = "kb_settings"

urlpatterns = [
    path("", settings.categories, name="categories"),
    path("new/", settings.new, name="new"),
    path("<slug:slug>/", settings.edit, name="edit"),
    path("<slug:slug>/in/<slug:language>/", settings.translate, name="translate"),
    path("<slug:slug>/raise/", settings.raise_, name="raise"),
    path("<slug:slug>/lower/", settings.lower, name="lower"),
    path("<slug:slug>/delete/", settings.delete, name="delete"),
]
