"""The categories: who arranges them."""

from tests.matrix.tables import Form

TABLE = """
v g o k s c w h  a t l W R A
L L x x x x x x  x x x x x . | GET kb_settings:categories kb_settings:new | -
L L x x x x x x  x x x x x > | POST kb_settings:new | -
L L x x x x x x  x x x x x . | GET kb_settings:edit | spare-category
L L x x x x x x  x x x x x - | GET kb_settings:edit | no-slug
L L x x x x x x  x x x x x . | GET kb_settings:translate | spare-category
L L x x x x x x  x x x x x - | GET kb_settings:translate | spare-category-in-french
L L x x x x x x  x x x x x > | POST kb_settings:translate | spare-category
L L x x x x x x  x x x x x > | POST kb_settings:edit kb_settings:raise
    kb_settings:lower kb_settings:delete | spare-category
L L x x x x x x  x x x x x - | POST kb_settings:edit kb_settings:raise
    kb_settings:lower kb_settings:delete | no-slug
"""
FORMS = {
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
    "kb_settings:translate": Form(
        thing="spare-category",
        fields=lambda world: {
            "title": "Lizenzen",
            "slug": "lizenzen",
            "description": "Kaufen",
        },
    ),
    "kb_settings:raise": Form(thing="spare-category"),
    "kb_settings:lower": Form(thing="category"),
    "kb_settings:delete": Form(thing="spare-category"),
}
