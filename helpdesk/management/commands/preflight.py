import sys
from typing import Any

from django.core.management.base import BaseCommand

from helpdesk.preflight import FAILED, findings


class Command(BaseCommand):
    help = (
        "Looks at database, disk, queue, mail transport and settings, sends nothing;"
        " exit code 1 where something has to be mended first."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for finding in findings():
            failed += finding.verdict == FAILED
            line = f"{finding.verdict:8} {finding.what:15} {finding.said}"
            self.stdout.write(line)
        if failed:
            sys.exit(1)
