"""The signed-in person's own pages, beside allauth's under /accounts/."""

from django.urls import path

from accounts.views import invitations, profile, tokens

app_name = "accounts"

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/picture/", profile.change_picture, name="change-picture"),
    path("profile/picture/remove/", profile.remove_picture, name="remove-picture"),
    path("people/<int:pk>/picture/", profile.picture, name="picture"),
    path("data/", profile.data, name="data"),
    path("data/download/", profile.download, name="download"),
    path("delete/", profile.delete, name="delete"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke-token"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
]
