from django.urls import path

from forums.views import incidents, proposals, queue

app_name = "forum_desk"

_INCIDENT = "incidents/<int:pk>/"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("from-ticket/<int:number>/", proposals.propose, name="propose"),
    path("incidents/", incidents.incidents, name="incidents"),
    path(_INCIDENT, incidents.incident, name="incident"),
    path(_INCIDENT + "put-up/", incidents.put_up, name="incident-put-up"),
    path(_INCIDENT + "take-down/", incidents.take_down, name="incident-take-down"),
    path(_INCIDENT + "end/", incidents.end, name="incident-end"),
    path(_INCIDENT + "fix/", incidents.fix, name="incident-fix"),
    path(_INCIDENT + "tie/", incidents.tie, name="incident-tie"),
]
