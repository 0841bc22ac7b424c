"""Until when an agent puts a ticket away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.forms.fields import FieldForm
from tickets.models import Ticket

MORNING = time(9)
AT_MOST = timedelta(days=366)
TO_COME = _("Choose a moment to come, within a year.")


class SnoozeForm(FieldForm):
    """Cleans to `until`, a moment; times are hers, in the zone of her account."""

    until = forms.ChoiceField(
        label=_("Until"),
        choices=[
            ("soon", _("in 4 hours")),
            ("tomorrow", _("tomorrow at 9:00")),
            ("monday", _("next Monday at 9:00")),
            ("date", _("at this time:")),
        ],
    )
    day = forms.DateField(
        required=False,
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    hour = forms.TimeField(
        required=False,
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def now(self, ticket: Ticket) -> dict[str, Any]:
        return {"until": "tomorrow", "hour": MORNING}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            given["until"] = self._moment(**given)
        return given

    def _moment(
        self, until: str, day: date | None, hour: time | None
    ) -> datetime | None:
        now, today = timezone.now(), timezone.localdate()
        if until == "soon":
            return now + timedelta(hours=4)
        if until == "tomorrow":
            return _at(today + timedelta(days=1))
        if until == "monday":
            return _at(today + timedelta(days=7 - today.weekday()))
        moment = _at(day, hour or MORNING) if day else now
        if not now < moment <= now + AT_MOST:
            self.add_error("day", TO_COME)
            return None
        return moment


class UntilForm(forms.Form):
    """A moment that a program names."""

    until = forms.DateTimeField()

    def clean_until(self) -> datetime:
        until = self.cleaned_data["until"]
        if not timezone.now() < until <= timezone.now() + AT_MOST:
            raise forms.ValidationError(TO_COME)
        return until


def _at(day: date, hour: time = MORNING) -> datetime:
    return datetime.combine(day, hour, tzinfo=timezone.get_current_timezone())
