"""A word of its own in each thing that is not for everybody: who finds it where."""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings as site
from django.urls import NoReverseMatch, resolve, reverse

from accounts.models import Invitation
from activity.events import registry
from activity.models import Event
from notifications.delivery import deliver_mails
from notifications.digests import write_digest
from notifications.listeners import call_hooks
from notifications.models import OutgoingEmail, Webhook
from notifications.webhooks import body as body_of
from search.finding import find, suggested
from tests.matrix.apps import CELLS
from tests.matrix.requests import ROUTES, address
from tests.matrix.rows import writes
from tests.matrix.tables import Route
from tests.matrix.world import CANARIES, World, taken_back
from tickets.models import AccessLink

pytestmark = pytest.mark.usefixtures("brief")

STAFF = {"agent", "other_team_agent", "lead", "writer", "reviewer", "admin"}
MODERATORS = STAFF | {"helper"}
# whose eyes each word is for
SEEN_BY = {
    "note": STAFF,
    "note_file": STAFF,
    "redacted": set(),
    "private_ticket": {"stranger", "other_team_agent", "admin"},
    "draft": {"writer", "reviewer", "admin"},
    "agents_article": STAFF,
    "agents_forum": STAFF,
    "held_post": MODERATORS | {"stranger"},
    "hidden_post": MODERATORS | {"stranger"},
    "deleted_post": MODERATORS | {"stranger"},
    "hidden_topic": MODERATORS | {"stranger"},
    "held_topic": MODERATORS | {"stranger"},
    "hidden_comment": STAFF | {"owner"},
    "held": STAFF,
    "spam": STAFF,
    "trash": STAFF,
}
READERS = """visitor guest owner colleague stranger cc helper agent other_team_agent
writer admin""".split()
# who she is like, but where the tables give her another answer: no page is read twice
LIKE = {
    "guest": "visitor",
    "colleague": "stranger",
    "cc": "stranger",
    "helper": "stranger",
    "other_team_agent": "agent",
    "writer": "agent",
    "admin": "agent",
}
# words that stand beside the secret ones
QUESTIONS = [
    "Between us",
    "Words of",
    "Text of",
    "Subject",
    "Question",
    "Title",
    "file",
]
READ = {cell.route for cell in CELLS if cell.method == "GET"}
# the same for everybody, and changing their address with their content
SHARED = {"brand:css", "brand:logo", "accounts:picture"}
# doors that the tables of this package prove shut
SHUT = {
    (cell.person, cell.route, cell.thing)
    for cell in CELLS
    if cell.method == "GET" and cell.letter in "Lx-m"
}
LETTERS = {
    (cell.person, cell.route, cell.thing): cell.letter
    for cell in CELLS
    if cell.method == "GET"
}
Question = tuple[tuple[str, str], ...]
# a merge is shown before it is made
PREVIEWED = [
    ("own-ticket", "private-ticket"),
    ("private-ticket", "own-ticket"),
    ("merging-ticket", "own-ticket"),
    ("guest-ticket", "own-ticket"),
]
QUESTIONS_ASKED_AT = ["search:results", "desk:queue", "mail:ledger"]


def test_every_word_has_its_readers():
    assert SEEN_BY.keys() == CANARIES.keys()


@pytest.mark.parametrize("person", READERS)
def test_no_page_holds_what_is_for_others_eyes(world: World, person: str):
    """Nor a secret that is for nobody's; and to read changes nothing, and what is read
    with a session is no shared cache's.
    """
    found = words_met(world, person)

    forbidden = {name for name in found if person not in SEEN_BY.get(name, ())}
    assert {name: found[name] for name in forbidden} == {}
    # else nothing was proven
    previews = [place for place in found.get("note", ()) if "into" in place]
    assert bool(previews) == (person in STAFF)
    if person not in LIKE:
        hers = {name for name in CANARIES if person in SEEN_BY[name]}
        assert hers - found.keys() == set()


@pytest.mark.parametrize("person", READERS)
def test_the_search_finds_nobody_what_she_may_not_see(world: World, person: str):
    viewer = world.people.get(person) or world.anybody
    # any of which is enough to be found by
    words = " ".join(CANARIES[name] for name in CANARIES if person not in SEEN_BY[name])
    assert [*find(words, viewer), *suggested(words, viewer)] == []


def test_no_mail_carries_what_its_reader_may_not_see(world: World, tmp_path, settings):
    """Posts were hidden while the mails about them waited: those never leave."""
    settings.EMAIL_URL = (tmp_path / "mail").as_uri()
    names = {person.email: name for name, person in world.people.items()}
    with taken_back():
        for person in world.people.values():
            write_digest(person, {"daily", "weekly"})
        deliver_mails(OutgoingEmail.objects.order_by("pk").values_list("pk", flat=True))
        sent = [read_mail(file) for file in (tmp_path / "mail").glob("*.eml")]

    assert len(sent) > 10
    met: dict[str, set[str]] = defaultdict(set)
    for message in sent:
        name = names.get(message["To"].addresses[0].addr_spec, "guest")
        parts = [
            part.get_content() for part in message.walk() if not part.is_multipart()
        ]
        whole = " ".join([*map(str, message.values()), *parts])
        met[name] |= {key for key, word in CANARIES.items() if word in whole}
    for name, found in met.items():
        assert all(name in SEEN_BY[key] for key in found), (name, found)
    assert "note" in met["lead"]
    assert "private_ticket" in met["stranger"]


def test_no_event_holds_words(world: World):
    for event in Event.objects.all():
        assert "zq" not in json.dumps(event.data), event.verb


