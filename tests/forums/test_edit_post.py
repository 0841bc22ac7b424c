from datetime import timedelta

from django.utils import timezone

from activity.models import Event
from forums.actions import (
    add_post,
    edit_post,
    edit_topic,
    hide_post,
    lock_topic,
)
from forums.history import versions_of
from forums.models import Post, Topic


def test_the_text_is_rendered_anew(topic, answer, helper):
    assert edit_post(answer, by=helper, body="Look *twice*.")
    assert "<em>twice</em>" in answer.body_html
    assert answer.edited_at is not None


def test_the_same_text_changes_nothing(answer, helper):
    assert not edit_post(answer, by=helper, body=answer.body)
    assert answer.edited_at is None
    assert not Event.objects.filter(verb="post.edited").exists()


def test_title_and_text_of_a_topic_are_one_event(topic, customer):
    body = topic.posts.get(number=1).body
    assert edit_topic(topic, by=customer, title="New name", body="New words")
    assert not edit_topic(topic, by=customer, title="New name", body="New words")
    assert edit_topic(topic, by=customer, title="New name", body=body)
    changes = [
        event.data["changed"] for event in Event.objects.filter(verb="topic.edited")
    ]
    assert changes == [["body", "title"], ["body"]]
    assert topic.slug == "new-name"


# the pages


def test_an_author_edits_her_post(topic, url, answer, helper, sign_in):
    browser = sign_in(helper)
    assert "spam folder" in browser.get(f"{url}posts/2/edit/").content.decode()
    done = browser.post(f"{url}posts/2/edit/", {"body": "Look again."})
    assert done.url == f"{url}#post-2"
    assert Post.objects.get(number=2).body == "Look again."


def test_the_eleventh_edit_of_a_minute_has_to_wait(topic, url, customer, sign_in):
    browser, words = sign_in(customer), {"title": "Mine", "body": "Words"}
    for place in [f"{url}edit/"] * 5 + [f"{url}posts/1/edit/"] * 5:
        assert browser.post(place, words, follow=True).status_code == 200
    late = browser.post(f"{url}edit/", words | {"body": "The eleventh"})
    assert late.status_code == 429
    assert "The eleventh" in late.content.decode()


def test_an_empty_text_is_refused(url, answer, helper, sign_in):
    assert sign_in(helper).post(f"{url}posts/2/edit/", {"body": ""}).status_code == 422


def test_others_do_not_edit_it_but_staff_does(url, answer, stranger, agent, sign_in):
    fields = {"body": "Mine now"}
    assert sign_in(stranger).post(f"{url}posts/2/edit/", fields).status_code == 403
    assert sign_in(agent).post(f"{url}posts/2/edit/", fields).status_code == 302


def test_a_week_later_an_author_edits_no_more(url, answer, helper, sign_in):
    Post.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert sign_in(helper).get(f"{url}posts/2/edit/").status_code == 403


def test_nothing_is_edited_in_a_locked_topic(topic, url, customer, agent, sign_in):
    lock_topic(topic, by=agent)
    assert sign_in(customer).get(f"{url}edit/").status_code == 403


def test_a_renamed_topic_leads_on_from_its_old_address(
    client, topic, url, customer, sign_in
):
    fields = {"title": "Mail is late", "body": "It came."}
    assert sign_in(customer).post(f"{url}edit/", fields).status_code == 302
    answer = client.get(f"{url}?page=2")
    assert answer.status_code == 301
    assert answer.url == f"/forums/topics/{topic.pk}-mail-is-late/?page=2"


def test_a_quote_is_offered_in_the_box(topic, url, answer, stranger, sign_in):
    html = sign_in(stranger).get(f"{url}?quote=2").content.decode()
    assert f"&gt; [Hal Helper]({answer.lasting_url}):" in html
    assert "&gt; Look into the spam folder." in html


def test_a_hidden_post_cannot_be_quoted(topic, url, answer, agent, sign_in):
    from forums.actions import hide_post

    hide_post(answer, by=agent, reason="spam")
    html = sign_in(agent).get(f"{url}?quote=2").content.decode()
    assert "&gt; [Hal Helper]" not in html


def test_a_post_of_another_topic_is_not_there(make_topic, answer, helper, sign_in):
    other = make_topic("Other", by=helper)
    add_post(other, by=helper, body="Second")
    add_post(other, by=helper, body="Third")
    url = f"{Topic.objects.first().get_absolute_url()}posts/3/edit/"
    assert sign_in(helper).get(url).status_code == 404


# what it said before


def test_every_version_is_kept_with_who_wrote_it(topic, customer, agent):
    edit_topic(topic, by=agent, title="Mail is late", body="It came.")
    opening = topic.posts.get(number=1)
    edit_post(opening, by=customer, body="It came at noon.")
    kept = [(each.number, each.title, each.by) for each in versions_of(opening)]
    first = "The authentication mail never arrived"
    assert kept == [
        (1, first, customer),
        (2, "Mail is late", agent),
        (3, "Mail is late", customer),
    ]


def test_any_two_versions_are_compared(client, url, answer, helper):
    edit_post(answer, by=helper, body="Look into the junk folder.")
    edit_post(answer, by=helper, body="Look there.")
    history = f"{url}posts/2/history/"
    assert history in client.get(url).content.decode()
    html = client.get(f"{history}?before=1&after=2").content.decode()
    assert "<mark>spam</mark>" in html
    assert "Look there." not in html
    assert "Look <mark>there</mark>." in client.get(history).content.decode()


def test_what_a_hidden_post_said_is_for_its_author_and_moderators(
    client, url, answer, helper, stranger, agent, sign_in
):
    edit_post(answer, by=helper, body="Look there.")
    hide_post(answer, by=agent, reason="private")
    pages = [client, *map(sign_in, (stranger, helper, agent))]
    found = [each.get(f"{url}posts/2/history/").status_code for each in pages]
    assert found == [404, 404, 200, 200]
