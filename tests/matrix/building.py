"""The world, made by what people do; `world.py` says what it is for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.signing import dumps
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import find_or_create_guest, invite_agent, make_token
from accounts.actions.merging import merge_people
from accounts.models import (
    ApiToken,
    Invitation,
    Organization,
    Team,
    TeamMembership,
    User,
)
from brand.actions import announce, offer_language
from brand.models import Announcement
from forums.actions import (
    accept_answer,
    add_post,
    create_forum,
    create_group,
    delete_post,
    hide_post,
    lock_topic,
    merge_topics,
    press_me_too,
    set_state,
    start_topic,
)
from forums.actions.fixes import spread_fix, tell_some
from forums.actions.proposals import propose_topic
from forums.actions.reports import report_post
from forums.fix_links import mint_link as mint_fix_link
from forums.me_too_links import token_for as me_too_token
from forums.models import Incident, Post, Topic
from forums.proposal_links import mint_link as mint_proposal_link
from kb.actions import (
    add_comment,
    archive_article,
    ask_review,
    create_category,
    draft_article,
    hide_comment,
    publish_article,
    schedule_article,
    translate_article,
)
from kb.actions.snippets import save_snippet
from notifications.actions import watch
from notifications.models import Notification, OutgoingEmail, Webhook, WebhookDelivery
from notifications.unsubscribing import Subscription, token_for
from search.models import SearchQuery
from tests.matrix.files import picture, text_file
from tests.matrix.world import CANARIES, FORGED, PASSWORD, World
from tickets.access import hash_of, mint_link
from tickets.actions import (
    add_cc,
    add_note,
    claim_ticket,
    close_ticket,
    hold_ticket,
    link_tickets,
    mark_spam,
    merge_tickets,
    open_ticket,
    rate_ticket,
    redact_file,
    redact_message,
    remove_cc,
    reply_to_ticket,
    snooze_ticket,
    solve_ticket,
    trash_ticket,
)
from tickets.actions.bulk import start_bulk_change
from tickets.actions.exports import start_export
from tickets.actions.forms import add_field, create_form
from tickets.actions.macros import create_macro
from tickets.actions.saved_views import save_view
from tickets.actions.tags import tags_named
from tickets.exporting import write_export
from tickets.models import AccessLink, Ticket
from tickets.views.portal.submitting import SALT as THANKS_SALT

# what is held as such
SPAM = "airline refund helpline +1 (888) 555-0147 https://a.example https://b.example"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def build(uploads: Path) -> World:
    world = World(uploads=uploads)
    _people(world)
    _tickets(world)
    _links(world)
    _articles(world)
    _forums(world)
    _mail(world)
    _settings(world)
    world.things["-"] = {}
    for name in world.people:
        _sign_in(world, name)
    for name, person in world.people.items():
        every, days = ApiToken.Scope.values, 1
        _, world.tokens[name] = make_token(person, name="x", scopes=every, days=days)
    return world


def _people(world: World) -> None:
    harbour = Organization.objects.create(name="Harbour Ltd", shares_tickets=True)
    quay = Organization.objects.create(name="Quay Ltd", shares_tickets=True)
    team = Team.objects.create(name="First line", slug="first-line")
    private = Team.objects.create(name="Security", slug="security", is_private=True)
    world.rows |= {"harbour": harbour, "quay": quay, "team": team, "private": private}
    roles: dict[str, dict[str, Any]] = {
        "owner": {"organization": harbour},
        "colleague": {"organization": harbour},
        "stranger": {"organization": quay},
        "cc": {},
        "watching_cc": {},
        "helper": {"is_helper": True},
        "helper_elsewhere": {"is_helper": True},
        "silenced": {"silenced_until": timezone.now() + timedelta(days=1)},
        "agent": {"is_agent": True},
        "other_team_agent": {"is_agent": True},
        "lead": {"is_agent": True},
        "writer": {"is_agent": True, "is_writer": True},
        "reviewer": {"is_agent": True, "is_reviewer": True},
        "admin": {"is_agent": True, "is_admin": True},
    }
    for name, fields in roles.items():
        world.people[name] = _person(name, **fields)
        world.things[f"person-{name}"] = {"pk": world.people[name].pk}
    for name, member_of in (("agent", team), ("lead", team)):
        _join(member_of, world.people[name], is_lead=name == "lead")
    _join(private, world.people["other_team_agent"])
    world.rows["form"] = form = create_form(
        by=world.people["admin"], title="Device", slug="device"
    )
    choice = {"kind": "choice", "options": ["Desktop", "Phone"]}
    add_field(form, by=world.people["admin"], label="Device", **choice)
    add_field(form, by=world.people["admin"], label="Serial", kind="text")
    world.rows["guest"] = find_or_create_guest("gus.guest@example.com", name="Gus")
    world.things["person-guest"] = {"pk": world.rows["guest"].pk}
    for name in ("twin", "merged"):
        twin = find_or_create_guest(f"tia.{name}@example.com", name="Tia")
        world.things[f"person-{name}"] = {"pk": twin.pk}
    merge_people(twin, into=world.rows["guest"], by=world.people["agent"])
    world.things["no-person"] = {"pk": 999_999}


def _person(name: str, **fields: Any) -> User:
    person = User.objects.create_user(
        f"{name.replace('_', '.')}@example.com",
        PASSWORD,
        display_name=f"Person {name.replace('_', ' ').title()}",
        verified_at=timezone.now(),
        joined_at=timezone.now() - timedelta(days=30),
        **fields,
    )
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def _join(team: Team, person: User, *, is_lead: bool = False) -> None:
    TeamMembership.objects.create(team=team, person=person, is_lead=is_lead)


def _tickets(world: World) -> None:
    people, rows = world.people, world.rows
    agent = people["agent"]

    def ticket(name: str, requester: User, word: str = "", **fields: Any) -> Ticket:
        made = open_ticket(
            requester=requester,
            subject=f"Subject of {name} {word}".strip(),
            body=f"Text of {name} {word}",
            channel=Ticket.Channel.WEB,
            by=requester if requester.verified_at else None,
            **fields,
        )
        rows[name] = made
        world.things[name] = {"number": made.pk, "person": people["cc"].pk}
        return made

    own = ticket("own-ticket", people["owner"], team=rows["team"], form=rows["form"])
    add_cc(own, person=people["cc"], can_reply=True, by=people["owner"])
    add_cc(own, person=people["watching_cc"], can_reply=False, by=people["owner"])
    reply_to_ticket(own, by=agent, body="An answer", files=[picture("answer.png")])
    word = CANARIES["note"]
    note = add_note(
        own,
        by=agent,
        body=f"Between us {word} @Person Lead",
        files=[text_file(f"{CANARIES['note_file']}.txt", f"In the file {word}")],
    )
    rows["note"] = note
    _file(world, "public-file", own.messages.get(number=2))
    _replies(world, own)
    _file(world, "note-file", note)
    ticket("colleague-ticket", people["colleague"])
    # by its number, as the API has it
    world.things["own-ticket"]["message"] = 2
    linked = ticket("linked-ticket", people["owner"])
    link_tickets(linked, own, kind="related", by=agent)
    world.things["linked-ticket"]["other"] = own.pk
    claimed = ticket("claimed-ticket", people["owner"])
    claim_ticket(claimed, by=agent)
    snoozed = ticket("snoozed-ticket", people["owner"])
    snooze_ticket(snoozed, until=timezone.now() + timedelta(days=1), by=agent)
    ticket("solved-ticket", people["owner"])
    solve_ticket(rows["solved-ticket"], by=agent)
    answered = ticket("answered-ticket", people["owner"])
    reply_to_ticket(answered, by=agent, body="Like this", then="solved")
    rated = ticket("rated-ticket", people["owner"])
    reply_to_ticket(rated, by=agent, body="Like this", then="solved")
    rate_ticket(rated, by=people["owner"], score="so_so")
    closed = ticket("closed-ticket", people["owner"])
    solve_ticket(closed, by=agent)
    close_ticket(closed, by=agent)
    hidden = CANARIES["held"]
    held = hold_ticket(
        requester=people["owner"], subject=f"Held {hidden}", body=f"Text {hidden}"
    )
    world.things["held-ticket"] = {"number": held.pk, "person": people["cc"].pk}
    ticket("spam-ticket", people["owner"], CANARIES["spam"])
    mark_spam(rows["spam-ticket"], by=agent)
    ticket("trash-ticket", people["owner"], CANARIES["trash"])
    trash_ticket(rows["trash-ticket"], by=agent)
    for name in ("survivor-ticket", "merging-ticket", "merged-ticket"):
        ticket(name, people["owner"])
    survivor = rows["survivor-ticket"]
    add_note(rows["merged-ticket"], by=agent, body=f"It goes along, {word}")
    merge_tickets(rows["merged-ticket"], into=survivor, by=agent, tell=True)
    private = ticket(
        "private-ticket",
        people["stranger"],
        CANARIES["private_ticket"],
        team=rows["private"],
        files=[text_file("private.txt", CANARIES["private_ticket"])],
    )
    _file(world, "private-file", private.messages.get(number=1))
    only = private.messages.get(number=1)
    world.things["private-ticket"]["message"] = 1
    world.things["private-message"] = {"number": private.pk, "message": only.pk}
    _redacted(world)
    guests = ticket(
        "guest-ticket", rows["guest"], files=[text_file("guest.txt", "Of the guest")]
    )
    _file(world, "guest-file", guests.messages.get(number=1))
    add_note(guests, by=agent, body=f"A note {word}", files=[text_file("n.txt", word)])
    _file(world, "guest-note-file", guests.messages.get(number=2))
    export = start_export(query="", client_key=uuid4(), by=agent)
    write_export(export)
    world.things["agents-export"] = {"pk": export.pk}
    world.things["no-export"] = {"pk": 999_999}
    change = start_bulk_change([], query="", chosen={}, client_key=uuid4(), by=agent)
    world.things["agents-bulk-change"] = {"pk": change.pk}
    world.things["no-bulk-change"] = {"pk": 999_999}
    _macros_and_views(world)
    nobody = 999_999
    keys = ("number", "person", "other", "message")
    world.things["no-ticket"] = dict.fromkeys(keys, nobody)


def _macros_and_views(world: World) -> None:
    for name, whose in (
        ("agents-macro", {"owner": world.people["agent"]}),
        ("teams-macro", {"owner_team": world.rows["team"]}),
        ("shared-macro", {}),
    ):
        made = create_macro(
            client_key=uuid4(),
            title=f"Title of {name}",
            body="Hello {{ customer.name }}",
            priority="high",
            tags=["hot"],
            **whose,
        )
        world.rows[name] = made
        world.things[name] = {"pk": made.pk}
        view = save_view(
            client_key=uuid4(),
            name=f"Name of {name}",
            filters={"status": ["unsolved"]},
            **whose,
        )
        world.things[name.replace("macro", "view")] = {"pk": view.pk}
    world.things["no-macro"] = world.things["no-view"] = {"pk": 999_999}


def _redacted(world: World) -> None:
    """A reply with a file in the owner's own ticket, which went out before."""
    own, agent, word = world.rows["own-ticket"], world.people["agent"], "redacted"
    file = text_file(f"{CANARIES[word]}.txt", CANARIES[word])
    reply = reply_to_ticket(own, by=agent, body=CANARIES[word], files=[file])
    _file(world, "redacted-file", reply)
    redact_message(reply, by=agent)
    redact_file(world.rows["redacted-file"], of=reply, by=agent)


