import ssl
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from notifications.delivery import deliver_mails
from tests.faults.sink import Sink
from tests.notifications.team_events import hear


@pytest.fixture
def context(tmp_path):
    """Of a server whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(file)
    return made


@pytest.fixture
def serve(settings):
    """`serve(tls=context)`: a server that mail is sent to."""
    started = []

    def start(**options):
        started.append(Sink(**options).start())
        settings.EMAIL_URL = started[-1].url
        return started[-1]

    yield start
    for server in started:
        server.stop()


def send(agent, happen, mails):
    happen(to=hear(agent))
    deliver_mails([mail.pk for mail in mails(state="pending")])


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_mail_is_encrypted_on_its_way(scheme, context, serve, agent, happen, mails):
    server = serve(scheme=scheme, tls=context)
    send(agent, happen, mails)

    [received] = server.received
    assert received.is_encrypted


def test_server_without_encryption_gets_plain_mail(serve, agent, happen, mails):
    server = serve()
    send(agent, happen, mails)

    assert not server.received[0].is_encrypted


def test_server_that_nobody_vouches_for_gets_nothing(
    context, serve, agent, happen, mails, monkeypatch
):
    """As it would be with any host but this machine itself."""
    strict = ssl.create_default_context()
    monkeypatch.setattr("notifications.transport._context", lambda host: strict)
    server = serve(tls=context)
    send(agent, happen, mails)

    assert not server.received
    [mail] = mails()
    assert (mail.state, "CERTIFICATE_VERIFY_FAILED" in mail.last_error) == (
        "pending",
        True,
    )


def test_login_is_sent_with_its_escapes_undone(
    context, serve, settings, agent, happen, mails
):
    seen = []

    def authenticate(server, session, envelope, mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    server = serve(tls=context, authenticator=authenticate, auth_required=True)
    address = f"us%40er:p%2Fss@127.0.0.1:{server.port}"
    settings.EMAIL_URL = f"smtp://{address}"
    send(agent, happen, mails)

    assert seen == [(b"us@er", b"p/ss")]
    assert len(server.received) == 1


def test_unknown_kind_of_transport_is_named(settings, agent, happen, mails):
    settings.EMAIL_URL = "pigeon://loft"
    happen(to=hear(agent))

    with pytest.raises(ValueError, match="pigeon"):
        deliver_mails([mail.pk for mail in mails()])
