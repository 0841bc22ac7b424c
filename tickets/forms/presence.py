"""What an open page tells of its reader."""

from __future__ import annotations

from django import forms

from tickets.models import Presence

LEFT = "left"


class PresenceForm(forms.Form):
    state = forms.ChoiceField(
        choices=[*Presence.State.choices, (LEFT, LEFT)], widget=forms.HiddenInput
    )
    # the number of the last message that the page shows
    seen = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    # the last Event of those that it tells of
    told = forms.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput
    )
