from django.urls import path

from kb.views import languages, translating

_TEXT = "<int:pk>/in/<slug:language>/"

urlpatterns = [
    path("languages/", languages.languages, name="languages"),
    path("languages/<slug:language>/", languages.language, name="language"),
    path(_TEXT, translating.translate, name="translate"),
    path(_TEXT + "still-true/", translating.confirm, name="confirm"),
]
