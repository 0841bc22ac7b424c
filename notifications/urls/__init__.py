from django.urls import path

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.bell, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/open/", views.open_one, name="open"),
    path("preferences/", views.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", views.stop_mail, name="unsubscribe"),
]
