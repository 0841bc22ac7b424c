import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction

from notifications.delivery import deliver_mails
from notifications.models import OutgoingEmail

CODE = "K7-4402"


@pytest.fixture(autouse=True)
def ledger(settings):
    settings.EMAIL_BACKEND = "notifications.ledger.LedgerBackend"


def send_code(to="maya@example.com"):
    send_mail(f"Your code {CODE}", f"Type {CODE}", None, [to])
    return OutgoingEmail.objects.latest("pk")


def everything_in(row):
    return repr([getattr(row, field.attname) for field in row._meta.concrete_fields])


def test_what_django_mails_becomes_a_sealed_row(db):
    row = send_code()

    assert row.to_address == "maya@example.com"
    assert row.is_account_mail
    assert CODE not in everything_in(row)


def test_sealed_mail_is_sent_as_it_was_and_then_purged(db, sink):
    row = send_code()
    deliver_mails([row.pk])

    [received] = sink.received
    assert received.message["Subject"] == f"Your code {CODE}"
    assert f"Type {CODE}" in received.message.get_content()
    assert received.message_id == row.message_id
    assert received.message["Auto-Submitted"] == "auto-generated"
    row.refresh_from_db()
    assert (row.state, row.sealed) == ("sent", "")


def test_mail_that_failed_for_good_is_purged_too(db, sink):
    sink.at("RCPT", "550 no such user")
    row = send_code()
    deliver_mails([row.pk])

    row.refresh_from_db()
    assert (row.state, row.sealed) == ("failed", "")


def test_each_recipient_has_a_row(db, sink):
    message = EmailMultiAlternatives(
        "Hello", "text", None, ["a@example.com"], bcc=["b@example.com"]
    )
    message.attach_alternative("<p>html</p>", "text/html")
    message.attach("list.csv", "a,b", "text/csv")
    assert message.send() == 1
    deliver_mails(OutgoingEmail.objects.order_by("pk").values_list("pk", flat=True))

    assert [one.recipient for one in sink.received] == [
        "a@example.com",
        "b@example.com",
    ]
    assert sink.received[1].message["Bcc"] is None
    assert len({one.message_id for one in sink.received}) == 2
    [attachment] = sink.received[0].message.iter_attachments()
    assert attachment.get_filename() == "list.csv"


def test_mail_of_a_failed_request_never_was(db):
    def act():
        with transaction.atomic():
            send_code()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not OutgoingEmail.objects.exists()


def test_worker_is_told_after_the_commit(
    db, bell_rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = send_code()
        assert not bell_rung

    assert bell_rung == [[row.pk]]


def test_account_mail_reaches_a_closed_account(customer, sink):
    customer.is_active = False
    customer.save()
    deliver_mails([send_code(customer.email).pk])

    assert len(sink.received) == 1
