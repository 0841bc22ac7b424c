"""The words of a post go for good; a mark stays."""

from composer.actions import save_draft
from composer.models import Draft
from forums.actions import add_post, edit_post
from forums.actions.redacting import redact_post
from forums.models import PostRevision
from notifications.actions import watch
from notifications.models import OutgoingEmail, Preference
from search.models import SearchDocument

CARD = "My number is 4929 1234 zebrafish"


def test_its_words_are_nowhere_any_more(topic, agent, customer, stranger, helper):
    watch(topic, person=helper)
    Preference.objects.create(
        person=helper, reason="follower", mail=Preference.Mail.INSTANT, bell=True
    )
    post = add_post(topic, by=stranger, body=CARD)
    edit_post(post, by=stranger, body=f"{CARD}, again")
    begun = f"> {CARD}, again\n\nNo!"
    save_draft(topic, purpose="reply", by=customer, body=begun, beside={})
    assert OutgoingEmail.objects.filter(text__contains="zebrafish").exists()
    assert redact_post(post, by=agent)
    assert not redact_post(post, by=agent)
    for model, field in (
        (OutgoingEmail, "text"),
        (OutgoingEmail, "html"),
        (PostRevision, "body"),
        (PostRevision, "body_html"),
        (SearchDocument, "body"),
        (Draft, "body"),
    ):
        held = model.objects.filter(**{f"{field}__contains": "zebrafish"})
        assert not held.exists(), (model, field)
    assert Draft.objects.get().body.strip() == "No!"
    waiting = OutgoingEmail.objects.filter(recipient=helper)
    assert set(waiting.values_list("state", flat=True)) == {"suppressed"}


def test_the_page_names_who_quotes_it(topic, url, stranger, customer, agent, sign_in):
    add_post(topic, by=stranger, body=CARD)
    add_post(topic, by=customer, body="> [Sam](#post-2):\n> My number\n\nTake it away!")
    browser = sign_in(agent)
    page = browser.get(f"{url}posts/2/redact/").content.decode()
    assert f"#3 {customer.public_name}" in page
    browser.post(f"{url}posts/2/redact/")
    shown = browser.get(url).content.decode()
    assert "zebrafish" not in shown
    assert "Staff took these words away." in shown
    assert sign_in(stranger).get(f"{url}posts/2/edit/").status_code == 403
