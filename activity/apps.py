from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ActivityConfig(AppConfig):
    name = "activity"

    def ready(self) -> None:
        # a verb read from the database must find its class
        autodiscover_modules("events")
