from django import forms
from django.test import RequestFactory

from core import typed
from core.access import page_of, to_login


def post(path, **extra):
    request = RequestFactory().post(path, {"body": "Lost"}, **extra)
    request.session = {}
    return request


class Box(forms.Form):
    body = forms.CharField(initial="Hello")
    is_public = forms.BooleanField(initial=True, required=False)


def test_a_form_comes_back_once_and_unchecked():
    request = post("/forums/topics/7-lost/reply/")
    assert to_login(request).url == "/accounts/login/?next=/forums/topics/7-lost/"
    given = typed.take(request, "/forums/topics/7-lost/reply/")
    typed.fill(form := Box(), given)
    assert (form["body"].value(), form["is_public"].value()) == ("Lost", False)
    assert not form.is_bound
    assert not typed.take(request, "/forums/topics/7-lost/reply/")


def test_neither_tokens_nor_passwords_nor_endless_texts_are_kept():
    sent = {"csrfmiddlewaretoken": "x", "password1": "x", "body": "x" * 200_000}
    request = RequestFactory().post("/a/", sent)
    request.session = {}
    typed.keep(request)
    assert typed.take(request, "/a/").dict() == {"body": "x" * typed.ROOM}


def test_only_the_last_five_forms_are_kept():
    request = post("/0/")
    for number in range(7):
        request.path = f"/{number}/"
        typed.keep(request)
    assert not typed.take(request, "/1/")
    assert typed.take(request, "/2/")


def test_a_part_of_an_open_page_stays_as_it_is():
    request = post("/desk/tickets/7/presence/", headers={"hx-request": "true"})
    answer = to_login(request)
    assert (answer.status_code, answer["HX-Trigger"]) == (401, "login-ran-out")
    assert request.session == {}


def test_the_page_of_a_form_is_its_own_or_its_things():
    assert page_of("/desk/tickets/7/reply/") == "/desk/tickets/7/"
    assert page_of("/desk/tickets/7/reply/draft/") == "/desk/tickets/7/"
    assert page_of("/desk/tickets/7/details/") == "/desk/tickets/7/details/"
    assert page_of("/tickets/new/") == "/tickets/new/"
