"""Text that only a process with the site's SECRET_KEY can read."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings


def seal(content: bytes) -> str:
    return _fernet().encrypt(content).decode()


def unseal(sealed: str) -> bytes:
    """Raises `InvalidToken` for what was sealed under another SECRET_KEY."""
    return _fernet().decrypt(sealed.encode())


def _fernet() -> Fernet:
    key = sha256(b"notifications.sealing\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
