from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from composer.forms import AttachmentsField, BodyField, OnceForm
from tickets.models import Ticket


class Letter(OnceForm):
    body = BodyField()
    attachments = AttachmentsField()


@pytest.fixture
def key():
    return uuid4()


@pytest.fixture
def key_of(key):
    """The key of the letter when it is sent with these words and files."""

    def sent(body, *names):
        files = [SimpleUploadedFile(name, b"x") for name in names]
        form = Letter({"client_key": key, "body": body}, {"attachments": files})
        assert form.is_valid()
        return form.cleaned_data["client_key"]

    return sent


def test_the_same_words_sent_again_bring_the_same_key(key_of):
    assert key_of("Hello", "a.txt") == key_of("Hello", "a.txt")


def test_other_words_or_files_in_a_form_come_back_to_bring_another(key_of):
    keys = {key_of("Hello"), key_of("Hello again"), key_of("Hello", "a.txt")}
    assert len(keys) == 3


def test_words_written_into_a_form_that_was_sent_are_a_ticket_of_their_own(
    sign_in, customer, key
):
    client, form = sign_in(customer), {"subject": "Fire", "client_key": key}
    for body in ("It burns", "It burns", "It is out"):
        client.post("/tickets/new/", {**form, "body": body})
    bodies = [ticket.messages.get().body for ticket in Ticket.objects.order_by("pk")]
    assert bodies == ["It burns", "It is out"]
