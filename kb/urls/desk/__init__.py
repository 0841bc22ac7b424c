"""What staff do in the knowledge base, a list for each kind of work."""

from kb.urls.desk import (
    drafting,
    editing,
    health,
    languages,
    ordering,
    reviewing,
    revisions,
    snippets,
)

app_name = "kb_desk"

urlpatterns = [
    *drafting.urlpatterns,
    *editing.urlpatterns,
    *health.urlpatterns,
    *languages.urlpatterns,
    *ordering.urlpatterns,
    *reviewing.urlpatterns,
    *revisions.urlpatterns,
    *snippets.urlpatterns,
]
