"""A mail server that takes mail, or fails as it is told."""

import asyncio
import email
import email.policy
import logging
import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP

logging.getLogger("mail.log").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Received:
    sender: str
    recipient: str
    message: EmailMessage
    is_encrypted: bool

    @property
    def message_id(self):
        return self.message["Message-ID"]

    def part(self, kind):
        return self.message.get_body([kind]).get_content()


class Sink:
    """`sink.at("RCPT", "451 later")` fails once; without a script all mail is taken.

    Verbs: EHLO, MAIL, RCPT, DATA and DOT, the moment after the final dot. What may
    happen: a reply, `drop` (hang up; at DOT the mail is taken first), `stall` (take it
    and never answer), `vanish` (at DOT: hang up and forget the mail).
    """

    def __init__(self, *, scheme="smtp", tls=None, **smtp_options):
        """With `tls`, a context: offered by STARTTLS, or from the start for smtps."""
        self.scheme = scheme
        self.tls = tls
        self.smtp_options = smtp_options
        self.received = []
        self.verbs = []
        self.delay = 0  # seconds that each mail takes
        self.scripts = defaultdict(deque)
        self.loop = asyncio.new_event_loop()
        self.port = 0

    def start(self):
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self._run(self._listen())
        return self

    def stop(self):
        """Refuse connections from now on."""
        self._run(self._close())

    def restart(self):
        self._run(self._listen())

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    async def _listen(self):
        self.server = await self.loop.create_server(
            lambda: _ScriptedSMTP(self),
            "127.0.0.1",
            self.port,
            ssl=self.tls if self.scheme == "smtps" else None,
        )
        self.port = self.server.sockets[0].getsockname()[1]

    async def _close(self):
        self.server.close()

    def _run(self, coroutine):
        asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def at(self, verb, what, *, recipient=None, times=1):
        key = (verb, recipient) if recipient else verb
        self.scripts[key].extend([what] * times)

    def next_for(self, verb, recipients):
        self.verbs.append(verb)
        for key in [*((verb, each) for each in recipients), verb]:
            if self.scripts[key]:
                return self.scripts[key].popleft()
        return ""


class _ScriptedSMTP(SMTP):
    def __init__(self, sink):
        offered = sink.tls if sink.scheme == "smtp" else None
        super().__init__(
            _TakeAll(sink),
            enable_SMTPUTF8=True,
            loop=sink.loop,
            tls_context=offered,
            **sink.smtp_options,
        )
        self.sink = sink

    async def smtp_EHLO(self, arg):  # noqa: N802
        await self._as_told("EHLO", super().smtp_EHLO, arg)

    async def smtp_MAIL(self, arg):  # noqa: N802
        await self._as_told("MAIL", super().smtp_MAIL, arg)

    async def smtp_RCPT(self, arg):  # noqa: N802
        address = arg.partition("<")[2].partition(">")[0]
        await self._as_told("RCPT", super().smtp_RCPT, arg, [address])

    async def smtp_DATA(self, arg):  # noqa: N802
        await self._as_told("DATA", super().smtp_DATA, arg, self.envelope.rcpt_tos)

    async def _as_told(self, verb, otherwise, arg, recipients=()):
        what = self.sink.next_for(verb, recipients)
        if what == "drop":
            self.transport.abort()
        elif what == "stall":
            await asyncio.sleep(3600)
        elif what:
            await self.push(what)
        else:
            await otherwise(arg)


class _TakeAll:
    def __init__(self, sink):
        self.sink = sink

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(self.sink.delay)
        what = self.sink.next_for("DOT", envelope.rcpt_tos)
        if what in ("", "drop", "stall"):
            message = email.message_from_bytes(
                envelope.content, policy=email.policy.default
            )
            for recipient in envelope.rcpt_tos:
                self.sink.received.append(
                    Received(
                        envelope.mail_from,
                        recipient,
                        message,
                        is_encrypted=bool(server.transport.get_extra_info("cipher")),
                    )
                )
        if what in ("drop", "vanish"):
            server.transport.abort()
        if what == "stall":
            await asyncio.sleep(3600)
        return what if what[:1] in "45" and what else "250 taken"
