from __future__ import annotations

from collections.abc import Iterable

from django.core.management.base import OutputWrapper
from django.db import models, transaction
from tqdm import tqdm

from accounts.models import User
from brand.models import Brand
from forums.actions.trust import earn_trust
from helpdesk.demo import desk, forms, guides, people, threads
from helpdesk.models import DemoRow
from kb.actions.related import relate
from kb.health import count_harm
from kb.models import Article
from search.actions import reindex
from search.documents import registry


@transaction.atomic
def load(output: OutputWrapper) -> None:
    """All of the demo content, as if it had grown over the last year. Mails nobody."""
    cast = people.load()
    made: list[models.Model] = [*people.made(cast)]
    links, shelves = guides.load(cast)
    made += shelves
    made += threads.load(cast, links)
    made += desk.load(cast)
    made += forms.load(cast)
    DemoRow.objects.bulk_create(DemoRow(row=row) for row in made)
    Brand.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Keyhaven Support",
            "tagline": "Guides, answers from other customers, and us.",
            "accent": "#0f6b5c",
        },
    )
    _index(output)
    earn_trust()
    relate(Article.objects.published())
    count_harm(Article.objects.published().values_list("pk", flat=True))
    output.write(f"{User.objects.count()} people and all they wrote.")


def _index(output: OutputWrapper) -> None:
    for model, searchable in registry.items():
        rows: Iterable[models.Model] = searchable.for_index(
            model._default_manager.all()
        )
        name = str(model._meta.verbose_name_plural)
        reindex(tqdm(rows, desc=f"Indexing {name}", file=output, leave=False))
