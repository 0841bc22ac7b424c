from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kb.importing import import_folder


class Command(BaseCommand):
    help = (
        "Bring in a folder of Markdown with front matter (title, id; summary, tags,"
        " published, updated, draft) or of HTML, whose folders become categories, or"
        " what the API of Zendesk or Freshdesk gave, as files of JSON, with attachments"
        " beside. The same folder again changes nothing; a changed file changes its"
        " article. Nothing is fetched; what could not be kept is said."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder")
        silent = options["verbosity"] < 1
        progress = partial(tqdm, unit="article", disable=silent)
        for line in import_folder(folder, progress=progress).lines():
            self.stdout.write(line)
