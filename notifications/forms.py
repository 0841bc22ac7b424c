from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.models import Preference
from notifications.reasons import Reason, mail_by_default, reasons_for


class PreferenceForm(forms.Form):
    """What comes for one reason, and by which ways."""

    mail = forms.ChoiceField(label=_("Mail"), choices=Preference.Mail.choices)
    bell = forms.BooleanField(label=_("Show in the bell"), required=False)

    def __init__(self, data: Any, *, reason: Reason, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=reason.key, initial=initial)
        self.reason = reason


def preference_forms(person: User, data: Any = None) -> list[PreferenceForm]:
    """One form for each reason that can bring her anything, as she has it now."""
    chosen = {row.reason: row for row in person.preferences.all()}
    forms_ = []
    for reason in reasons_for(person):
        row = chosen.get(reason.key)
        initial = {
            "mail": row.mail if row else mail_by_default(person, reason.key),
            "bell": row.bell if row else True,
        }
        forms_.append(PreferenceForm(data, reason=reason, initial=initial))
    return forms_
