"""What narrows a list of topics, wherever they stand."""

from __future__ import annotations

from django import forms

from forums.models import Topic
from forums.querysets import TopicQuerySet


class TopicFilterForm(forms.Form):
    kind = forms.ChoiceField(required=False, choices=Topic.Kind.choices)
    state = forms.ChoiceField(required=False, choices=Topic.State.choices)
    forum = forms.SlugField(required=False)
    tag = forms.CharField(required=False, max_length=50)
    author = forms.IntegerField(required=False, min_value=1, max_value=2**31)

    NARROWS = {
        "kind": "kind",
        "state": "state",
        "forum": "forum__slug",
        "tag": "tags__name",
        "author": "author",
    }

    def narrowed(self, rows: TopicQuerySet) -> TopicQuerySet:
        """Ask once it is valid."""
        given = {self.NARROWS[name]: value for name, value in self.cleaned_data.items()}
        return rows.filter(**{path: value for path, value in given.items() if value})
