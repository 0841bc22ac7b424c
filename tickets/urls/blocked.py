from django.urls import path

from tickets.views.settings import blocked

app_name = "blocked_settings"

urlpatterns = [
    path("", blocked.blocked, name="list"),
    path("<int:pk>/lift/", blocked.unblock, name="lift"),
]
