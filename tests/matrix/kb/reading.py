"""The knowledge base: who reads, and who answers."""

from tests.matrix.tables import Form

KEY = "2c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
TABLE = """
v g o k s c w h  a t l W R A
. . . . . . . .  . . . . . . | GET kb_feeds:category kb:category | category
- - - - - - - -  - - - - - - | GET kb_feeds:category kb:category | no-slug
. . . . . . . .  . . . . . . | GET kb:home | -
> > > > > > > >  > > > > > > | GET kb:article-by-number | article
- - - - - - - -  > > > > > > | GET kb:article-by-number | agents-article
- - - - - - - -  - - - > > > | GET kb:article-by-number | draft
. . . . . . . .  . . . . . . | GET kb:article | article
- - . . . . . .  . . . . . . | GET kb:article | signed-in-article
- - . . - - - -  . . . . . . | GET kb:article | harbour-article
- - - - - - - -  . . . . . . | GET kb:article | agents-article
- - - - - - - -  - - - . . . | GET kb:article | draft
> > > > > > > >  > > > > > > | POST kb:vote | article
- - > > > > > >  > > > > > > | POST kb:vote kb:comment | signed-in-article
- - - - - - - -  > > > > > > | POST kb:vote kb:comment | agents-article
- - - - - - - -  - - - x x x | POST kb:vote kb:comment | draft
L L > > > > > >  > > > > > > | POST kb:comment kb:follow kb:unfollow | article
- - > > - - - -  > > > > > > | POST kb:comment | harbour-article
L L - - - - - -  > > > > > > | POST kb:follow kb:unfollow | agents-article
L L - - - - - -  - - - x x x | POST kb:follow | draft
L L x x x x x x  > > > > > > | POST kb:hide-comment kb:restore-comment | comment
L L x - - - - -  > > > > > > | POST kb:hide-comment kb:restore-comment | hidden-comment
"""
FORMS = {
    "kb:vote": Form("visitor", "article", fields=lambda world: {"helpful": "yes"}),
    "kb:follow": Form("owner", "article", fields=lambda world: {"mail": "daily"}),
    "kb:unfollow": Form("owner", "article"),
    "kb:comment": Form(
        "owner",
        "article",
        fields=lambda world: {"body": "Good to know.", "client_key": KEY},
    ),
    "kb:hide-comment": Form("agent", "comment"),
    "kb:restore-comment": Form("agent", "hidden-comment"),
}
