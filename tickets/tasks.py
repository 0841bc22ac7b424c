from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from tickets import changing, exporting
from tickets.actions import (
    ask_for_rating,
    close_ticket,
    delete_ticket,
    wake_ticket,
)
from tickets.actions.exports import delete_export
from tickets.models import AccessLink, BulkChange, Presence, Ticket, TicketExport
from tickets.models.bulk import KEPT_FOR as BULK_CHANGES_ARE_KEPT_FOR
from tickets.models.export import KEPT_FOR

CLOSES_AFTER = timedelta(days=14)
TRASH_IS_KEPT_FOR = timedelta(days=30)
# so long a link that ran out can still be exchanged for a new one
OLD_LINKS_ARE_KEPT_FOR = timedelta(days=365)
AT_ONCE = 1000
# longer than a worker takes for a hundred tickets of a bulk change
DROPPED_AFTER = timedelta(minutes=5)


@shared_task
def close_solved_tickets() -> None:
    solved = Ticket.objects.solved_before(timezone.now() - CLOSES_AFTER)
    for ticket in solved.order_by("solved_at")[:AT_ONCE]:
        close_ticket(ticket, by=None)


@shared_task
def ask_for_ratings() -> None:
    for ticket in Ticket.objects.to_ask_about(timezone.now()).order_by("pk")[:AT_ONCE]:
        ask_for_rating(ticket)


@shared_task
def wake_tickets() -> None:
    for ticket in Ticket.objects.to_wake(timezone.now()).order_by("pk")[:AT_ONCE]:
        wake_ticket(ticket, by=None)


@shared_task
def empty_trash() -> None:
    trashed = Ticket.objects.trashed_before(timezone.now() - TRASH_IS_KEPT_FOR)
    for ticket in trashed.order_by("trashed_at")[:AT_ONCE]:
        delete_ticket(ticket, by=None)


@shared_task
def sweep_access_links() -> None:
    until = timezone.now() - OLD_LINKS_ARE_KEPT_FOR
    AccessLink.objects.filter(expires_at__lt=until).delete()


@shared_task
def sweep_presences() -> None:
    Presence.objects.expired().delete()


@shared_task
def write_export(pk: int) -> None:
    for export in TicketExport.objects.waiting().filter(pk=pk):
        exporting.write_export(export)


@shared_task
def tend_exports() -> None:
    """Write what no worker heard of, delete what was kept long enough."""
    for export in TicketExport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR):
        delete_export(export)
    for pk in TicketExport.objects.waiting().values_list("pk", flat=True):
        write_export(pk)


@shared_task
def carry_on_bulk_change(pk: int) -> None:
    """A hundred tickets at a time, so that no task takes long."""
    for change in BulkChange.objects.unfinished().filter(pk=pk):
        if changing.carry_on(change):
            carry_on_bulk_change.delay(pk)


@shared_task
def tend_bulk_changes() -> None:
    """Take up what a worker dropped or none heard of, delete what was kept enough."""
    now = timezone.now()
    old = now - BULK_CHANGES_ARE_KEPT_FOR
    BulkChange.objects.filter(finished_at__lt=old).delete()
    for change in BulkChange.objects.idle_since(now - DROPPED_AFTER):
        carry_on_bulk_change.delay(change.pk)
