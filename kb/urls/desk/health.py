from django.urls import path

from kb.views import gaps, health

urlpatterns = [
    path("health/", health.worst, name="health"),
    path("<int:pk>/health/", health.article_health, name="article-health"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/<int:pk>/dismiss/", gaps.dismiss, name="dismiss-gap"),
]
