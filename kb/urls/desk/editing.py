from django.urls import path

from kb.views import drafts, editing, listing

urlpatterns = [
    path("", listing.articles, name="articles"),
    path("bulk/", listing.bulk, name="bulk"),
    path("new/", editing.new, name="new"),
    path("new/draft/", drafts.new_draft, name="new-draft"),
    path("new/drop-draft/", drafts.drop_new, name="drop-new-draft"),
    path("<int:pk>/", editing.edit, name="edit"),
    path("<int:pk>/draft/", drafts.draft, name="draft"),
    path("<int:pk>/drop-draft/", drafts.drop, name="drop-draft"),
]
