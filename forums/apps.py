from importlib import import_module

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "forums"

    def ready(self) -> None:
        # a verb read from the database must find its class
        import_module("forums.desk_events")
