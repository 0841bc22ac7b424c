"""What is done to a topic or a post as a whole."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from composer.forms import LineField
from forums.forms.writing import TitleField
from forums.models import Forum, Post, Topic
from forums.permissions import can_move_to, can_rearrange


class HidePostForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=Post.HiddenReason.choices, widget=forms.RadioSelect
    )


class StateForm(forms.Form):
    state = forms.ChoiceField(label=_("State"))

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [s for s in Topic.STATES[topic.kind] if s != Topic.State.SOLVED]
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(state, Topic.State(state).label) for state in states if state]
        field.initial = topic.state


class MoveForm(forms.Form):
    forum = forms.ModelChoiceField(
        Forum.objects.none(), label=_("Forum"), empty_label=_("Choose a forum")
    )

    def __init__(self, *args: Any, topic: Topic, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forums = Forum.objects.visible_to(user).exclude(pk=topic.forum_id)
        taking = [each.pk for each in forums if can_move_to(user, topic, each)]
        field = self.fields["forum"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = forums.filter(pk__in=taking)


class SplitTopicForm(forms.Form):
    numbers = LineField(
        label=_("Posts"),
        max_length=200,
        help_text=_("Their numbers, as 3, 5-8. The first of them opens the new topic."),
    )
    title = TitleField()

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic

    def clean_numbers(self) -> set[int]:
        numbers: set[int] = set()
        for part in self.cleaned_data["numbers"].split(","):
            first, _dash, last = part.strip().partition("-")
            if not re.fullmatch(r"[0-9]{1,9}(-[0-9]{1,9})?", part.strip()):
                raise forms.ValidationError(_("Write numbers, as 3, 5-8."))
            end = min(int(last or first), self.topic.last_number)
            numbers |= set(range(int(first), end + 1))
        replies = self.topic.posts.published().replies()
        if not replies.filter(number__in=numbers).exists():
            raise forms.ValidationError(_("None of these is a comment of this topic."))
        return numbers


class MergeTopicForm(forms.Form):
    into = LineField(
        label=_("Into which topic?"),
        max_length=300,
        help_text=_("Its address, or the number in it."),
    )

    def __init__(self, *args: Any, topic: Topic, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic, self.user = topic, user

    def clean_into(self) -> Topic:
        found = re.search(
            r"(?:^|/topics/)([0-9]{1,18})(?:-|$)", self.cleaned_data["into"]
        )
        topics = Topic.objects.visible_to(self.user).select_related("forum")
        into = topics.filter(pk=found[1]).first() if found else None
        if into is None or into.pk == self.topic.pk:
            raise forms.ValidationError(_("There is no such other topic."))
        if not can_rearrange(self.user, into):
            raise forms.ValidationError(_("You cannot merge into that one."))
        return into
