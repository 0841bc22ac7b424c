from django.urls import path

from kb.views import ordering

urlpatterns = [
    path("order/<slug:slug>/", ordering.order, name="order"),
    path("<int:pk>/place/", ordering.place, name="place"),
]
