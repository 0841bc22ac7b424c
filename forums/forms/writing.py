"""What people write in the forums."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from composer.forms import (
    BODY_BYTES,
    BodyField,
    LineField,
    OnceForm,
    PicturesField,
)
from core.access import Viewer
from core.proof import ProofField, TrapField
from forums.guarding import GuardedForm
from forums.models import Forum, Topic
from forums.permissions import can_start_topic
from forums.trust import may, must_wait
from search.reading import things_read


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


# what names a picture in a text, at most
PICTURE_BYTES = 2000


class PicturesForm(forms.Form):
    """Pictures beside a text, for whom the forums let show some."""

    attachments = PicturesField()

    def __init__(self, *args: Any, user: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may(user, "images"):
            del self.fields["attachments"]

    def clean(self) -> dict[str, Any]:
        """They come to stand in the text, which has an end."""
        cleaned = super().clean() or self.cleaned_data
        words, pictures = cleaned.get("body") or "", cleaned.get("attachments") or ()
        room = BODY_BYTES - PICTURE_BYTES * len(pictures)
        if pictures and len(words.encode(errors="replace")) > room:
            text = _("Below a text as long as this there is no room for pictures.")
            self.add_error("attachments", text)
        return cleaned


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


class PlaceSelect(forms.Select):
    """Marks where a moderator reads first: the page says it of the chosen one."""

    waiting: set[str]

    def create_option(self, name: str, value: Any, *rest: Any, **more: Any) -> Any:
        option = super().create_option(name, value, *rest, **more)
        if value in self.waiting:
            option["attrs"]["data-waits"] = True
        return option


class AskForm(WritingForm):
    """The last one: in which forum, and what it is there."""

    where = forms.ChoiceField(label=_("Where does it belong?"), widget=PlaceSelect)
    field_order = ["title", "where", "body", "attachments", "tags"]

    def __init__(self, *args: Any, forums: list[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Topic.Kind.choices)
        self.places = {
            f"{forum.slug}:{kind}": (forum, kind)
            for forum in forums
            for kind in kinds_for(self.user, forum)
        }
        self.waiting = {
            value
            for value, (forum, _kind) in self.places.items()
            if must_wait(self.user, forum)
        }
        groups: dict[str, list[tuple[str, Any]]] = {}
        for value, (forum, kind) in self.places.items():
            groups.setdefault(forum.title, []).append((value, labels[kind]))
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = [("", _("Please choose")), *groups.items()]
        where.widget.waiting = self.waiting

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
