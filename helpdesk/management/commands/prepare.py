from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.models import User
from core.statistics import gather_statistics

DEMO_LOGINS = ["customer@example.com", "agent@example.com", "admin@example.com"]


class Command(BaseCommand):
    help = "Brings database and static files in step, as bin/run does at each start."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Bringing the database in step …")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO and not User.objects.exists():
            self.stdout.write("Loading the demo content …")
            call_command("demo")
        gather_statistics()
        (settings.DATA_DIR / "welcome.txt").write_text(_welcome())


def _welcome() -> str:
    known = set(
        User.objects.filter(email__in=DEMO_LOGINS).values_list("email", flat=True)
    )
    if known:
        people = [email for email in DEMO_LOGINS if email in known]
        return "".join(f"  {email}   password helpdesk-demo\n" for email in people)
    if not User.objects.filter(is_admin=True).exists():
        return "  Open it to make the first administrator.\n"
    return ""
