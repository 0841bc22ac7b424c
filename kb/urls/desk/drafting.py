from django.urls import path

from kb.views import from_ticket

urlpatterns = [
    path("from-ticket/<int:number>/", from_ticket.from_ticket, name="from-ticket"),
]
