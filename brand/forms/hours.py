from __future__ import annotations

from datetime import time
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from holidays import country_holidays, list_supported_countries
from holidays.registry import COUNTRIES

from accounts.forms.profile import zones
from brand.models import Brand

Times = list[str] | None


class TimesWidget(forms.MultiWidget):
    """From and to, each a time."""

    def __init__(self) -> None:
        names = {"from": _("From"), "to": _("To")}
        super().__init__(
            {
                key: forms.TimeInput({"type": "time", "aria-label": name}, "%H:%M")
                for key, name in names.items()
            }
        )

    def decompress(self, value: Times) -> list[str | None]:
        return [*value] if value else [None, None]


class TimesField(forms.MultiValueField):
    """Cleans to what `Brand.open_week` holds of a day; both empty: closed."""

    widget = TimesWidget

    def __init__(self, label: Any) -> None:
        parts = (forms.TimeField(required=False), forms.TimeField(required=False))
        super().__init__(parts, label=label, required=False, require_all_fields=False)

    def compress(self, data_list: list[time | None]) -> Times:
        match data_list:
            case [] | [None, None]:
                return None
            case [time() as opens, time() as closes]:
                if time.min != closes <= opens:
                    raise ValidationError(_("Close after you open."))
                return [f"{opens:%H:%M}", f"{closes:%H:%M}"]
        raise ValidationError(_("Write both times, or none where you are closed."))


class HoursForm(forms.ModelForm):
    """A field for each day, `day_0` on Monday."""

    time_zone = forms.ChoiceField(label=_("Time zone"))
    holidays_country = forms.ChoiceField(
        label=_("Closed on the public holidays of"), required=False
    )

    class Meta:
        model = Brand
        fields = ["time_zone", "holidays_country", "holidays_region"]
        help_texts = {
            "holidays_region": _("Where regions differ: its code, such as BY or CA.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = [("", _("No country")), *_countries()]
        self.fields["time_zone"].choices = zones()  # type: ignore[attr-defined]
        self.fields["holidays_country"].choices = countries  # type: ignore[attr-defined]
        for day, name in WEEKDAYS.items():
            self.fields[f"day_{day}"] = TimesField(name)
            self.initial[f"day_{day}"] = self.instance.open_week[day]

    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{day}"] for day in WEEKDAYS]

    def rules(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        country, region = given.get("holidays_country"), given.get("holidays_region")
        if country and region:
            self._check(country, region)
        self.instance.open_week = [given.get(f"day_{day}") for day in WEEKDAYS]
        return given

    def _check(self, country: str, region: str) -> None:
        try:
            country_holidays(country, subdiv=region)
        except NotImplementedError:
            regions = ", ".join(list_supported_countries()[country]) or "–"
            text = _("This country has no such region. It has: %(regions)s")
            self.add_error("holidays_region", text % {"regions": regions})


@cache
def _countries() -> list[tuple[str, str]]:
    named = [
        (codes[1], module.replace("_", " ").title())
        for module, codes in COUNTRIES.items()
    ]
    return sorted(named, key=lambda each: each[1])
