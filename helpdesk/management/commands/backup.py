from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.backups import BackupError, back_up


class Command(BaseCommand):
    help = (
        "Writes the database, all uploads and the secret key into one archive while"
        " the site runs. Keep it safe: it holds everything."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            taken = back_up(file)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{file}: {taken.rows:,} rows, {taken.files:,} files,"
            f" {taken.bytes / 1e6:,.1f} MB"
        )
        for name in taken.missing:
            self.stderr.write(f"A row names a file that is not there: {name}")
