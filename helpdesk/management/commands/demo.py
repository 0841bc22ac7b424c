from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from helpdesk import demo


class Command(BaseCommand):
    help = "Load the demo content into an empty site; --remove takes it away again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            kept = demo.remove()
            self.stdout.write("The demo content is gone.")
            if kept:
                self.stdout.write(f"{kept} rows stay: real content hangs on them.")
        elif User.objects.exists():
            raise CommandError("This site has people already; demo is for empty sites.")
        else:
            demo.load(self.stdout)
