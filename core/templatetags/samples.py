"""What the style guide shows: invented people, a form with errors, a page of rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms, template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils.timezone import now

from core.markdown import TocEntry
from core.pagination import KeysetPage

register = template.Library()


@dataclass(frozen=True)
class SamplePerson:
    pk: int
    public_name: str
    is_agent: bool = False


class SampleForm(forms.Form):
    name = forms.CharField(label="Your name", required=False)
    email = forms.EmailField(label="E-mail address", help_text="We answer to it.")
    topic = forms.ChoiceField(
        choices=[("", "Choose one"), ("billing", "Billing"), ("login", "Signing in")]
    )
    urgency = forms.ChoiceField(
        choices=[("normal", "It can wait"), ("urgent", "I cannot work")],
        widget=forms.RadioSelect,
        initial="normal",
    )
    message = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    papers = forms.FileField(
        label="Files", required=False, help_text="Up to 20 MB each."
    )
    copy = forms.BooleanField(label="Send me a copy", required=False)


def _people() -> list[SamplePerson]:
    names = [
        *("Mara Lindqvist", "Tomas Okafor", "Yuki Tanaka", "Priya Raman"),
        *("Jonas Weber", "Ana Souza", "Omar Haddad", "Claire Dubois"),
    ]
    return [SamplePerson(pk, name, pk == 1) for pk, name in enumerate(names)]


def _messages() -> list[Message]:
    return [
        Message(constants.SUCCESS, "Your ticket was sent. Its number is 1042."),
        Message(constants.INFO, "Answers may take until Monday."),
        Message(constants.WARNING, "This topic was moved while you were writing."),
        Message(constants.ERROR, "The file could not be read."),
    ]


@register.simple_tag
def samples() -> dict[str, Any]:
    moment = now()
    people = _people()
    return {
        "people": people,
        "customer": people[0],
        "agent": people[1],
        "form": SampleForm(),
        "bad_form": SampleForm(
            {"email": "mara@", "message": "It never came.", "urgency": "urgent"}
        ),
        "messages": _messages(),
        "page": KeysetPage([], "?after=x", "?before=x"),
        "crumbs": [("Knowledge base", "/kb/"), ("Licences", "#"), ("Lost mail", "")],
        "toc": [
            TocEntry(2, "buttons", "Buttons"),
            TocEntry(2, "forms", "Forms"),
            TocEntry(3, "thread", "A thread"),
        ],
        "ago": [moment - timedelta(minutes=7), moment - timedelta(hours=3)],
        "yesterday": moment - timedelta(days=1),
    }
