from celery import shared_task


@shared_task
def delete_redacted_bytes() -> None:
    from composer.forgetting import delete_bytes

    delete_bytes()
