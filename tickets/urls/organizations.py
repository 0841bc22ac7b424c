from django.urls import path

from tickets.views.settings import organizations

app_name = "organization_settings"

urlpatterns = [
    path("", organizations.organizations, name="list"),
    path("new/", organizations.new, name="new"),
    path("<int:pk>/", organizations.edit, name="edit"),
    path("<int:pk>/delete/", organizations.delete, name="delete"),
    path("<int:pk>/members/add/", organizations.add, name="add"),
    path("<int:pk>/members/<int:person>/remove/", organizations.remove, name="remove"),
]
