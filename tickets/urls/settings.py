from django.urls import path

from tickets.views.settings import fields, forms

app_name = "form_settings"

urlpatterns = [
    path("", forms.forms, name="list"),
    path("new/", forms.new, name="new"),
    path("<slug:slug>/", forms.edit, name="edit"),
    path("<slug:slug>/raise/", forms.raise_, name="raise"),
    path("<slug:slug>/delete/", forms.delete, name="delete"),
    path("<slug:slug>/fields/new/", fields.new, name="new-field"),
    path("<slug:slug>/fields/<slug:key>/", fields.edit, name="field"),
    path("<slug:slug>/fields/<slug:key>/raise/", fields.raise_, name="raise-field"),
    path("<slug:slug>/fields/<slug:key>/delete/", fields.delete, name="delete-field"),
]
