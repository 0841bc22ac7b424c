"""What a topic is about, in words that others share."""

from accounts.models import TrustLevel, User
from activity.models import Event


def names(topic):
    return set(topic.tags.values_list("name", flat=True))


def test_its_author_tags_a_topic(customer, sign_in, client, topic, url):
    sign_in(customer).post(f"{url}tags/", {"tags": "Mac, sync , mac"})
    assert names(topic) == {"mac", "sync"}
    assert Event.objects.get(verb="topic.tagged").data["added"] == ["mac", "sync"]
    for tag in topic.tags.all():
        assert tag.get_absolute_url() in client.get(url).content.decode()
    sign_in(customer).post(f"{url}tags/", {"tags": "sync,mac"})
    assert Event.objects.filter(verb="topic.tagged").count() == 1


def test_whoever_has_been_here_for_long_tags_any(stranger, sign_in, topic, url):
    assert sign_in(stranger).get(f"{url}tags/").status_code == 403
    User.objects.filter(pk=stranger.pk).update(trust_level=TrustLevel.REGULAR)
    sign_in(stranger).post(f"{url}tags/", {"tags": "mac"})
    assert names(topic) == {"mac"}


def test_a_tag_has_no_twin_that_looks_the_same(customer, sign_in, topic, url):
    twins = "mac, ＭＡＣ, m\u200bac, m\u00adac, ma\u0063"
    sign_in(customer).post(f"{url}tags/", {"tags": twins})
    assert names(topic) == {"mac"}


def test_a_tag_may_hold_a_comma_of_another_width(customer, sign_in, client, topic, url):
    sign_in(customer).post(f"{url}tags/", {"tags": "red，blue, 5 a"})
    assert names(topic) == {"red,blue", "5 a"}
    for place in (url, topic.forum.get_absolute_url()):
        shown = client.get(place).text
        assert "red,blue" in shown
        assert "5 a" in shown


def test_endless_tags_are_refused(customer, sign_in, topic, url):
    answer = sign_in(customer).post(f"{url}tags/", {"tags": "x" * 301})
    assert answer.status_code == 422


def test_tags_are_said_while_starting(forum, customer, sign_in, client, make_topic):
    make_topic("Another")
    given = {"title": "Where is my key?", "body": "Gone.", "kind": "question"}
    new = f"{forum.get_absolute_url()}new/"
    sign_in(customer).post(new, given | {"tags": "Keys, , sea port"})
    page = client.get(forum.get_absolute_url(), {"tag": "keys"})
    assert [each.title for each in page.context["page"]] == ["Where is my key?"]
    assert "sea port" in page.content.decode()
