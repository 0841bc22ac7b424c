from django.urls import path

from kb.views import gaps

urlpatterns = [
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/<int:pk>/dismiss/", gaps.dismiss, name="dismiss-gap"),
]
