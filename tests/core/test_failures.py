import pytest
from django.db import OperationalError
from django.test import Client


@pytest.fixture
def broken(monkeypatch):
    """`broken(error)`: the home page raises it."""

    def raising(error):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr("helpdesk.views.panels", fail)
        return Client(raise_request_exception=False).get("/")

    return raising


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_503_that_says_when_to_come_back(
    broken,
):
    response = broken(OperationalError("server closed the connection"))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "still there" in response.content.decode()


@pytest.mark.django_db
def test_any_other_failure_is_a_500_without_a_word_of_its_inside(broken):
    response = broken(RuntimeError("secret detail"))
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert "Something broke" in response.content.decode()
