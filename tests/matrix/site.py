"""Pages of the whole site, files, the bell and the preferences."""

from notifications.reasons import REASONS
from tests.matrix.files import picture
from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
. . . . . . . .  . . . . . . | POST composer:preview sitemap | -
L L . . . . . .  . . . . . . | POST composer:stage | -
- - . . - . . -  . . . . . . | GET composer:file | public-file
- - - - - - - -  . . . . . . | GET composer:file | note-file guest-file guest-note-file
    agents-article-file
- - - - . - - -  - . - - - . | GET composer:file | private-file
. . . . . . . .  . . . . . . | GET composer:file | article-file
- - - - - - - -  - - - . . . | GET composer:file | draft-file
- - . . . . . .  . . . . . . | GET composer:file | signed-in-article-file
- - . . - - - -  . . . . . . | GET composer:file | harbour-article-file
. . . . . . . .  . . . . . . | GET healthz metrics proof robots sitemap styleguide home
    search:results | -
> > > > > > > >  > > > > > > | GET search:suggestions set_language | -
> > > > > > > >  > > > > > > | POST set_language | -
L L x x x x x x  x x x x x . | GET demo | -
L L x x x x x x  x x x x x > | POST demo-remove | -
. . . . . . . .  . . . . . . | GET readyz | -
L L . . . . . .  . . . . . . | GET notifications:list notifications:preferences
    notifications:following | -
L L > > > > > >  > > > > > > | POST notifications:read_all | -
L L > - - - - -  - - - - - - | POST notifications:open | owners-notification
L L > > > > > >  > > > > > > | POST notifications:preferences | -
L L > - - - - -  - - - - - - | POST notifications:choose notifications:unfollow |
    owners-watch
. . . . . . . .  . . . . . . | GET notifications:unsubscribe | subscription
- - - - - - - -  - - - - - - | GET notifications:unsubscribe | forged-subscription
. . . . . . . .  . . . . . . | POST notifications:unsubscribe | subscription
- - - - - - - -  - - - - - - | POST notifications:unsubscribe | forged-subscription
> > > > > > > >  > > > > > > | POST notifications:resubscribe | ticket-subscription
- - - - - - - -  - - - - - - | POST notifications:resubscribe | subscription
    forged-subscription
. . . . . . . .  . . . . . . | GET django.contrib.sitemaps.views.sitemap |
    topics-sitemap
- - - - - - - -  - - - - - - | GET django.contrib.sitemaps.views.sitemap | no-sitemap
. . . . . . . .  . . . . . . | POST django.contrib.sitemaps.views.sitemap |
    topics-sitemap
- - - - - - - -  - - - - - - | POST django.contrib.sitemaps.views.sitemap | no-sitemap
. . . . . . . .  . . . . . . | GET person | person-owner person-admin
- - - - - - - -  . . . . . . | GET person | person-guest
L L x > > > > >  > > > > > > | POST follow-person | person-owner
L L > > > > > >  > > > > > > | POST unfollow-person | person-owner
L L - - - - - -  > > > > > > | POST follow-person unfollow-person | person-guest
. . . . . . . .  . . . . . . | GET api-docs api-openapi | -
"""
FORMS = {
    "set_language": Form(
        "visitor", fields=lambda world: {"language": "en", "next": "/kb/"}
    ),
    "notifications:preferences": Form(
        "agent",
        fields=lambda world: {f"{reason}-mail": "none" for reason in REASONS},
    ),
    "notifications:read_all": Form("owner"),
    "notifications:open": Form("owner", "owners-notification"),
    "notifications:choose": Form(
        "owner", "owners-watch", fields=lambda world: {"mail": "weekly"}
    ),
    "notifications:unfollow": Form("owner", "owners-watch"),
    "notifications:unsubscribe": Form("visitor", "subscription"),
    "notifications:resubscribe": Form("visitor", "ticket-subscription"),
    "follow-person": Form(
        "agent", "person-owner", fields=lambda world: {"mail": "daily"}
    ),
    "unfollow-person": Form("agent", "person-owner"),
    "composer:stage": Form("owner", fields=lambda world: {"attachments": picture()}),
    "composer:preview": Form("visitor", fields=lambda world: {"body": "**bold**"}),
}
