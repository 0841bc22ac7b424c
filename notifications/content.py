"""The bytes of a mail, made at the moment it leaves: here secrets are filled in."""

from __future__ import annotations

from email.generator import BytesGenerator
from email.utils import parseaddr
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import escape
from django.utils.module_loading import import_string

from core.sealing import unseal
from notifications.digests import digest_parts
from notifications.models import OutgoingEmail


class SuppressedError(Exception):
    """This mail must not leave, and says why."""


def content_of(mail: OutgoingEmail) -> bytes:
    """Raises `SuppressedError` when there is nothing left to say."""
    if mail.is_account_mail:
        return unseal(mail.sealed, purpose=OutgoingEmail.SEAL)
    if mail.reason in OutgoingEmail.DIGESTS:
        parts = digest_parts(mail)
        if parts is None:
            raise SuppressedError("Everything in it was read or is out of sight.")
        return _compose(mail, *parts)
    return _compose(mail, mail.subject, *_with_secrets(mail))


def reply_address(mail: OutgoingEmail) -> str:
    """The sender's own mailbox; the token says which mail an answer belongs to."""
    local, _, domain = parseaddr(mail.from_address)[1].rpartition("@")
    return f"{local}+t.{mail.reply_token}@{domain}"


def _with_secrets(mail: OutgoingEmail) -> tuple[str, str]:
    text, html = mail.text, mail.html
    for token, name in mail.placeholders.items():
        mint: Any = import_string(settings.MAIL_PLACEHOLDERS[name])
        link = mint(mail.target, mail.recipient)
        text, html = text.replace(token, link), html.replace(token, escape(link))
    return text, html


def _compose(mail: OutgoingEmail, subject: str, text: str, html: str) -> bytes:
    headers = {"Message-ID": mail.message_id, **mail.headers}
    if mail.thread:
        headers["In-Reply-To"] = mail.in_reply_to
        headers["References"] = mail.references
    message = EmailMultiAlternatives(
        subject,
        text,
        mail.from_address,
        [mail.to_address],
        headers=headers,
        reply_to=[reply_address(mail)],
    )
    message.attach_alternative(html, "text/html")
    return _in_whole_lines(message)


def _in_whole_lines(message: EmailMultiAlternatives) -> bytes:
    """Long addresses in headers stay on the line of their name: not all who read
    List-Unsubscribe unfold it."""
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False, maxheaderlen=0).flatten(
        message.message()
    )
    return written.getvalue()
