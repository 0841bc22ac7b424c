from django.urls import path

from notifications.views import desk

app_name = "mail"

urlpatterns = [
    path("", desk.ledger, name="ledger"),
    path("<int:pk>/", desk.one_mail, name="mail"),
    path("<int:pk>/resend/", desk.resend, name="resend"),
]
