from allauth.account.views import signup
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from core import proof
from helpdesk import api, views

handler400 = "core.bad_input.bad_request"
handler500 = "core.failures.server_error"
handler429 = "accounts.limits.answer"  # allauth asks for it

urlpatterns = [
    # before allauth's own: its page holds the widget that proves work
    path("accounts/signup/", proof.asks_proof(signup), name="account_signup"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("files/", include("composer.urls")),
    path("proof/", proof.challenge, name="proof"),
    path("", include("brand.urls")),
    path("", include("helpdesk.health")),
    path("notifications/", include("notifications.urls")),
    path("desk/settings/demo/", include("helpdesk.demo_settings")),
    path("desk/settings/forums/", include("forums.urls.settings")),
    path("desk/settings/forms/", include("tickets.urls.settings")),
    path("desk/settings/blocked/", include("tickets.urls.blocked")),
    path("desk/settings/organizations/", include("tickets.urls.organizations")),
    path("desk/settings/", include("brand.urls.settings")),
    path("desk/settings/", include("accounts.urls.settings")),
    path("desk/forums/", include("forums.urls.desk")),
    path("desk/moderation/", include("forums.urls.moderation")),
    path("desk/articles/", include("kb.urls.desk")),
    path("desk/settings/categories/", include("kb.urls.settings")),
    path("desk/settings/webhooks/", include("notifications.urls.webhooks")),
    path("desk/mail/", include("notifications.urls.desk")),
    path("desk/people/", include("accounts.urls.desk")),
    path("desk/", include("tickets.urls.desk")),
    path("feeds/forums/", include("forums.urls.feeds")),
    path("", include("helpdesk.sitemaps")),
    path("api/docs", api.docs, name="api-docs"),
    path("api/v1/openapi.json", api.openapi, name="api-openapi"),
    path("api/v1/", api.api.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("styleguide/", views.styleguide, name="styleguide"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("people/<int:pk>/", views.person, name="person"),
        path("people/<int:pk>/follow/", views.follow, name="follow-person"),
        path("people/<int:pk>/unfollow/", views.unfollow, name="unfollow-person"),
        path("kb/", include("kb.urls")),
        path("feeds/kb/", include("kb.urls.feeds")),
        path("forums/", include("forums.urls")),
        path("tickets/", include("tickets.urls.portal")),
        path("search/", include("search.urls")),
        prefix_default_language=False,
    ),
]
