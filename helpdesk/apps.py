from django.apps import AppConfig


class HelpdeskConfig(AppConfig):
    name = "helpdesk"

    def ready(self) -> None:
        # Tasks are declared as shared_task: this is the app they belong to.
        import helpdesk.celery  # noqa: F401
