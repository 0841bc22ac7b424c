"""A macro in the composer: what it does to the ticket, each change with a box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from composer.forms import BodyField, DraftForm
from tickets.macros import Change, changes_of
from tickets.models import Macro, Ticket
from tickets.querysets import agents_of

# a key names up to 20 tags of 50 characters
BOX_LENGTH = 1100
BOXES_AT_MOST = 10


class ChooseMacroForm(forms.Form):
    """A macro, and what was typed before it was chosen."""

    macro = forms.ModelChoiceField(Macro.objects.none())
    body = BodyField(required=False)

    def __init__(self, data: Any, *, by: User) -> None:
        super().__init__(data)
        macros: Any = self.fields["macro"]
        macros.queryset = Macro.objects.visible_to(by).for_list()


class TakesMacro(forms.Form):
    """A form that may have been filled by a macro.

    What is ticked is done as it was shown: where the macro was changed meanwhile, its
    boxes are others and the old ones are refused.
    """

    macro = forms.ModelChoiceField(
        Macro.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("The macro is gone. Send without it?")},
    )
    changes = forms.MultipleChoiceField(
        required=False,
        label=_("The macro changes as well"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("The macro was changed meanwhile: look at it again.")
        },
    )

    def __init__(
        self,
        *args: Any,
        ticket: Ticket,
        by: User,
        macro: Macro | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ticket, self.by = ticket, by
        fields: Any = self.fields
        fields["macro"].queryset = Macro.objects.visible_to(by).for_list()
        self.filled_by = self._posted() if self.is_bound else macro
        self.offered = changes_of(self.filled_by, by=by) if self.filled_by else []
        fields["macro"].initial = self.filled_by
        fields["changes"].choices = [(each.key, each.label) for each in self.offered]
        fields["changes"].initial = [each.key for each in self.offered]

    def _posted(self) -> Macro | None:
        try:
            found: Macro | None = self.fields["macro"].clean(self.data.get("macro"))
        except forms.ValidationError:
            return None
        return found

    def clean_changes(self) -> list[Change]:
        """Those that are ticked, in the order they are made."""
        ticked = self.cleaned_data["changes"]
        changes = [each for each in self.offered if each.key in ticked]
        names = [each.key.split(":")[0] for each in changes]
        if self.filled_by and "assignee" in names:
            team = self.filled_by.team if "team" in names else self.ticket.team
            to = self.by if self.filled_by.assigns_sender else self.filled_by.assignee
            if to not in agents_of(Ticket(team=team)):
                raise forms.ValidationError(
                    _("%(name)s does not work on this ticket."), params={"name": to}
                )
        return changes


class BoxesField(forms.MultipleChoiceField):
    """Which were ticked, whether or not they are still offered."""

    def valid_value(self, value: str) -> bool:
        return len(value) <= BOX_LENGTH and value.isprintable()

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > BOXES_AT_MOST:
            raise forms.ValidationError(_("Too many boxes."), code="many")


class ComposerDraftForm(DraftForm):
    """With the macro that filled it, and its boxes as they are ticked. Whatever became
    of the macro meanwhile, the text is kept.
    """

    macro = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    changes = BoxesField(required=False)

    def beside(self) -> dict[str, Any]:
        macro, changes = self.cleaned_data["macro"], self.cleaned_data["changes"]
        return {"macro": macro, "changes": changes} if macro else {}


class ApplyMacroForm(TakesMacro):
    """The changes of a macro without a message; what was typed is kept."""

    body = BodyField(required=False)

    def __init__(self, data: Any, *, ticket: Ticket, by: User) -> None:
        super().__init__(data, ticket=ticket, by=by)
        self.fields["macro"].required = True
