"""What was sent after the login ran out stands in its form again once she is back."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore

from core.typed import SESSION_KEY
from tests.matrix.apps import CELLS, FORMS
from tests.matrix.requests import address
from tests.matrix.tables import Fields
from tests.matrix.test_bad_input import TYPED, texts
from tests.matrix.world import World, taken_back

pytestmark = pytest.mark.usefixtures("brief")

ASK_LOGIN = {cell.route for cell in CELLS if cell.letter == "L"} & FORMS.keys()
# a button's own, what nobody should send without thinking, and what is not ours
NOT_TYPED = {
    "accounts:delete",
    "desk_people:remove-address",
    "desk:redact-ticket",
    "account_email",
    "kb_desk:preview",
}
WORDS = {
    *(*TYPED, "comment", "label", "options", "custom.serial", "text", "words"),
    *("suggested_reply", "question"),
}


def test_words_are_back_in_their_form(world: World):
    lost = {}
    for name in sorted(ASK_LOGIN - NOT_TYPED):
        given = FORMS[name].fields(world)
        typed = {key: f"Lost {key}." for key in texts(given) if is_typed(key, given)}
        with taken_back():
            page = typed and sent_before_login(world, name, given | typed)
        if missing := [words for words in typed.values() if words not in page]:
            lost[name] = missing
    assert lost == {}


def is_typed(key: str, given: Fields) -> bool:
    return key in WORDS and given[key] != "on"


def sent_before_login(world: World, name: str, given: dict[str, object]) -> str:
    """The page that the login leads back to."""
    form = FORMS[name]
    path = address(world, name, form.thing, form.by)
    sent = world.ask("visitor", "POST", path, given)
    cookie = sent.cookies[settings.SESSION_COOKIE_NAME].value
    session = SessionStore(world.sessions[form.by])
    session[SESSION_KEY] = SessionStore(cookie)[SESSION_KEY]
    session.save()
    [back] = parse_qs(urlsplit(sent["Location"]).query)["next"]
    world = replace(world, sessions={form.by: str(session.session_key)})
    page: str = world.ask(form.by, "GET", back).content.decode()
    return page
