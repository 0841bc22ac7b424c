from django.urls import path

from notifications.views import following, personal

app_name = "notifications"

urlpatterns = [
    path("", personal.bell, name="list"),
    path("read/", personal.read_all, name="read_all"),
    path("<int:pk>/open/", personal.open_one, name="open"),
    path("preferences/", personal.preferences, name="preferences"),
    path("following/", following.following, name="following"),
    path("following/<int:pk>/", following.choose, name="choose"),
    path("following/<int:pk>/unfollow/", following.unfollow, name="unfollow"),
    path("unsubscribe/<str:token>/", personal.stop_mail, name="unsubscribe"),
    path("unsubscribe/<str:token>/undo/", personal.get_mail_again, name="resubscribe"),
]