def _replies(world: World, ticket: Ticket) -> None:
    """An answer of the agent, and a message of somebody else."""
    for name, number in (("agents-reply", 2), ("owners-message", 1)):
        message = ticket.messages.get(number=number).pk
        world.things[name] = {"number": ticket.pk, "message": message}


def _file(world: World, name: str, target: Any) -> None:
    upload = target.attachments.get()
    world.rows[name] = upload
    world.things[name] = {"key": upload.key, "name": upload.name, "token": FORGED}


def _links(world: World) -> None:
    """Her own link for the guest; and links that everybody got hold of."""
    guest, ticket = world.rows["guest"], world.rows["guest-ticket"]
    token = _token(mint_link(ticket, guest))
    world.things["guest-link"] = {"token": FORGED}
    for name in ("guest-link", "guest-file", "guest-note-file", "public-file"):
        world.own[name, "guest"] = {"token": token}
    world.things["leaked-link"] = {"token": token}

    watching = find_or_create_guest("wendy.watcher@example.com")
    add_cc(ticket, person=watching, can_reply=False, by=guest)
    world.things["view-link"] = {"token": _token(mint_link(ticket, watching))}

    gone = find_or_create_guest("rhea.removed@example.com")
    add_cc(ticket, person=gone, can_reply=True, by=guest)
    world.things["removed-link"] = {"token": _token(mint_link(ticket, gone))}
    remove_cc(ticket, person=gone, by=guest)

    expired = _token(mint_link(ticket, guest))
    world.things["expired-link"] = {"token": expired}
    AccessLink.objects.filter(token_hash=hash_of(expired)).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    spam = open_ticket(
        requester=guest, subject="Buy", body="Now", channel="web", by=None
    )
    world.things["spam-link"] = {"token": _token(mint_link(spam, guest))}
    mark_spam(spam, by=world.people["agent"])
    solved = open_ticket(
        requester=guest, subject="Done", body="Thanks", channel="web", by=None
    )
    solve_ticket(solved, by=world.people["agent"])
    world.things["solved-link"] = {"token": _token(mint_link(solved, guest))}
    answered = open_ticket(
        requester=guest, subject="How?", body="Tell me", channel="web", by=None
    )
    reply_to_ticket(answered, by=world.people["agent"], body="Like this", then="solved")
    world.things["answered-link"] = {"token": _token(mint_link(answered, guest))}
    for name in ("leaked", "view", "removed", "expired", "spam", "solved"):
        upload = world.rows["guest-file"]
        world.things[f"{name}-link"] |= {"key": upload.key, "name": upload.name}
    world.things["thanks"] = {"signed": dumps(ticket.pk, salt=THANKS_SALT)}
    world.things["forged-thanks"] = {"signed": f"{ticket.pk}:forged:forged"}


