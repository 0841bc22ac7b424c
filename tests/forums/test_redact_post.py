"""The words of a post go for good; a mark stays."""

from activity.actions import now
from brand.models import Announcement
from composer.actions import save_draft
from composer.models import Draft
from forums.actions import add_post, edit_post, edit_topic, merge_topics, set_state
from forums.actions.fixes import say_still_broken
from forums.actions.redacting import redact_post, redact_title
from forums.actions.tickets import make_ticket
from forums.models import FixNotice, Incident, Post, PostRevision, Topic
from forums.quotes import quote
from notifications.actions import watch
from notifications.models import OutgoingEmail, Preference
from search.models import SearchDocument
from tickets.actions import merge_tickets, open_ticket
from tickets.models import Ticket, TicketMessage

CARD = "My number is 4929 1234 zebrafish"


def test_its_words_are_nowhere_any_more(topic, agent, customer, stranger, helper):
    watch(topic, person=helper)
    Preference.objects.create(
        person=helper, reason="follower", mail=Preference.Mail.INSTANT, bell=True
    )
    post = add_post(topic, by=stranger, body=CARD)
    edit_post(post, by=stranger, body=f"{CARD}, again")
    again = add_post(topic, by=customer, body=quote(post, CARD) + "\n\nBeware!")
    edit_post(again, by=customer, body=again.body + " Really.")
    begun = f"> {CARD}, again\n\nNo!"
    save_draft(topic, purpose="reply", by=customer, body=begun, beside={})
    assert OutgoingEmail.objects.filter(text__contains="zebrafish").exists()
    assert redact_post(post, by=agent)
    assert not redact_post(post, by=agent)
    for model, field in (
        (OutgoingEmail, "text"),
        (OutgoingEmail, "html"),
        (Post, "body"),
        (Post, "body_html"),
        (PostRevision, "body"),
        (PostRevision, "body_html"),
        (SearchDocument, "body"),
        (Draft, "body"),
    ):
        held = model.objects.filter(**{f"{field}__contains": "zebrafish"})
        assert not held.exists(), (model, field)
    assert Draft.objects.get().body.strip() == "No!"
    again.refresh_from_db()
    assert again.body.startswith(f"> [{stranger.public_name}]")
    assert again.body.endswith("Beware! Really.")
    waiting = OutgoingEmail.objects.filter(recipient=helper)
    assert set(waiting.values_list("state", flat=True)) == {"suppressed"}


def test_the_title_is_nowhere_any_more(make_topic, agent, stranger, helper, sign_in):
    forum = make_topic().forum
    watch(forum, person=helper)
    for mail in ("instant", "daily"):
        person = helper if mail == "instant" else stranger
        preference = {"reason": "follower", "mail": mail, "bell": True}
        Preference.objects.create(person=person, **preference)
    topic = make_topic("Zebrafish & Co", kind="problem")
    watch(topic, person=helper)
    watch(topic, person=stranger)
    add_post(topic, by=agent, body="Who?")
    edit_topic(topic, by=topic.author, title="About zebrafish", body="Me")
    set_state(topic, by=agent, state="fixed")
    assert OutgoingEmail.objects.filter(subject__contains="Zebrafish").count() > 2
    browser, place = sign_in(agent), f"{topic.get_absolute_url()}posts/1/redact/"
    assert "About zebrafish" in browser.get(place).text
    browser.post(place, {"title": "on"})
    for model, fields in (
        (OutgoingEmail, ("subject", "text", "html")),
        (PostRevision, ("title",)),
        (SearchDocument, ("title", "body")),
        (Topic, ("title", "slug")),
    ):
        assert "zebrafish" not in str(model.objects.values_list(*fields)).lower()
    opened, *_others, fixed = OutgoingEmail.objects.filter(recipient=helper)
    assert (opened.subject, opened.state) == (f"[{forum}] [redacted]", "pending")
    assert f"/topics/{topic.pk}-redacted/" in fixed.text
    assert topic.posts.get(number=1).body == "Me"


def test_the_title_is_in_nothing_that_was_made_of_it(
    make_topic, agent, stranger, sign_in
):
    topic, loser = make_topic("Zebrafish & Co"), make_topic("Zebrafish, too")
    merge_topics(loser, into=topic, by=agent)
    place = Incident.objects.create(topic=topic).get_absolute_url()
    browser = sign_in(agent)
    text = browser.get(place).context["banner"].initial["text"]
    browser.post(f"{place}put-up/", {"text": f"{text} Sorry!"})
    make_ticket(topic.posts.get(number=1), by=agent)
    say_still_broken(
        FixNotice.objects.create(topic=topic, person=stranger, told_at=now())
    )
    went = Ticket.objects.filter(subject="Zebrafish & Co")
    assert went.count() == 2
    other = {"requester": stranger, "by": stranger, "channel": Ticket.Channel.WEB}
    fish = open_ticket(subject="Fish", body="Swim.", **other)
    merge_tickets(went[0], into=fish, by=agent, tell=True)
    redact_title(topic, by=agent)
    for model, fields in (
        (Announcement, ("text", "link")),
        (Topic, ("title", "slug")),
        (Ticket, ("subject",)),
        (TicketMessage, ("body", "body_html")),
        (SearchDocument, ("title", "body")),
        (OutgoingEmail, ("subject", "text", "html")),
    ):
        held = str(model.objects.values_list(*fields)).lower()
        assert "zebrafish" not in held, model
    assert Announcement.objects.get().text.endswith(
        "“[redacted]” and are working on it. Sorry!"
    )


def test_the_page_names_who_quotes_it(topic, url, stranger, customer, agent, sign_in):
    add_post(topic, by=stranger, body=CARD)
    add_post(topic, by=customer, body="> [Sam](#post-2):\n> My number\n\nTake it away!")
    browser = sign_in(agent)
    page = browser.get(f"{url}posts/2/redact/").content.decode()
    assert f"#3 {customer.public_name}" in page
    assert browser.post(f"{url}posts/2/redact/").status_code == 422
    browser.post(f"{url}posts/2/redact/", {"text": "on"})
    shown = browser.get(url).content.decode()
    assert "zebrafish" not in shown
    assert "Staff took these words away." in shown
    assert sign_in(stranger).get(f"{url}posts/2/edit/").status_code == 403