def test_no_webhook_is_told_more_than_its_scope(world: World):
    """All that has happened, told to one without the private scope and to one with."""
    with taken_back():
        hooks = [
            Webhook.objects.create(
                url="https://hooks.example.com/", includes_private=is_private
            )
            for is_private in (False, True)
        ]
        for event in Event.objects.order_by("pk"):
            call_hooks(event, registry[event.verb])
        plain, private = (list(hook.deliveries.for_list()) for hook in hooks)
        told, all_told = (
            " ".join(body_of(call).decode() for call in calls)
            for calls in (plain, private)
        )
    verbs = {call.verb for call in plain}
    assert "ticket.agent_replied" in verbs
    assert "ticket.note_added" not in verbs
    assert "ticket.note_added" in {call.verb for call in private}
    number = world.rows["private-ticket"].get_absolute_url()
    assert number not in told
    assert number in all_told
    assert [name for name, word in CANARIES.items() if word in told] == []
    for word in ("note", "note_file", "redacted", "private_ticket"):
        assert CANARIES[word] not in all_told


def test_an_export_holds_no_word_of_a_message(world: World):
    """Not even for agents, who may read them: the file is passed on."""
    with taken_back():
        page = world.ask(
            "agent", "GET", address(world, "desk:export-file", "agents-export", "agent")
        )
        text = body(page)
    assert "Subject of own-ticket" in text
    assert [name for name, word in CANARIES.items() if word in text] == []


def test_a_download_of_ones_data_holds_no_note_about_her(world: World):
    for person in ("owner", "stranger", "agent"):
        with taken_back():
            page = body(world.ask(person, "GET", reverse("accounts:download")))
        assert CANARIES["note"] not in page or person == "agent"
        assert CANARIES["draft"] not in page


def words_met(world: World, person: str) -> dict[str, list[str]]:
    """Where each word stood: every page, about everything, that she can ask for."""
    met: dict[str, list[str]] = defaultdict(list)
    words = CANARIES | {
        f"secret {nth}": each for nth, each in enumerate(secrets(world))
    }
    for path, query in sorted(set(addresses(world, person))):
        with taken_back(), writes() as written:
            response = world.ask(person, "GET", path, dict(query))
            text = body(response) + str(response.headers)
        assert written == set(), path
        if response.status_code == 200 and person in world.sessions:
            told = response.get("Cache-Control", "")
            assert re.search(hers_alone(world, path), told), path
        for name, word in words.items():
            if word in text and word not in path:
                met[name].append(f"{path} {query}")
    return dict(met)


def secrets(world: World) -> list[str]:
    """Hashes, keys and tokens."""
    passwords = [person.password for person in world.people.values()]
    return [
        site.SECRET_KEY,
        world.thing("guest-link", "guest")["token"],
        world.things["invitation"]["token"],
        *(each for each in passwords if "!" not in each),
        *Invitation.objects.values_list("token_hash", flat=True),
        *AccessLink.objects.values_list("token_hash", flat=True),
        *OutgoingEmail.objects.values_list("reply_token", flat=True),
    ]


def hers_alone(world: World, path: str) -> str:
    """What caches are told, but of what is everybody's."""
    if resolve(path).view_name in SHARED:
        return ""
    # anybody's to see while it is published, which is asked each time
    is_open = path == address(world, "composer:file", "article-file", "visitor")
    return "no-cache" if is_open else "private|no-store"


def addresses(world: World, person: str) -> Iterator[tuple[str, Question]]:
    for loser, survivor in PREVIEWED:
        into = str(world.rows[survivor].pk)
        yield address(world, "desk:merge", loser, person), (("into", into),)
        ticked = (("tickets", str(world.rows[loser].pk)), ("tickets", into))
        yield reverse("desk:merge-ticked"), (*ticked, ("into", into))
    for name, route in ROUTES.items():
        of_package = name.startswith(("account_", "mfa_"))
        if name not in READ or (of_package and person not in ("owner", "admin")):
            continue
        questions: list[Question] = [()]
        if name in QUESTIONS_ASKED_AT:
            questions += [(("q", each),) for each in QUESTIONS]
            questions += [(("status", each),) for each in ("spam", "trash", "open")]
        for thing in world.things:
            given = world.thing(thing, person)
            is_shut = (person, name, thing) in SHUT or bars_all(route, person)
            is_asked = route.takes <= given.keys() and (route.takes or thing == "-")
            if is_asked and not is_shut and is_read(world, person, route, thing):
                with suppress(NoReverseMatch):  # a token of another kind
                    path = address(world, name, thing, person)
                    yield from ((path, query) for query in questions)


def is_read(world: World, person: str, route: Route, thing: str) -> bool:
    """Lists, what is her own, and what she gets another answer from than her like."""
    if person not in LIKE or not route.takes or (thing, person) in world.own:
        return True
    hers, like = (
        LETTERS.get((who, route.name, thing)) for who in (person, LIKE[person])
    )
    return hers != like


def bars_all(route: Route, person: str) -> bool:
    """The mark of a view refuses her before anything is looked up."""
    mark = getattr(route.view, "access", "")
    is_staff, is_known = person in STAFF, person not in ("visitor", "guest")
    return (
        (mark == "desk" and not is_staff)
        or (mark == "admin_only" and person != "admin")
        or (mark == "signed_in" and not is_known)
    )


def body(response) -> str:
    if response.streaming:
        whole = b"".join(response.streaming_content)
        response.close()
    else:
        whole = response.content
    return whole.decode(errors="replace")


def read_mail(file: Path) -> EmailMessage:
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
