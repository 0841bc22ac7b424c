"""Customers at the desk: addresses, and merging two rows of one person."""

from django.urls import path

from accounts.views import customers

app_name = "desk_people"

urlpatterns = [
    path("<int:pk>/", customers.person, name="person"),
    path("<int:pk>/addresses/add/", customers.add_address, name="add-address"),
    path("<int:pk>/addresses/remove/", customers.remove_address, name="remove-address"),
    path("<int:pk>/merge/", customers.merge, name="merge"),
    path("<int:pk>/unmerge/", customers.unmerge, name="unmerge"),
]
