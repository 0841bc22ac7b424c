from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify
from tqdm import tqdm

from core.slugs import RESERVED_SLUGS, SLUG_LENGTH
from core.statistics import gather_statistics
from forums.importing import UnknownFileError, import_threads
from forums.models import Forum, Topic


class Command(BaseCommand):
    help = (
        "Bring in Posts.xml of a Stack Exchange dump, or JSON lines of questions with"
        " their answers, as topics of one forum. The same file again changes nothing;"
        " what changed in it changes here, but not what somebody here changed since."
        " Nobody is told, nothing is fetched; what could not be kept is said."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--forum",
            metavar="SLUG",
            help="the address of the forum, which is made if missing (the file's name)",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file} is no file")
        forum = _forum(options["forum"] or file.stem)
        silent = True if options["verbosity"] < 1 else None
        size = file.stat().st_size
        with tqdm(total=size, unit="B", unit_scale=True, disable=silent) as bar:
            try:
                report = import_threads(file, forum=forum, bar=bar)
            except UnknownFileError as error:
                kinds = "neither a Stack Exchange dump nor JSON lines"
                raise CommandError(f"{file} is {kinds}") from error
        gather_statistics()
        for line in report.lines():
            self.stdout.write(line)


def _forum(name: str) -> Forum:
    slug = slugify(name)[:SLUG_LENGTH]
    if not slug or slug in RESERVED_SLUGS:
        raise CommandError(f"“{name}” can be no forum's address: choose one by --forum")
    title = name.replace("-", " ").replace("_", " ").capitalize()[:80]
    forum, _ = Forum.objects.get_or_create(slug=slug, defaults={"title": title})
    if Topic.Kind.QUESTION not in forum.kinds:
        raise CommandError(f"The forum “{forum}” takes no questions")
    return forum
