from django.urls import path

from kb.views import drafts, languages, translating

_TEXT = "<int:pk>/in/<slug:language>/"

urlpatterns = [
    path("languages/", languages.languages, name="languages"),
    path("languages/<slug:language>/", languages.language, name="language"),
    path(_TEXT, translating.translate, name="translate"),
    path(_TEXT + "draft/", drafts.draft_in, name="draft-in"),
    path(_TEXT + "drop-draft/", drafts.drop_in, name="drop-draft-in"),
    path(_TEXT + "still-true/", translating.confirm, name="confirm"),
]
