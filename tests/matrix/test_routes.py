"""Who may what: every route × method × person, against the tables of this package."""

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import product

import pytest

from core.access import access_of
from tests.matrix.apps import CELLS, FORMS
from tests.matrix.requests import ROUTES, address
from tests.matrix.tables import Cell, Route, letter, worth_asking
from tests.matrix.world import CUSTOMERS, World, taken_back

DOORS = ("signed_in", "desk", "admin_only")


def once_at_the_door(cells: list[Cell]) -> list[Cell]:
    """Doors look at who asks and know nothing of things: one thing stands for all."""
    kept: dict[object, Cell] = {}
    for cell in cells:
        about = "" if is_refused_there(cell) else cell.thing
        kept.setdefault((cell.route, cell.method, cell.person, about), cell)
    return list(kept.values())


def is_refused_there(cell: Cell) -> bool:
    door = access_of(ROUTES[cell.route].view)
    if cell.letter == "x":
        return door == "admin_only" or (door == "desk" and cell.person in CUSTOMERS)
    return cell.letter == "L" and door in DOORS


ROWS: dict[str, list[Cell]] = defaultdict(list)
for each in once_at_the_door(worth_asking(CELLS)):
    ROWS[each.route].append(each)
TOPIC = "forums/topics/<int:pk>-"
HEAD_ASKED_BY = ("visitor", "owner", "admin")
asserted: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def print_the_count(request):
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\n{asserted.total()} cells asserted: {dict(asserted)}")


pytestmark = [pytest.mark.usefixtures("undrawn"), pytest.mark.django_db]


def test_the_tables_name_every_route_and_no_other():
    missing = set(ROUTES) - set(ROWS)
    assert missing == set(), "say in tests/matrix/<app>.py who may"
    assert set(ROWS) - set(ROUTES) == set()


@pytest.mark.parametrize("thing", ["held-topic", "merged-topic", "planned-idea"])
def test_a_topic_of_each_state_is_asked_for_at_every_address_of_topics(thing):
    about_topics = {name for name in ROUTES if TOPIC in ROUTES[name].pattern}
    asked = {(cell.method, cell.route) for cell in CELLS if cell.route in about_topics}
    here = {(cell.method, cell.route) for cell in CELLS if cell.thing == thing}
    assert len(about_topics) > 30
    assert asked - here == set()


def test_every_view_bears_a_mark_of_access():
    assert [name for name in ROUTES if access_of(ROUTES[name].view) is None] == []


@pytest.mark.parametrize("name", ROUTES)
def test_everybody_gets_what_the_table_says(world: World, name: str):
    wrong = [
        f"{cell.method} {name} {cell.thing} as {cell.person}: {got}, not {cell.letter}"
        for cell in [*ROWS[name], *unnamed(ROUTES[name])]
        if not is_visitor_again(world, cell)
        and not is_right(got := answer(world, cell), cell)
    ]
    assert wrong == []


def unnamed(route: Route) -> list[Cell]:
    """Methods that no row names: refused, at the door already where there is one."""
    rows = ROWS[route.name]
    thing, named = rows[0].thing, {cell.method for cell in rows}
    refused = product(("visitor", "owner", "agent", "admin"), {"GET", "POST"} - named)
    others = product(("visitor", "admin"), ("PUT", "DELETE"))
    read = [row for row in rows if row.method == "GET" and row.thing == thing]
    return [
        *(Cell(who, how, route.name, thing, "m") for who, how in refused),
        *(Cell(who, how, route.name, thing, "!") for who, how in others),
        *(replace(row, method="HEAD") for row in read if row.person in HEAD_ASKED_BY),
    ]


def is_visitor_again(world: World, cell: Cell) -> bool:
    """A guest has no session: only her link tells her from a visitor."""
    return cell.person == "guest" and (cell.thing, "guest") not in world.own


def answer(world: World, cell: Cell) -> str:
    asserted[cell.method] += 1
    path = address(world, cell.route, cell.thing, cell.person)
    has_form = cell.method == "POST" and cell.route in FORMS
    data = FORMS[cell.route].fields(world) if has_form else None
    with taken_back():
        response = world.ask(cell.person, cell.method, path, data)
        response.close()
        return letter(response)


def is_right(got: str, cell: Cell) -> bool:
    """`!` is any answer but a fault, `m` a refusal wherever it comes first."""
    if cell.letter == "!":
        return not got.startswith("5")
    return got in "mLx-" if cell.letter == "m" else got == cell.letter
