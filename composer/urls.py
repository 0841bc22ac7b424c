from django.urls import path

from composer import views

app_name = "composer"

urlpatterns = [
    path("preview/", views.preview, name="preview"),
    path("staged/", views.stage, name="stage"),
    path("<uuid:key>/<str:name>", views.file, name="file"),
]
