"""Forums and their groups, as administrators set them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from composer.forms import LineField
from core.fields import AddressField, IconField, RowsField
from forums.models import Forum, ForumGroup, Topic


class SpanField(forms.IntegerField):
    """Of time, in whole units; nothing is no limit, and none at all is no span."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=1, max_value=10_000, **kwargs)


class ForumForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of topics"),
        choices=Topic.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    group = forms.ModelChoiceField(
        ForumGroup.objects.all(),
        label=_("Group"),
        required=False,
        empty_label=_("No group"),
    )
    slug = AddressField()
    icon = IconField(initial="messages-square")
    organizations = RowsField(
        Organization.objects.all(),
        label=_("Organisations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They count where it is seen by chosen organisations."),
    )
    helpers = RowsField(
        User.objects.present().filter(is_helper=True, is_agent=False),
        label=_("Helpers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where nobody is chosen, every helper is one here."),
    )

    answer_hours = SpanField(
        label=_("Office hours within which questions are to be answered"),
        help_text=_("Empty: no promise."),
    )
    archive_days = SpanField(
        label=_("Days without a post after which questions are archived"),
        help_text=_("Empty: never."),
    )

    class Meta:
        model = Forum
        fields = [
            *("title", "slug", "description", "icon", "group", "kinds"),
            *("audience", "organizations", "helpers", "allows_several_answers"),
            *("answer_hours", "archive_days", "approval"),
        ]
        field_classes = {"title": LineField, "description": LineField}

    def clean_kinds(self) -> list[str]:
        """What stood first stays first: new topics start with it."""
        chosen: list[str] = self.cleaned_data["kinds"]
        kept = [kind for kind in self.instance.kinds if kind in chosen]
        return kept + [kind for kind in chosen if kind not in kept]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("audience") == Forum.Audience.ORGANIZATIONS
        if chosen and not cleaned.get("organizations"):
            self.add_error("organizations", _("Choose at least one organisation."))
        return cleaned


class ForumGroupForm(forms.ModelForm):
    class Meta:
        model = ForumGroup
        fields = ["title"]
        error_messages = {"title": {"unique": _("There is such a group already.")}}
        field_classes = {"title": LineField}
