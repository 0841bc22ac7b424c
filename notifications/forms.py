from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import registry
from core.outgoing import BlockedError, check_url
from notifications.models import OutgoingEmail, Preference, Watch
from notifications.querysets import OutgoingEmailQuerySet
from notifications.reasons import Reason, mail_by_default, reasons_for


class PreferenceForm(forms.Form):
    """What comes for one reason, and by which ways."""

    mail = forms.ChoiceField(label=_("Mail"), choices=Preference.Mail.choices)
    bell = forms.BooleanField(label=_("Show in the bell"), required=False)

    def __init__(self, data: Any, *, reason: Reason, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=reason.key, initial=initial)
        self.reason = reason
        self.fields["mail"].label = _("%(reason)s: mail") % {"reason": reason.label}


class FollowForm(forms.Form):
    """How to hear of a thing that one follows."""

    mail = forms.ChoiceField(
        label=_("How to hear of it"),
        required=False,
        choices=[("", _("as usual")), *Watch.Mail.choices],
        widget=forms.Select(attrs={"aria-label": _("How to hear of it")}),
    )


class LedgerFilter(forms.Form):
    """Which mails of the ledger to list. What says nothing filters nothing."""

    q = forms.CharField(label=_("Address"), required=False, max_length=320)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Any")), *OutgoingEmail.State.choices],
    )
    about = forms.RegexField(r"^\d{1,9}-\d{1,18}$", required=False)

    def narrow(self, rows: OutgoingEmailQuerySet) -> OutgoingEmailQuerySet:
        self.is_valid()
        given = self.cleaned_data
        if given.get("q"):
            rows = rows.filter(to_address=given["q"].lower())
        if given.get("state"):
            rows = rows.filter(state=given["state"])
        if given.get("about"):
            type_id, _, target_id = given["about"].partition("-")
            rows = rows.filter(target_type=type_id, target_id=target_id)
        return rows


class WebhookForm(forms.Form):
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    verbs = forms.CharField(
        label=_("Events"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, as ticket.opened. Leave empty for all."),
    )
    includes_private = forms.BooleanField(
        label=_("Also what only staff may see"),
        required=False,
        help_text=_("Notes, private teams, hidden forums. No text is sent, only ids."),
    )
    is_active = forms.BooleanField(label=_("Active"), required=False, initial=True)

    def clean_url(self) -> str:
        try:
            return check_url(self.cleaned_data["url"])
        except BlockedError as error:
            raise forms.ValidationError(_("This address cannot be called.")) from error

    def clean_verbs(self) -> list[str]:
        verbs = list(dict.fromkeys(self.cleaned_data["verbs"].split()))
        unknown = [verb for verb in verbs if verb not in registry]
        if unknown:
            text = _("There is no event “%(verb)s”.")
            raise forms.ValidationError(text, params={"verb": unknown[0]})
        return verbs


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
