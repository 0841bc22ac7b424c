"""The knowledge base: who reads, who answers, who writes."""

from tests.matrix.files import picture
from tests.matrix.tables import Form

KEY = "2c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x . . . | GET kb_desk:articles kb_desk:new | -
L L x x x x x x  x x x > > > | POST kb_desk:new | -
L L x x x x x x  x x x . . . | GET kb_desk:edit | article
L L x x x x x x  - - - . . . | GET kb_desk:edit | draft
L L x x x x x x  x x x > > > | POST kb_desk:edit | article
L L x x x x x x  - - - > > > | POST kb_desk:edit | draft
L L x x x x x x  x x x x > > | POST kb_desk:publish kb_desk:unpublish | article
L L x x x x x x  - - - x > > | POST kb_desk:publish kb_desk:unpublish | draft
L L x x x x x x  x x x x x . | GET kb_settings:categories kb_settings:new | -
L L x x x x x x  x x x x x > | POST kb_settings:new | -
L L x x x x x x  x x x x x . | GET kb_settings:edit | spare-category
L L x x x x x x  x x x x x - | GET kb_settings:edit | no-slug
L L x x x x x x  x x x x x > | POST kb_settings:edit kb_settings:raise
    kb_settings:lower kb_settings:delete | spare-category
L L x x x x x x  x x x x x - | POST kb_settings:edit kb_settings:raise
    kb_settings:lower kb_settings:delete | no-slug
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
L L > > > > > >  > > > > > > | POST kb:comment | article
- - > > - - - -  > > > > > > | POST kb:comment | harbour-article
L L x x x x x x  > > > > > > | POST kb:hide-comment kb:restore-comment | comment
L L x - - - - -  > > > > > > | POST kb:hide-comment kb:restore-comment | hidden-comment
"""
FORMS = {
    "kb:vote": Form("visitor", "article", fields=lambda world: {"helpful": "yes"}),
    "kb:comment": Form(
        "owner",
        "article",
        fields=lambda world: {"body": "Good to know.", "client_key": KEY},
    ),
    "kb:hide-comment": Form("agent", "comment"),
    "kb:restore-comment": Form("agent", "hidden-comment"),
    "kb_desk:new": Form(
        "writer",
        fields=lambda world: {
            "title": "How sync works",
            "category": world.rows["shelf"].pk,
            "summary": "In short",
            "body": "Words",
            "audience": "organizations",
            "organizations": [world.rows["quay"].pk],
            "tags": "sync, clouds",
            "attachments": picture(),
        },
    ),
    "kb_desk:edit": Form(
        "reviewer",
        "article",
        fields=lambda world: {
            "title": "How sync works",
            "category": world.rows["spare-category"].pk,
            "summary": "In short",
            "body": "Words",
            "audience": "organizations",
            "organizations": [world.rows["quay"].pk],
            "tags": "sync, clouds",
            "attachments": picture(),
        },
    ),
    "kb_desk:publish": Form("reviewer", "draft"),
    "kb_desk:unpublish": Form("reviewer", "article"),
    "kb_settings:new": Form(
        fields=lambda world: {
            "title": "Licences",
            "slug": "licences",
            "parent": world.rows["shelf"].pk,
            "description": "Buying and renewing",
            "icon": "key",
        },
    ),
    "kb_settings:edit": Form(
        thing="spare-category",
        fields=lambda world: {
            "title": "Licences",
            "slug": "licences",
            "parent": world.rows["shelf"].pk,
            "description": "Buying and renewing",
            "icon": "key",
        },
    ),
    "kb_settings:raise": Form(thing="spare-category"),
    "kb_settings:lower": Form(thing="category"),
    "kb_settings:delete": Form(thing="spare-category"),
}
