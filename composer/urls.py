from django.urls import URLPattern, URLResolver

app_name = "composer"

urlpatterns: list[URLPattern | URLResolver] = []
