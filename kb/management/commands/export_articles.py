from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kb.exporting import export_folder


class Command(BaseCommand):
    help = (
        "Write the knowledge base to a new or empty folder: Markdown with front matter,"
        " a folder for each category, pictures and files beside their articles."
        " import_articles reads all of it again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} is not an empty folder")
        progress = partial(tqdm, unit="article", disable=options["verbosity"] < 1)
        written = export_folder(folder, progress=progress)
        counts = ", ".join(f"{count} {kind}" for kind, count in written.items())
        self.stdout.write(f"{counts} in {folder}")
