"""Whatever Django or a package mails goes the way of all mail: through the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from brand.querysets import current_brand
from core.sealing import seal
from notifications.letters import mail_host, sender_of
from notifications.models import OutgoingEmail, new_message_id, new_reply_token
from notifications.tasks import ring


class LedgerBackend(BaseEmailBackend):
    """Writes a sealed row for each recipient, in the transaction that is open."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sender = sender_of(current_brand())
        rows = []
        for message in email_messages:
            if message.from_email == settings.DEFAULT_FROM_EMAIL:
                message.from_email = sender
            rows += [_row(message, recipient) for recipient in message.recipients()]
        with transaction.atomic():
            ring([row.pk for row in OutgoingEmail.objects.bulk_create(rows)])
        return sum(1 for message in email_messages if message.recipients())


def _row(message: EmailMessage, recipient: str) -> OutgoingEmail:
    """The message as it will leave, codes and links and all, is sealed as a whole."""
    message_id = new_message_id(mail_host())
    own: dict[str, Any] = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        **message.extra_headers,
        "Message-ID": message_id,
    }
    message.extra_headers = own
    return OutgoingEmail(
        reason=OutgoingEmail.ACCOUNT,
        target=getattr(message, "about", None),
        from_address=message.from_email,
        to_address=parseaddr(recipient)[1].lower(),
        sealed=seal(message.message().as_bytes(), purpose=OutgoingEmail.SEAL),
        message_id=message_id,
        reply_token=new_reply_token(),
    )
