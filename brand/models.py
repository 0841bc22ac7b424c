from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.pictures import version_of


def nine_to_five() -> list[list[str] | None]:
    return [["09:00", "17:00"]] * 5 + [None, None]


hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #1a2b3c."))

# a browser takes a backslash for a slash
page_address = RegexValidator(
    r"^(https?://|/(?![/\\]))[^\s\\]*\Z",
    _("Write an address that begins with https:// or, on this site, with /."),
)


class Brand(models.Model):
    """The one row of what an administrator sets for the whole site."""

    name = models.CharField(_("name"), max_length=60, default="Helpdesk")
    tagline = models.CharField(
        _("line under the search box"), max_length=160, blank=True
    )
    logo = models.ImageField(_("logo"), upload_to="brand", blank=True)
    accent = models.CharField(
        _("accent colour"), max_length=7, default="#3457d5", validators=[hex_colour]
    )
    sender_name = models.CharField(_("sender name"), max_length=60, blank=True)
    sender_address = models.EmailField(_("sender address"), blank=True)
    # codes of the languages that readers are offered besides the site's own
    languages = models.JSONField(default=list, editable=False)
    # office hours, as `brand.hours` reads them: of each day, Monday first, opening and
    # closing time, or null
    open_week = models.JSONField(default=nine_to_five, editable=False)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    holidays_country = models.CharField(_("country"), max_length=2, blank=True)
    holidays_region = models.CharField(_("region"), max_length=60, blank=True)
    # what shows the brand is made anew when it changes; announcements change it, too
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_brand")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def version(self) -> int:
        """Changes with each save; 0 before the first."""
        return int(self.updated_at.timestamp() * 1000) if self.updated_at else 0

    @property
    def logo_url(self) -> str:
        if not self.logo:
            return ""
        return f"{reverse('brand:logo')}?v={version_of(self.logo)}"


class Announcement(models.Model):
    """What stands on top of every page from its begin to its end."""

    class Severity(models.TextChoices):
        INFO = "info", _("Information")
        WARNING = "warning", _("Warning")

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("To come")
        SHOWN = "published", _("Shown")
        ENDED = "archived", _("Ended")

    TEXT_LENGTH = 300

    text = models.CharField(_("text"), max_length=TEXT_LENGTH)
    link = models.CharField(
        _("link"), max_length=500, blank=True, validators=[page_address]
    )
    severity = models.CharField(
        _("kind"), max_length=8, choices=Severity, default=Severity.INFO
    )
    begins_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    # by which an app finds what it put up
    key = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~models.Q(key=""),
                name="announcement_key_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("begins_at")),
                name="announcement_ends_after_it_begins",
                violation_error_message=_("It must end after it begins."),
            ),
        ]
        indexes = [
            # brand_mark, twice a second: what began last, and what ended
            models.Index(fields=["begins_at"], name="announcement_begins"),
            models.Index(fields=["ends_at"], name="announcement_ends"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def state(self) -> State:
        now = timezone.now()
        if self.ends_at and self.ends_at <= now:
            return self.State.ENDED
        return self.State.SHOWN if self.begins_at <= now else self.State.SCHEDULED

    @property
    def language(self) -> str:
        return settings.LANGUAGE_CODE
