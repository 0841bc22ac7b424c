"""The last step: one mail to one address, by SMTP or into a folder."""

from __future__ import annotations

import os
import re
import smtplib
import ssl
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.encoding import punycode

from core.checkpoints import checkpoint

# Seconds that any one answer of the server may take.
PATIENCE = 20

# Replies that speak of the server's set-up and not of this mail.
OF_THE_SETUP = {530, 534, 535, 538}

Content = Callable[[], bytes]


class DeferredError(Exception):
    """Not this time."""


class UnreachableError(DeferredError):
    """Not this time, and nothing else for now: it is the server that is not there."""


class RefusedError(Exception):
    """Never: the server will not take this mail."""


class UnsureError(Exception):
    """All was handed over, and no receipt came back."""


@dataclass(frozen=True)
class Envelope:
    sender: str
    recipient: str
    # of the file, where mail is kept in a folder: the same at each attempt
    name: str


class Transport(Protocol):
    def send(self, envelope: Envelope, content: Content) -> None:
        """`content` is asked for at the last moment before the mail itself is sent."""

    def try_out(self) -> None:
        """See whether it would take mail, without any. Raises `UnreachableError`."""

    def close(self) -> None: ...


def open_transport(url: str) -> Transport:
    """`file:///folder`, `smtp://[user:password@]host[:port]` or `smtps://…`."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Folder(Path(unquote(parts.path)))
    if parts.scheme in ("smtp", "smtps"):
        return Smtp(parts)
    raise ValueError(f"EMAIL_URL starts with file, smtp or smtps, not {parts.scheme!r}")


class Folder:
    """One file a mail, there as a whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, envelope: Envelope, content: Content) -> None:
        data = content().replace(b"\r\n", b"\n")
        unfinished = self.path / f".{envelope.name}.tmp"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            checkpoint("D5")
            unfinished.rename(self.path / envelope.name)
        except OSError as error:
            raise UnreachableError(str(error)) from error
        checkpoint("D6")

    def try_out(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self.path).close()
        except OSError as error:
            raise UnreachableError(str(error)) from error

    def close(self) -> None: ...


class Smtp:
    """One connection for a batch, opened with the first mail."""

    def __init__(self, parts: SplitResult) -> None:
        self.parts = parts
        self.server: smtplib.SMTP | None = None

    def send(self, envelope: Envelope, content: Content) -> None:
        server = self._connected()
        try:
            self._introduce(server, envelope)
            data = content()
            self._start_data(server)
            self._transmit(server, data)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise DeferredError(_said(error)) from error
        except (DeferredError, RefusedError):
            self._start_over()
            raise
        except BaseException:  # of content(), or no receipt: this talk is over
            self._hang_up()
            raise

    def try_out(self) -> None:
        self._connected()

    def close(self) -> None:
        if self.server is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.server.quit()
        self._hang_up()

    def _connected(self) -> smtplib.SMTP:
        if self.server is not None and self._is_alive(self.server):
            return self.server
        self._hang_up()
        try:
            self.server = self._connect()
            self._greet(self.server)
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise UnreachableError(_said(error)) from error
        checkpoint("D2")
        return self.server

    def _connect(self) -> smtplib.SMTP:
        host = self.parts.hostname or "localhost"
        if self.parts.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host, self.parts.port or 465, timeout=PATIENCE, context=_context(host)
            )
        return smtplib.SMTP(host, self.parts.port or 25, timeout=PATIENCE)

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self.parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=_context(self.parts.hostname or "localhost"))
            server.ehlo()
        if self.parts.username:
            server.login(
                unquote(self.parts.username), unquote(self.parts.password or "")
            )

    def _introduce(self, server: smtplib.SMTP, envelope: Envelope) -> None:
        recipient = _ascii_domain(envelope.recipient)
        options = ["BODY=8BITMIME"] if server.has_extn("8bitmime") else []
        if not recipient.isascii():
            if not server.has_extn("smtputf8"):
                raise RefusedError("The server takes no addresses beyond ASCII.")
            options.append("SMTPUTF8")
        _expect(250, server.mail(_ascii_domain(envelope.sender), options))
        checkpoint("D3")
        _expect(250, server.rcpt(recipient))
        checkpoint("D4")

    def _start_data(self, server: smtplib.SMTP) -> None:
        _expect(354, server.docmd("DATA"))

    def _transmit(self, server: smtplib.SMTP, data: bytes) -> None:
        lines = re.sub(rb"\r?\n", b"\r\n", data.rstrip(b"\r\n")) + b"\r\n"
        lines = re.sub(rb"(?m)^\.", b"..", lines)
        half = len(lines) // 2
        server.send(lines[:half])
        checkpoint("D5")
        server.send(lines[half:])
        try:
            server.send(b".\r\n")
            checkpoint("D6")
            reply = server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise UnsureError(_said(error)) from error
        _expect(250, reply)

    def _start_over(self) -> None:
        try:
            if self.server is not None:
                self.server.rset()
        except (smtplib.SMTPException, OSError):
            self._hang_up()

    def _hang_up(self) -> None:
        if self.server is not None:
            self.server.close()
        self.server = None

    def _is_alive(self, server: smtplib.SMTP) -> bool:
        try:
            return server.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False


def _expect(code: int, reply: tuple[int, bytes]) -> None:
    got, text = reply
    if got == code or (code == 250 and got == 251):
        return
    said = f"{got} {text.decode(errors='replace')}"
    if got >= 500 and got not in OF_THE_SETUP:
        raise RefusedError(said)
    raise DeferredError(said)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {error.smtp_error!r}"
    return str(error) or type(error).__name__


def _context(host: str) -> ssl.SSLContext:
    """Certificates are checked, save on this machine, where nobody stands between."""
    context = ssl.create_default_context()
    if host in ("localhost", "127.0.0.1", "::1"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _ascii_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"
