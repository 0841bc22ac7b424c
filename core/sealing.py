"""Secrets at rest: a hash to know a token again, a seal to read a text again."""

from __future__ import annotations

import base64
import secrets
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def new_token() -> str:
    """For a link; it stands in the link alone, we keep its hash."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def seal(content: bytes, *, purpose: str) -> str:
    """What only a process with the site's SECRET_KEY can read."""
    return _fernet(purpose).encrypt(content).decode()


def unseal(sealed: str, *, purpose: str) -> bytes:
    """Raises `InvalidToken` for what no SECRET_KEY of now or before has sealed."""
    return _fernet(purpose).decrypt(sealed.encode())


def _fernet(purpose: str) -> MultiFernet:
    keys = map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    digests = (sha256(f"{purpose}\0{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in digests])
