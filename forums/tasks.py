from celery import shared_task

ARCHIVED_AT_ONCE = 500


@shared_task
def archive_stale() -> None:
    """Some at a time: all of a large site would take longer than a task may."""
    from forums import actions

    if actions.archive_stale(ARCHIVED_AT_ONCE) == ARCHIVED_AT_ONCE:
        archive_stale.delay()


@shared_task
def recount() -> None:
    from forums import actions

    actions.recount()


@shared_task
def count_weekly_votes() -> None:
    from forums import actions

    actions.count_weekly_votes()


@shared_task
def unpin_what_is_over() -> None:
    from forums import actions

    actions.unpin_what_is_over()


@shared_task
def mind_clocks() -> None:
    """Questions that nobody answered in time."""
    from forums.actions.overdue import mark_overdue

    mark_overdue()


@shared_task
def earn_trust() -> None:
    from forums.actions import trust

    trust.earn_trust()


@shared_task
def watch_out() -> None:
    """For what many have at once."""
    from forums.actions.incidents import watch_out

    watch_out()


@shared_task
def tell_of_fixes() -> None:
    """All who wait, some in each transaction; beat finds what was left."""
    from forums.actions.fixes import tell_some

    while tell_some():
        pass
