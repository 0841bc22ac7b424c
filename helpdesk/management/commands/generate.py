import time
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from tqdm import tqdm

from core.statistics import gather_statistics
from helpdesk.generating import generate

KINDS = ("articles", "topics", "tickets", "users")


class Command(BaseCommand):
    help = (
        "Adds made-up content in bulk, for trying out and for measuring. The same seed"
        " on the same content and day writes the same rows. Nobody is told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for name in KINDS:
            parser.add_argument(f"--{name}", type=_count, default=0, metavar="N")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--until",
            type=_moment,
            default=None,
            metavar="TIME",
            help="when the newest content was written (the midnight before now)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = {name: options[name] for name in KINDS}
        until = options["until"] or _midnight()
        began = time.monotonic()
        with tqdm(total=sum(counts.values()), disable=None, unit="") as bar:
            try:
                rows = generate(
                    **counts, seed=options["seed"], until=until, progress=bar.update
                )
            except ValueError as error:
                raise CommandError(str(error)) from error
        gather_statistics()
        seconds = time.monotonic() - began
        rate = rows / max(seconds, 0.001)
        self.stdout.write(f"{rows:,} rows in {seconds:.1f} s: {rate:,.0f} rows/s")


def _midnight() -> datetime:
    now = timezone.now()
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError(text)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
