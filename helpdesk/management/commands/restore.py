from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from helpdesk.backups import BackupError, restore, verify


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty database and DATA_DIR; with --verify into a"
        " scratch place only, to see whether every row and file comes back."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--verify", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["verify"]:
                self._verify(options["file"])
            else:
                self._restore(options["file"])
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error

    def _verify(self, file: Path) -> None:
        found = verify(file)
        self.stdout.write(f"made       {found.made_at} from {found.engine}")
        self.stdout.write(f"hashes     {found.files:,} files are as they were")
        self.stdout.write(
            f"rows       {found.rows:,} in {found.tables} tables, all there"
        )
        self.stdout.write("uploads    every row has its file")

    def _restore(self, file: Path) -> None:
        restored = restore(file)
        self.stdout.write(
            f"Restored what was there at {restored.made_at}: {restored.rows:,} rows,"
            f" {restored.files:,} files."
        )
        for name in restored.missing:
            self.stderr.write(f"It was missing when the backup was made: {name}")
        if restored.needs_secret_key:
            self.stdout.write("Set SECRET_KEY to what it was there.")
