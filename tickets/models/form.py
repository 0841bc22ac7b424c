from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.slugs import SLUG_LENGTH, refuse_reserved_slug
from tickets.querysets import TicketFieldQuerySet, TicketFormQuerySet

KEY_LENGTH = 40
# longer ones nobody filters by
VALUE_LENGTH = 200
is_key = RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("Small letters, digits and _ only."))


class TicketForm(models.Model):
    """What a kind of request asks for besides subject and text."""

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("address"), max_length=SLUG_LENGTH, validators=[refuse_reserved_slug]
    )
    description = models.CharField(_("description"), max_length=240, blank=True)
    # whose queue its tickets go to
    team = models.ForeignKey(
        "accounts.Team", models.SET_NULL, null=True, related_name="ticket_forms"
    )
    position = models.PositiveIntegerField(default=0)
    # withdrawn: offered no more, but tickets that came by it are still readable
    retired_at = models.DateTimeField(null=True, editable=False)

    objects = TicketFormQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(retired_at=None),
                name="ticket_form_slug_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TicketDetail(models.Model):
    """What `Ticket.custom` holds in a field, for the queue to look up."""

    ticket = models.ForeignKey(
        "tickets.Ticket", models.CASCADE, related_name="details", db_index=False
    )
    key = models.CharField(max_length=KEY_LENGTH)
    value = models.CharField(max_length=VALUE_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "key"], name="ticket_detail_once")
        ]
        indexes = [
            # the queue's filter by one of them
            models.Index(fields=["key", "value", "ticket"], name="ticket_detail_found")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class TicketField(models.Model):
    """One field of a form. Tickets keep what was filled in by its key."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        LONG_TEXT = "long_text", _("Long text")
        CHOICE = "choice", _("Choice")
        NUMBER = "number", _("Number")
        DATE = "date", _("Date")
        CHECKBOX = "checkbox", _("Tick box")

    form = models.ForeignKey(TicketForm, models.CASCADE, related_name="fields")
    # never changes and is never given to another, so that filters and programs hold
    key = models.CharField(max_length=KEY_LENGTH, unique=True, validators=[is_key])
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    label = models.CharField(_("label"), max_length=120)
    help = models.CharField(_("help"), max_length=240, blank=True)
    is_required = models.BooleanField(_("must be filled in"), default=False)
    # of a choice, in order; tickets keep the words themselves
    options = models.JSONField(_("choices"), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    # asked only where that field has this value; any value where none is named
    shown_when = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="shows"
    )
    shown_value = models.CharField(max_length=200, blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)

    objects = TicketFieldQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_value="") | Q(shown_when__isnull=False),
                name="ticket_field_value_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(shown_when=models.F("pk")),
                name="ticket_field_not_shown_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def input_name(self) -> str:
        """As a page's form and the queue's filter name it."""
        return f"custom.{self.key}"

    @property
    def condition(self) -> str:
        """In words, for whoever has no scripts; empty where it is always asked."""
        if self.shown_when is None:
            return ""
        words = {"field": self.shown_when.label, "value": self.shown_value}
        if self.shown_when.kind == self.Kind.CHECKBOX:
            return _("Only where “%(field)s” is ticked.") % words
        if not self.shown_value:
            return _("Only where “%(field)s” is filled in.") % words
        return _("Only where “%(field)s” is “%(value)s”.") % words
