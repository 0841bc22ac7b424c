"""What staff do in the knowledge base, a list for each kind of work."""

from kb.urls.desk import (
    drafting,
    editing,
    health,
    languages,
    ordering,
    reviewing,
    revisions,
)

app_name = "kb_desk"

urlpatterns = [
    *drafting.urlpatterns,
    *editing.urlpatterns,
    *ordering.urlpatterns,
    *health.urlpatterns,
    *languages.urlpatterns,
    *reviewing.urlpatterns,
    *revisions.urlpatterns,
]
