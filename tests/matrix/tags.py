"""The forums by tag, and their feeds: everybody gets the feeds of a visitor."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h e q  a t l W R A
. . . . . . . . . .  . . . . . . | GET forums:home forum_feeds:topics | -
. . . . . . . . . .  . . . . . . | GET forums:tag forum_feeds:tag | tag
- - - - - - - - - -  . . . . . . | GET forums:tag | agents-tag
- - - - - - - - - -  - - - - - - | GET forum_feeds:tag | agents-tag
L L > > > > > > > >  > > > > > > | POST forums:follow-tag forums:unfollow-tag | tag
L L - - - - - - - -  > > > > > > | POST forums:follow-tag forums:unfollow-tag |
    agents-tag
. . . . . . . . . .  . . . . . . | GET forum_feeds:topic | topic locked-topic
- - - - - - - - - -  - - - - - - | GET forum_feeds:topic | signed-in-topic agents-topic
    hidden-topic harbour-topic
. . . . . . . . . .  . . . . . . | GET forum_feeds:person | person-owner
- - - - - - - - - -  - - - - - - | GET forum_feeds:person | person-guest
"""
FORMS = {
    "forums:follow-tag": Form("owner", "tag", fields=lambda world: {"mail": "weekly"}),
    "forums:unfollow-tag": Form("owner", "tag"),
}
