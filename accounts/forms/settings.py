from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, Team, User
from accounts.querysets import normalize
from core.fields import RowsField

GRANTED_ROLES = [
    choice for choice in Role.choices if choice[0] not in (Role.AGENT, Role.HELPER)
]


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Administrators, writers and reviewers are agents as well."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"roles": person.roles}
        super().__init__(*args, **kwargs)


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    team = forms.ModelChoiceField(
        Team.objects.all(), label=_("Team"), required=False, empty_label=_("None yet")
    )
    roles = forms.MultipleChoiceField(
        label=_("More than an agent"),
        choices=GRANTED_ROLES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_email(self) -> str:
        email = normalize(self.cleaned_data["email"])
        if User.objects.agents().known_by(email).exists():
            raise ValidationError(_("This person is an agent already."))
        return email


class TeamForm(forms.ModelForm):
    class Meta:
        model = Team
        fields = ["name", "is_private", "reopen_days"]
        help_texts = {
            "is_private": _("Its tickets are seen by its members and administrators."),
        }

    reopen_days = forms.IntegerField(
        label=_("Days in which a late reply reopens a closed ticket"),
        min_value=0,
        max_value=365,
        initial=14,
    )


class MembersForm(forms.Form):
    members = RowsField(
        User.objects.none(),
        label=_("Members"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    leads = RowsField(
        User.objects.none(),
        label=_("Of whom lead the team"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        memberships = list(team.memberships.all())
        kwargs["initial"] = {
            "members": [membership.person_id for membership in memberships],
            "leads": [m.person_id for m in memberships if m.is_lead],
        }
        super().__init__(*args, **kwargs)
        agents = User.objects.agents().order_by("display_name")
        for name in ("members", "leads"):
            self.fields[name].queryset = agents  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        members, leads = cleaned.get("members", ()), cleaned.get("leads", ())
        if set(leads) - set(members):
            self.add_error("leads", _("Whoever leads the team must be a member."))
        return cleaned
