from django.test import RequestFactory

from core import typed
from core.access import page_of, to_login


def post(path, **fields):
    request = RequestFactory().post(path, fields)
    request.session = {}
    return request


def test_words_posted_without_a_login_wait_on_the_page_they_belong_to():
    request = post("/forums/topics/7-lost/reply/", body="It happens to me too")
    response = to_login(request)
    assert response.url == "/accounts/login/?next=/forums/topics/7-lost/"
    assert typed.take(request, "/forums/topics/7-lost/") == "It happens to me too"
    assert typed.take(request, "/forums/topics/7-lost/") == ""


def test_a_new_things_page_takes_its_own_post_and_keeps_every_field():
    request = post("/forums/mail/new/", title="Where is it?", body="Lost")
    to_login(request)
    assert typed.take(request, "/forums/mail/new/#title") == "Where is it?"
    assert typed.take(request, "/forums/mail/new/") == "Lost"


def test_only_the_last_five_places_are_kept():
    request = post("/")
    for number in range(7):
        typed.keep(request, f"/{number}/", "text")
    assert typed.take(request, "/1/") == ""
    assert typed.take(request, "/2/") == "text"


def test_page_of_a_verb_is_the_thing():
    assert page_of("/desk/tickets/7/reply/") == "/desk/tickets/7/"
    assert page_of("/tickets/new/") == "/tickets/new/"
