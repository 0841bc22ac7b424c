from django.urls import path

from kb.views import snippets

urlpatterns = [
    path("preview/", snippets.preview, name="preview"),
    path("snippets/", snippets.snippets, name="snippets"),
    path("snippets/new/", snippets.new, name="new-snippet"),
    path("snippets/<int:pk>/", snippets.edit, name="snippet"),
    path("snippets/<int:pk>/delete/", snippets.delete, name="delete-snippet"),
]
