from celery import shared_task


@shared_task
def mind_clocks() -> None:
    """Questions that nobody answered in time."""
    from forums.actions.overdue import mark_overdue

    mark_overdue()
