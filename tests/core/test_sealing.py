import pytest
from cryptography.fernet import InvalidToken

from core.sealing import seal, unseal


def test_what_is_sealed_is_read_for_its_own_purpose_only():
    sealed = seal(b"a code", purpose="mail")
    assert "a code" not in sealed
    assert unseal(sealed, purpose="mail") == b"a code"
    with pytest.raises(InvalidToken):
        unseal(sealed, purpose="two-factor")


def test_an_older_key_still_opens_what_it_sealed(settings):
    settings.SECRET_KEY = "old"
    sealed = seal(b"a code", purpose="mail")
    settings.SECRET_KEY = "new"
    with pytest.raises(InvalidToken):
        unseal(sealed, purpose="mail")
    settings.SECRET_KEY_FALLBACKS = ["old"]
    assert unseal(sealed, purpose="mail") == b"a code"
