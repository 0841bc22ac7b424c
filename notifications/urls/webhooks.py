from django.urls import path

from notifications.views import webhooks

app_name = "webhooks"

urlpatterns = [
    path("", webhooks.webhooks, name="list"),
    path("new/", webhooks.new, name="new"),
    path("<int:pk>/", webhooks.edit, name="edit"),
    path("<int:pk>/delete/", webhooks.delete, name="delete"),
    path("<int:pk>/test/", webhooks.test, name="test"),
    path("<int:pk>/log/", webhooks.log, name="log"),
    path("deliveries/<int:pk>/resend/", webhooks.resend, name="resend"),
]
