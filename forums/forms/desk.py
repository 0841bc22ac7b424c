"""What agents write between the forums and the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from composer.forms import BodyField, LineField
from core.masking import Mask, masked
from forums.forms.writing import TitleField
from forums.models import Forum
from tickets.carrying import own_in
from tickets.models import Ticket


class SuggestedReplyForm(forms.Form):
    """What agents are offered to answer with."""

    suggested_reply = forms.CharField(
        label=_("Suggested reply"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class BannerForm(forms.Form):
    text = LineField(label=_("On top of every page"), max_length=300)


class TieForm(forms.Form):
    """A ticket that is about the same as an incident."""

    ticket = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class ProposalForm(forms.Form):
    """What of a ticket is to be published. `masks` are what is somebody's own in it.

    Not sent yet, it holds the words covered; sent, none may stand there unseen.
    """

    forum = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Forum"), empty_label=_("Choose a forum")
    )
    title = TitleField()
    question = BodyField(label=_("Question"))
    answer = BodyField(label=_("Answer"))
    keep = forms.BooleanField(
        label=_("What was found may stay: it leads to nobody"), required=False
    )

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket = ticket
        field = self.fields["forum"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Forum.objects.taking_questions()
        self.masks: list[Mask] = []
        if not self.is_bound:
            self.masks = self._found(self.initial)
            for name in ("title", "question", "answer"):
                self.initial[name] = masked(self.initial[name], self.masks)

    @property
    def words(self) -> dict[str, Any]:
        names = ("forum", "title", "question", "answer")
        return {name: self.cleaned_data[name] for name in names}

    def clean(self) -> None:
        self.masks = self._found(self.cleaned_data)
        if self.masks and not self.cleaned_data.get("keep"):
            found = ", ".join(mask.found for mask in self.masks)
            text = _("Somebody's own: %(found)s. Cover it, or say that it stays.")
            self.add_error(None, text % {"found": found})

    def _found(self, words: Mapping[str, Any]) -> list[Mask]:
        told = [words.get(name, "") for name in ("title", "question", "answer")]
        return own_in(self.ticket, "\n\n".join(told))
