"""Who may what by token: every route of the API × person, and input nobody can mean."""

import json

import pytest
from django.urls import reverse

from accounts.actions import make_token
from accounts.models import ApiToken
from helpdesk.api import api
from tests.matrix.api import CELLS, bodies
from tests.matrix.tables import letter, routes, worth_asking
from tests.matrix.world import CANARIES, World, taken_back

pytestmark = pytest.mark.usefixtures("brief")

ROUTES = {
    route.name.removeprefix("api:"): route
    for route in routes()
    if route.name.startswith("api:") and route.name != "api:api-root"
}
# without a token nobody is known, and nothing looked up
ASKED = list(
    {
        (cell.route, cell.method, cell.letter == "u" or (cell.person, cell.thing)): cell
        for cell in reversed(worth_asking(CELLS))
    }.values()
)
# of what stands below something else
IN_PLACE = {"number": 1, "language": "de"}
EVERY = ApiToken.Scope.values
BAD = [None, True, 1, -1, 10**30, "a\0b", "x" * 70_000, [], {}, [None], {"a": 1}]


def call(world, person, method, name, thing="-", given=None, scopes=EVERY, raw=None):
    """Her session cookie comes along and must count for nothing."""
    kept = IN_PLACE | world.thing(thing, person) | file_place(world, thing)
    path = reverse(f"api:{name}", kwargs={k: kept[k] for k in ROUTES[name].takes})
    headers = {}
    if person in world.people:
        secret = token_of(world, person, scopes)
        headers["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    if method == "GET":
        return world.ask(person, "GET", path, given, **headers)
    content = raw if raw is not None else json.dumps(given or {}).encode()
    return world.ask(
        person, method, path, raw=content, content_type="application/json", **headers
    )


def token_of(world, person, scopes):
    """Made within the savepoint of the call, but for the one that opens everything."""
    if scopes is EVERY:
        return world.tokens[person]
    return make_token(world.people[person], name="x", scopes=scopes, days=1)[1]


def file_place(world, thing):
    is_file = thing.endswith("-file")
    return {"number": world.rows["own-ticket"].pk} if is_file else {}


def test_the_table_names_every_route_and_no_other():
    assert {cell.route for cell in CELLS} == set(ROUTES)


def test_every_operation_asks_for_a_token():
    operations = [
        operation
        for bound in api._get_bound_routers()
        for view in bound.path_operations.values()
        for operation in view.operations
    ]
    assert len(operations) > 20
    assert all(operation.auth_callbacks for operation in operations)


@pytest.mark.parametrize("name", ROUTES)
def test_everybody_gets_what_the_table_says(world: World, settings, name: str):
    settings.EVENT_LISTENERS = []
    wrong, given = [], bodies(world).get(name)
    for cell in ASKED:
        if cell.route == name:
            with taken_back():
                response = call(
                    world, cell.person, cell.method, name, cell.thing, given
                )
                response.close()
            if letter(response) != cell.letter:
                wrong.append((cell, response.status_code))
    assert wrong == []


def test_a_cookie_alone_opens_nothing(world: World):
    for name in ("me", "tickets"):
        with taken_back():
            answer = world.ask("admin", "GET", reverse(f"api:{name}"))
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("name", ["tickets", "ticket", "new-ticket", "solve", "note"])
def test_a_token_without_the_scope_is_refused(world: World, name: str):
    method = "GET" if name in ("tickets", "ticket") else "POST"
    thing = "own-ticket" if "number" in ROUTES[name].takes else "-"
    with taken_back():
        answer = call(
            world, "admin", method, name, thing, bodies(world).get(name), scopes=[]
        )
    assert answer.status_code == 403


# what is changed takes what a new one takes
@pytest.mark.parametrize("name", [name for name in ROUTES if "edit-" not in name])
def test_what_cannot_be_meant_is_refused(world: World, settings, name: str):
    settings.EVENT_LISTENERS = []
    thing = next(cell.thing for cell in CELLS if cell.route == name)
    given = bodies(world).get(name)
    if given is None:
        return
    for raw in (b"", b"{", b"[]", b"\xff", b'"x"', b"[" * 20_000, b'{"a": 1}'):
        with taken_back():
            status = call(world, "admin", "POST", name, thing, raw=raw).status_code
        assert 400 <= status < 500, raw[:9]
    for field in given:
        for bad in BAD:
            with taken_back():
                sent = given | {field: bad}
                status = call(world, "admin", "POST", name, thing, sent).status_code
            assert status < 500, (field, bad)


def test_no_token_without_right_and_scope_reads_a_note(world: World):
    """The customer with every scope, the agent without the one for notes."""
    cases = [(who, EVERY) for who in ("owner", "colleague", "cc", "stranger", "helper")]
    cases += [("agent", ["tickets:read", "tickets:write"])]
    cases += [("other_team_agent", ["tickets:read"])]
    met = []
    for (person, scopes), (name, thing, query) in (
        (case, place) for case in cases for place in places(world)
    ):
        with taken_back():
            answer = call(world, person, "GET", name, thing, query, scopes=scopes)
            text = b"".join(answer) if answer.streaming else answer.content
            answer.close()
        words = [CANARIES[word].encode() for word in ("note", "note_file")]
        if any(word in text for word in words):
            met.append((person, name, thing))
    assert met == []


def test_an_agent_with_the_scope_reads_it(world: World):
    with taken_back():
        answer = call(world, "agent", "GET", "messages", "own-ticket")
    assert CANARIES["note"].encode() in answer.content


def places(world):
    for thing in ("own-ticket", "guest-ticket"):
        names = ("ticket", "messages", "ccs", "links", "drafts", "events", "articles")
        yield from ((name, thing, None) for name in names)
    into = {"into": world.rows["own-ticket"].pk}
    yield "preview-merge", "guest-ticket", into
    yield "export-file", "agents-export", None
    yield from (("file", thing, None) for thing in ("note-file", "guest-note-file"))
    yield "tickets", "-", None
    yield "tickets", "-", {"q": CANARIES["note"]}
