"""Views as agents save them."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from composer.forms import LineField, OnceForm
from tickets.columns import USUAL, all_columns
from tickets.filters import Filters, knows, read, refused
from tickets.forms.audience import MINE, audience_of, audiences, owners
from tickets.forms.queue import QueueFilter
from tickets.models import View
from tickets.queues import SORTS, Queue


class ViewForm(OnceForm):
    """The filters beside its fields are named as `tickets.filters` has them."""

    name = LineField(label=_("Name"), max_length=60)
    audience = forms.ChoiceField(label=_("For"), initial=MINE)
    sort = forms.ChoiceField(
        label=_("Sorted"), choices=[(name, said) for name, (said, _by) in SORTS.items()]
    )
    columns = forms.MultipleChoiceField(
        required=False,
        label=_("Columns"),
        choices=lambda: [(name, each.label) for name, each in all_columns().items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any, *, by: User, queue: Queue, view: View | None = None
    ) -> None:
        now = {"sort": queue.sort, "columns": list(queue.columns)}
        if view:
            now |= {"name": view.name, "audience": audience_of(view)}
        super().__init__(data, initial=now)
        fields: Any = self.fields
        fields["audience"].choices = audiences(by)
        self._me = by
        self._filters = queue.filters

    def filter_fields(self) -> QueueFilter:
        """As they were sent, else as the queue has them."""
        return QueueFilter(self._sent() if self.is_bound else self._filters)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        data: Any = self.data
        sent = {name: data.getlist(name) for name in data if knows(name)}
        if wrong := refused({name: v for name, v in sent.items() if any(v)}):
            message = _("This means nothing: %(names)s.")
            params = {"names": ", ".join(wrong)}
            raise forms.ValidationError(message, code="refused", params=params)
        cleaned["filters"] = self._sent()
        if key := cleaned.get("client_key"):
            # another name is another view
            words = [str(cleaned.get("name")), json.dumps(cleaned["filters"])]
            cleaned["client_key"] = uuid5(key, "\0".join(words))
        return cleaned

    def row(self) -> dict[str, Any]:
        """The columns of the view."""
        given = self.cleaned_data
        return owners(given["audience"], self._me) | {
            "name": given["name"],
            "filters": given["filters"],
            "columns": given["columns"] or list(USUAL),
            "sort": given["sort"],
        }

    def _sent(self) -> Filters:
        return read(self.data)
