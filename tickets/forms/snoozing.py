"""Until when an agent puts a ticket away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.forms.desk import FieldForm
from tickets.models import Ticket

MORNING = time(9)
AT_MOST = timedelta(days=366)


class SnoozeForm(FieldForm):
    """Cleans to `until`, a moment; mornings are hers, in the zone of her account."""

    until = forms.ChoiceField(
        label=_("Until"),
        choices=[
            ("soon", _("in 4 hours")),
            ("tomorrow", _("tomorrow at 9:00")),
            ("monday", _("next Monday at 9:00")),
            ("date", _("9:00 on this day:")),
        ],
    )
    day = forms.DateField(
        required=False,
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"until": "tomorrow"}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            given["until"] = self._moment(given["until"], given["day"])
        return given

    def _moment(self, chosen: str, day: date | None) -> datetime | None:
        today = timezone.localdate()
        if chosen == "soon":
            return timezone.now() + timedelta(hours=4)
        if chosen == "tomorrow":
            return _morning(today + timedelta(days=1))
        if chosen == "monday":
            return _morning(today + timedelta(days=7 - today.weekday()))
        if day is None or not today < day <= today + AT_MOST:
            self.add_error("day", _("Choose a day to come, within a year."))
            return None
        return _morning(day)


class UntilForm(forms.Form):
    """A moment that a program names."""

    until = forms.DateTimeField()

    def clean_until(self) -> datetime:
        until = self.cleaned_data["until"]
        if not timezone.now() < until <= timezone.now() + AT_MOST:
            raise forms.ValidationError(_("Choose a moment to come, within a year."))
        return until


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=timezone.get_current_timezone())
