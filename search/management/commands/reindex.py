from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from search.actions import reindex
from search.documents import registry
from search.models import SearchDocument

BATCH = 500


class Command(BaseCommand):
    help = "Build the search index anew from the rows."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            SearchDocument.objects.all().delete()
            for model, searchable in registry.items():
                rows = searchable.for_index(model._default_manager.order_by("pk"))
                self._index(rows, str(model._meta.verbose_name_plural))
        self.stdout.write(f"{SearchDocument.objects.count()} documents indexed.")

    def _index(self, rows: Any, name: str) -> None:
        batch = []
        for row in tqdm(rows.iterator(BATCH), desc=name, total=rows.count()):
            batch.append(row)
            if len(batch) == BATCH:
                reindex(batch)
                batch = []
        reindex(batch)
