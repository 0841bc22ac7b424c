"""What happens on the stage: run by the launcher, in processes of their own."""

import json

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts.models import User
from notifications.models import OutgoingEmail
from tests.faults.stage import HEARERS
from tickets.actions import add_cc, open_ticket, reply_to_ticket
from tickets.models import Ticket


def build():
    """An agent with a session, and a ticket that three customers take part in."""
    agent = _person("agent@example.com", is_agent=True, is_admin=True)
    maya, *others = (_person(email) for email in HEARERS)
    ticket = open_ticket(
        requester=maya,
        subject="No mail",
        body="It never came",
        channel="phone",
        by=agent,
    )
    for other in others:
        add_cc(ticket, person=other, can_reply=True, by=agent)
    OutgoingEmail.objects.all().delete()
    scene = {"ticket": ticket.pk, "session": _session(agent)}
    (settings.DATA_DIR / "scene.json").write_text(json.dumps(scene))


def reply(count="1"):
    """The agent answers, so that all three have mail."""
    agent = User.objects.get(email="agent@example.com")
    for number in range(int(count)):
        reply_to_ticket(Ticket.objects.get(), by=agent, body=f"Answer {number}")


def _person(email, **fields):
    return User.objects.create_user(
        email,
        display_name=email.partition("@")[0].title(),
        verified_at=timezone.now(),
        **fields,
    )


def _session(person):
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key
