from celery import shared_task

from search import queries


@shared_task
def forget_queries() -> None:
    queries.forget_queries()
