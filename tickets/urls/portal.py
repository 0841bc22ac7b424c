from django.urls import path

from tickets.views.portal import access, finding, mine, rating, submitting, tickets

app_name = "tickets"

urlpatterns = [
    path("", mine.mine, name="mine"),
    path("find/", finding.find, name="find"),
    path("new/", submitting.new, name="new"),
    path("new/thanks/<str:signed>/", submitting.thanks, name="thanks"),
    path("access/<slug:token>/", access.ticket, name="access"),
    path("access/<slug:token>/reply/", access.reply_to, name="access_reply"),
    path("access/<slug:token>/solve/", access.solve, name="access_solve"),
    path("access/<slug:token>/reopen/", access.reopen, name="access_reopen"),
    path("access/<slug:token>/rate/", rating.rate_through_link, name="access_rate"),
    path("access/<slug:token>/renew/", access.renew, name="access_renew"),
    path(
        "access/<slug:token>/files/<uuid:key>/<str:name>",
        access.file,
        name="access_file",
    ),
    path("<int:number>/", tickets.ticket, name="ticket"),
    path("<int:number>/reply/", tickets.reply_to, name="reply"),
    path("<int:number>/solve/", tickets.solve, name="solve"),
    path("<int:number>/reopen/", tickets.reopen, name="reopen"),
    path("<int:number>/rate/", rating.rate, name="rate"),
    path("<int:number>/cc/", tickets.cc, name="cc"),
    path("<int:number>/uncc/", tickets.uncc, name="uncc"),
]
