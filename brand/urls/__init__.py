from django.urls import path

from brand.views import public, welcome

app_name = "brand"

urlpatterns = [
    path("brand.css", public.css, name="css"),
    path("brand/logo/", public.logo, name="logo"),
    path("welcome/", welcome.welcome, name="welcome"),
]
