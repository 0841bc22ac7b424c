from django.urls import path

from accounts.views import people, teams, tokens

app_name = "accounts_settings"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("invitations/", people.invitations, name="invitations"),
    path(
        "invitations/<int:pk>/withdraw/",
        people.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("tokens/", tokens.all_tokens, name="tokens"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.new_team, name="new-team"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/members/", teams.members, name="team-members"),
]