def _token(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


def _articles(world: World) -> None:
    people = world.people
    shelf = create_category(by=people["admin"], title="Sync", slug="sync")
    spare = create_category(by=people["admin"], title="Spare", slug="spare")
    world.rows |= {"shelf": shelf, "spare-category": spare}
    world.things["category"] = {"slug": "sync"}
    world.things["spare-category"] = {"slug": "spare", "language": "de"}
    world.things["spare-category-in-french"] = {"slug": "spare", "language": "fr"}
    world.things["no-slug"] = {"slug": "never-was"}

    def article(
        name: str, word: str = "", *, publish: bool = True, **given: Any
    ) -> Any:
        made = draft_article(
            by=people["writer"],
            category=shelf,
            title=f"Title of {name} {word}".strip(),
            body=f"Words of {name} {word}",
            files=[picture(f"{name}.png")],
            **given,
        )
        if publish:
            publish_article(made, by=people["reviewer"])
        world.rows[name] = made
        world.things[name] = {
            "pk": made.pk, "slug": made.slug, "comment": 999_999, "language": "de",
        }  # fmt: skip
        _file(world, f"{name}-file", made)
        return made

    public = article("article")
    article("signed-in-article", audience="signed_in")
    harbour = [world.rows["harbour"]]
    article("harbour-article", audience="organizations", organizations=harbour)
    article("agents-article", CANARIES["agents_article"], audience="agents")
    article("draft", CANARIES["draft"], publish=False)
    ask_review(article("review-article", publish=False), by=people["writer"])
    archive_article(article("archived-article", publish=False), by=people["writer"])
    schedule_article(
        article("scheduled-article", publish=False),
        by=people["reviewer"],
        at=timezone.now() + timedelta(days=1),
        number=1,
    )
    snippet = save_snippet(by=None, name="safe", language="en", body="Hold it.")
    world.things["snippet"] = {"pk": snippet.pk}
    query = SearchQuery.objects.create(text="kettle", language="en", empty_count=1)
    world.things["query"] = {"pk": query.pk}
    translate_article(
        public,
        by=people["writer"],
        language="de",
        base=0,
        source_number=0,
        title="Title in German",
        summary="",
        body="Words in German",
    )
    shown = add_comment(public, by=people["owner"], body="It helped me.")
    hidden = add_comment(public, by=people["owner"], body=CANARIES["hidden_comment"])
    hide_comment(hidden, by=people["agent"])
    for name, comment in (("comment", shown), ("hidden-comment", hidden)):
        world.rows[name] = comment
        world.things[name] = world.things["article"] | {"comment": comment.pk}


def _forums(world: World) -> None:
    people, admin = world.people, world.people["admin"]
    kinds = ["question", "problem", "announcement", "idea"]
    for name, audience in (
        ("forum", "everyone"),
        ("signed-in-forum", "signed_in"),
        ("agents-forum", "agents"),
        ("harbour-forum", "organizations"),
        ("spare-forum", "everyone"),
    ):
        word = CANARIES["agents_forum"] if audience == "agents" else ""
        made = create_forum(
            by=admin, title=f"{name} {word}".strip(), slug=name, kinds=kinds,
            audience=audience,
        )  # fmt: skip
        world.rows[name] = made
        world.things[name] = {"slug": name}
    group = create_group(by=admin, title="Customers")
    world.rows["forum-group"], world.things["forum-group"] = group, {"pk": group.pk}
    world.rows["forum"].helpers.add(people["helper"])
    world.rows["harbour-forum"].organizations.add(world.rows["harbour"])

    def topic(name: str, forum: str, word: str = "", by: str = "owner") -> Topic:
        made = start_topic(
            world.rows[forum],
            by=people[by],
            kind="question",
            title=f"Question of {name} {word}".strip(),
            body=f"Words of {name} {word}",
        )
        world.rows[name] = made
        _post(world, name, made.posts.get(number=1))
        return made

    open_one = topic("topic", "forum")
    token = me_too_token(open_one, "gina.guest@example.com")
    world.things["me-too-link"] = {"token": token}
    world.things["forged-me-too"] = {"token": FORGED}
    topic("signed-in-topic", "signed-in-forum")
    topic("harbour-topic", "harbour-forum")
    lock_topic(topic("locked-topic", "forum"), by=people["agent"])
    overdue = topic("overdue-topic", "forum")
    Topic.objects.filter(pk=overdue.pk).update(overdue_at=timezone.now())
    _fix(world, topic("fixed-topic", "forum"))
    _proposal(world)
    seen = Incident.objects.create(topic=topic("incident-topic", "forum"), me_toos=5)
    world.things["incident"] = {"pk": seen.pk}
    world.things["no-incident"] = {"pk": 999_999}
    archived = topic("archived-topic", "forum")
    Topic.objects.filter(pk=archived.pk).update(archived_at=timezone.now())
    solved = topic("solved-topic", "forum")
    answer = add_post(solved, by=people["helper"], body="Like this")
    accept_answer(answer, by=people["owner"])
    topic("agents-topic", "agents-forum", CANARIES["agents_forum"], by="agent")
    for name, borne in (("tag", "topic"), ("agents-tag", "agents-topic")):
        [tag] = tags_named([name])
        world.rows[borne].tags.add(tag)
        world.things[name] = {"pk": tag.pk, "slug": name}
        watch(tag, person=people["owner"])
    watch(people["owner"], person=people["agent"])
    hidden = topic("hidden-topic", "forum", CANARIES["hidden_topic"], by="stranger")
    hide_post(hidden.posts.get(), by=people["agent"], reason="spam")
    topic("held-topic", "forum", f"{CANARIES['held_topic']} {SPAM}", by="stranger")
    merged = topic("merged-topic", "forum")
    merge_topics(merged, into=topic("survivor-topic", "forum"), by=people["agent"])
    _ideas(world)
    _post(world, "reply", add_post(open_one, by=people["stranger"], body="A reply"))
    reported = add_post(open_one, by=people["stranger"], body="Reported")
    report_post(reported, by=people["agent"], reason="spam", text="")
    world.things["reported-post"] = {"pk": reported.pk}
    for state in ("held", "hidden", "deleted"):
        text = f"Words {CANARIES[f'{state}_post']}"
        post = add_post(open_one, by=people["stranger"], body=text)
        if state == "hidden":
            hide_post(post, by=people["agent"], reason="spam")
        elif state == "deleted":
            delete_post(post, by=people["agent"])
        else:
            Post.objects.filter(pk=post.pk).update(state=Post.State.HELD)
        _post(world, f"{state}-post", post)
    # new people write ten posts a day at most, and are asked to write more
    Post.objects.update(created_at=timezone.now() - timedelta(days=2))


def _ideas(world: World) -> None:
    for state in ("planned", "declined"):
        words = {"title": f"Idea, {state}", "body": "Might it?"}
        idea = start_topic(
            world.rows["forum"], by=world.people["owner"], kind="idea", **words
        )
        set_state(idea, by=world.people["agent"], state=state)
        _post(world, f"{state}-idea", idea.posts.get())


def _post(world: World, name: str, post: Post) -> None:
    topic = post.topic
    world.rows.setdefault(name, post)
    place = {"pk": topic.pk, "slug": topic.slug, "number": post.number}
    world.things[name] = {**place, "key": post.pk}


def _mail(world: World) -> None:
    ledger, people = OutgoingEmail.objects.all(), world.people

    def about(ticket: str, **filters: Any) -> dict[str, Any]:
        return {"pk": ledger.about(world.rows[ticket]).filter(**filters).first().pk}

    world.things["public-mail"] = about("own-ticket", is_private=False)
    world.things["note-mail"] = about("own-ticket", is_private=True)
    world.things["private-mail"] = about("private-ticket")
    guest = world.rows["guest-ticket"]
    world.things["guest-mail"] = about("guest-ticket", recipient=world.rows["guest"])
    world.things["no-mail"] = {"pk": 999_999}
    own = Notification.objects.bell_of(people["owner"]).first()
    world.things["owners-notification"] = {"pk": own.pk}
    world.things["owners-watch"] = {"pk": people["owner"].watches.first().pk}
    on_guest = Subscription(world.rows["guest"], "digest", None, None)
    world.things["subscription"] = {"token": token_for(on_guest)}
    world.things["forged-subscription"] = {"token": FORGED}
    tickets = ContentType.objects.get_for_model(guest)
    about_hers = Subscription(world.rows["guest"], "requester", tickets, guest.pk)
    world.things["ticket-subscription"] = {"token": token_for(about_hers)}


def _fix(world: World, fixed: Topic) -> None:
    """Told to owner and colleague, and to a guest by mail."""
    press_me_too(fixed, by=world.people["colleague"])
    press_me_too(fixed, by=world.rows["guest"])
    with transaction.atomic():
        spread_fix(fixed, by=world.people["agent"])
    tell_some()
    token = _token(mint_fix_link(fixed, world.rows["guest"]))
    world.things["fix-link"] = {"token": token}
    world.things["forged-fix-link"] = {"token": FORGED}


def _proposal(world: World) -> None:
    """Of the owner's solved ticket, which she is asked about."""
    ticket, forum = world.rows["solved-ticket"], world.rows["forum"]
    words = {"title": "How?", "question": "How?", "answer": "Like this."}
    made = propose_topic(ticket, by=world.people["agent"], forum=forum, **words)
    world.things["proposal"] = {"pk": made.pk}
    token = _token(mint_proposal_link(ticket, world.people["owner"]))
    world.things["proposal-link"] = {"token": token}


def _settings(world: World) -> None:
    offer_language("de")
    world.things["german"] = {"code": "de", "language": "de"}
    announce("matrix", text="We are on it.")
    world.things["announcement"] = {"pk": Announcement.objects.get().pk}
    world.things["french"] = {"language": "fr"}
    admin, team = world.people["admin"], world.rows["team"]
    world.things["team"] = {"pk": team.pk}
    world.things["no-team"] = {"pk": 999_999}
    world.things["blocked"] = {"pk": _person("blocked", blocked_at=timezone.now()).pk}
    harbour, member = world.rows["harbour"], world.people["colleague"]
    world.things["organization"] = {"pk": harbour.pk, "person": member.pk}
    world.things["no-organization"] = {"pk": 999_999, "person": member.pk}
    invite_agent("nora.new@example.com", by=admin, team=team, roles=[])
    invitation = Invitation.objects.get()
    token = "invitation-token-of-the-matrix"
    Invitation.objects.update(token_hash=hash_of(token))
    spare = create_form(by=admin, title="Spare", slug="spare")
    for label in ("Room", "Floor"):
        add_field(spare, by=admin, label=label, kind="text")
    world.things["spare-form"] = {"slug": "spare"}
    world.things["spare-field"] = {"slug": "spare", "key": "floor"}
    world.things["no-field"] = {"slug": "spare", "key": "never_was"}
    world.things["invitation"] = {"pk": invitation.pk, "token": token}
    world.things["forged-invitation"] = {"pk": 999_999, "token": FORGED}
    hers, _secret = make_token(
        world.people["owner"], name="Shop", scopes=["tickets:read"], days=30
    )
    world.things["owners-token"] = {"pk": hers.pk}
    world.things["no-token"] = {"pk": 999_999}
    hook = Webhook.objects.create(url="https://hooks.example.com/", is_active=False)
    call = WebhookDelivery.objects.create(webhook=hook, state="failed")
    world.things["webhook"] = {"pk": hook.pk}
    world.things["webhook-call"] = {"pk": call.pk}
    world.things["webhooks-delivery"] = {"pk": hook.pk, "delivery": call.pk}
    world.things["no-webhook"] = {"pk": 999_999}
    world.things["forged-reset"] = {"uidb36": "1", "key": "forged-key"}
    world.things["topics-sitemap"] = {"section": "topics"}
    world.things["no-sitemap"] = {"section": "tickets"}


def _sign_in(world: World, name: str) -> None:
    client = Client()
    client.force_login(world.people[name], backend=BACKEND)
    # she has just typed her password, so that no page asks for it again
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    world.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
