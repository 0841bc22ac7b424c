from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from composer.forms import BodyField, LineField, OnceForm, PicturesField
from core.access import Viewer
from core.fields import AddressField, IconField, RowsField
from core.masking import Mask, masked
from core.proof import ProofField, TrapField
from forums.guarding import GuardedForm
from forums.models import Forum, ForumGroup, Post, Topic
from forums.permissions import can_move_to, can_rearrange, can_start_topic
from forums.trust import may
from search.reading import things_read
from tickets.carrying import own_in
from tickets.models import Ticket


class TitleField(LineField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Title"), "max_length": 200, **kwargs})


class TopicTagsForm(forms.Form):
    tags = LineField(
        label=_("Tags"),
        required=False,
        max_length=300,
        help_text=_("What it is about, with commas between them."),
    )

    def clean_tags(self) -> list[str]:
        return self.cleaned_data["tags"].split(",")


class PicturesForm(forms.Form):
    """Pictures beside a text, for whom the forums let show some."""

    attachments = PicturesField()

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may(user, "images"):
            del self.fields["attachments"]


class WritingForm(OnceForm, TopicTagsForm, PicturesForm, GuardedForm):
    """A topic's own words, and what was read before they were written."""

    title = TitleField(help_text=_("One sentence that says it all."))
    body = BodyField(label=_("Details"))
    read = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        if not user.is_authenticated:
            # A shared page would give one key to all its readers.
            del self.fields["client_key"]

    def clean_read(self) -> list[Model]:
        return things_read(self.cleaned_data["read"], self.user)


class TopicForm(WritingForm):
    """`title` and `body` suffice: the kind is then the forum's first."""

    kind = forms.ChoiceField(
        label=_("What is it?"), required=False, widget=forms.RadioSelect
    )
    field_order = ["title", "kind", "body", "attachments", "tags"]

    def __init__(self, *args: Any, forum: Forum, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        labels = dict(Topic.Kind.choices)
        self.kinds = kinds_for(user, forum)
        kind_field = self.fields["kind"]
        assert isinstance(kind_field, forms.ChoiceField)
        kind_field.choices = [(kind, labels[kind]) for kind in self.kinds]
        kind_field.initial = self.kinds[0] if self.kinds else ""
        if len(self.kinds) < 2:
            kind_field.widget = forms.HiddenInput()

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or self.fields["kind"].initial


class TitleForm(forms.Form):
    """The first step of asking."""

    title = TitleField(help_text=_("One sentence that says it all."))


class AskForm(WritingForm):
    """The last one: in which forum, and what it is there."""

    where = forms.ChoiceField(label=_("Where does it belong?"))
    field_order = ["title", "where", "body", "attachments", "tags"]

    def __init__(self, *args: Any, forums: list[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Topic.Kind.choices)
        self.places = {
            f"{forum.slug}:{kind}": (forum, kind)
            for forum in forums
            for kind in kinds_for(self.user, forum)
        }
        groups: dict[str, list[tuple[str, Any]]] = {}
        for value, (forum, kind) in self.places.items():
            groups.setdefault(forum.title, []).append((value, labels[kind]))
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = [("", _("Please choose")), *groups.items()]

    def choose(self, slug: str) -> None:
        """Begin in the forum from whose page she came."""
        mine = (
            key for key, (forum, _kind) in self.places.items() if forum.slug == slug
        )
        if first := next(mine, ""):
            self.initial.setdefault("where", first)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if where := cleaned.pop("where", ""):
            cleaned["forum"], cleaned["kind"] = self.places[where]
        return cleaned


def kinds_for(user: Viewer, forum: Forum) -> list[str]:
    """What she may write there; a visitor is asked who she is when she posts it."""
    return [
        kind
        for kind in forum.kinds
        if (
            can_start_topic(user, forum, kind)
            if user.is_authenticated
            else kind != Topic.Kind.ANNOUNCEMENT
        )
    ]


class VisitorPostForm(GuardedForm):
    body = BodyField(label=_("Your comment"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 5


class PostForm(OnceForm, PicturesForm, VisitorPostForm):
    # whether the asker still has to say more, by her or by who helps her
    info = forms.ChoiceField(
        choices=[("given", _("Given")), ("missing", _("Missing"))], required=False
    )


class GuestMeTooForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We tell you when it is solved, and nobody your address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = TrapField()
    altcha = ProofField()


class EditPostForm(PicturesForm, GuardedForm):
    body = BodyField(label=_("Text"))


class EditTopicForm(EditPostForm):
    title = TitleField()
    field_order = ["title", "body"]


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
        field_classes = {"title": LineField}


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
