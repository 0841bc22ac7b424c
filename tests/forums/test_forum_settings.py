"""How an administrator arranges the forums."""

import pytest
from django.db import IntegrityError, transaction

from activity.models import Event
from forums.actions import change_forum, delete_forum, hide_post, raise_forum
from forums.models import Forum, ForumGroup

LIST = "/desk/settings/forums/"
FIELDS = {
    "title": "Harbour café",
    "slug": "harbour-cafe",
    "description": "Conversation",
    "icon": "coffee",
    "kinds": ["discussion"],
    "audience": "signed_in",
    "approval": "newcomers",
}


def test_a_new_forum_stands_last(forum, admin, sign_in):
    assert sign_in(admin).post(f"{LIST}new/", FIELDS).url == LIST
    last = Forum.objects.last()
    assert (last.slug, last.kinds, last.audience) == (
        "harbour-cafe",
        ["discussion"],
        "signed_in",
    )
    assert last.position > forum.position


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "topics"},
        {"slug": "articles"},
        {"slug": "new"},
        {"slug": "feeds"},
        {"slug": "two words"},
        {"slug": "sign-in-and-licence"},
        {"title": ""},
        {"archive_days": "0"},
        {"kinds": []},
        {"kinds": ["rumour"]},
        {"audience": "nobody"},
        {"icon": "no-such-icon"},
        {"icon": "../key"},
    ],
)
def test_what_cannot_be_is_shown_again(forum, admin, sign_in, wrong):
    answer = sign_in(admin).post(f"{LIST}new/", FIELDS | wrong)
    assert answer.status_code == 422
    assert "Conversation" in answer.content.decode()
    assert Forum.objects.count() == 1


def test_an_address_is_refused_in_plain_words(admin, sign_in, db):
    for page in (LIST, "/desk/articles/snippets/"):
        fields = FIELDS | {"slug": "two words", "name": "two words"}
        answer = sign_in(admin).post(f"{page}new/", fields).content.decode()
        assert "Only small letters, digits and hyphens." in answer
        assert "slug”" not in answer


def test_the_database_refuses_a_reserved_slug(forum):
    with pytest.raises(IntegrityError), transaction.atomic():
        Forum.objects.update(slug="topics")


def test_a_forum_is_changed(forum, admin, sign_in):
    sign_in(admin).post(f"{LIST}{forum.slug}/", FIELDS)
    forum.refresh_from_db()
    assert (forum.title, forum.slug) == ("Harbour café", "harbour-cafe")
    event = Event.objects.filter(verb="forum.changed").latest("pk")
    assert "title" in event.data["changed"]


def test_the_kind_that_stood_first_stays_first(make_forum, admin, sign_in):
    forum = make_forum("Mixed", kinds=["problem", "question"])
    fields = FIELDS | {"kinds": ["question", "idea", "problem"]}
    sign_in(admin).post(f"{LIST}mixed/", fields)
    forum.refresh_from_db()
    assert forum.kinds == ["problem", "question", "idea"]


def test_the_same_again_changes_nothing(forum, admin):
    assert not change_forum(forum, by=admin, title=forum.title)


def test_a_forum_goes_up_one_place(forum, ideas, admin, sign_in):
    sign_in(admin).post(f"{LIST}ideas/raise/")
    assert [row.slug for row in Forum.objects.all()] == ["ideas", "sign-in-and-licence"]
    assert not raise_forum(ideas, by=admin)


def test_an_empty_forum_goes(ideas, admin, sign_in):
    assert sign_in(admin).post(f"{LIST}ideas/delete/").url == LIST
    assert not Forum.objects.exists()


def test_a_forum_with_topics_stays_even_hidden_ones(topic, forum, admin, sign_in):
    hide_post(topic.posts.get(number=1), by=admin, reason="spam")
    assert not delete_forum(forum, by=admin)
    answer = sign_in(admin).post(f"{LIST}{forum.slug}/delete/", follow=True)
    assert "holds topics" in answer.content.decode()


def test_the_list_shows_each_forum(forum, ideas, admin, sign_in):
    html = sign_in(admin).get(LIST).content.decode()
    assert "Sign-in and licence" in html
    assert f"{LIST}ideas/raise/" in html


def test_forums_stand_in_groups(forum, ideas, admin, sign_in, client):
    browser = sign_in(admin)
    for title in ("Products", "Wishes"):
        assert browser.post(f"{LIST}groups/new/", {"title": title}).url == LIST
    products, wishes = ForumGroup.objects.all()
    changed = {"slug": "ideas", "audience": "everyone", "group": wishes.pk}
    browser.post(f"{LIST}ideas/", FIELDS | changed)
    html = client.get("/forums/").content.decode()
    assert html.index("Sign-in and licence") < html.index("Wishes</h2>")
    assert "Products</h2>" not in html
    browser.post(f"{LIST}groups/{wishes.pk}/raise/")
    assert list(ForumGroup.objects.all()) == [wishes, products]
    browser.post(f"{LIST}groups/{products.pk}/", {"title": "Old ones"})
    assert "Old ones" in browser.get(LIST).content.decode()
    for group in (wishes, products):
        browser.post(f"{LIST}groups/{group.pk}/delete/")
    assert list(ForumGroup.objects.all()) == [wishes]


def test_a_forum_of_chosen_people(organization, colleague, helper, admin, sign_in):
    chosen = {"audience": "organizations", "helpers": [helper.pk]}
    browser = sign_in(admin)
    answer = browser.post(f"{LIST}new/", FIELDS | chosen)
    assert "Choose at least one organisation." in answer.content.decode()
    chosen |= {"organizations": [organization.pk], "answer_hours": 8}
    browser.post(f"{LIST}new/", FIELDS | chosen)
    forum = Forum.objects.visible_to(colleague).get()
    assert (forum.answer_hours, forum.archive_days) == (8, None)
    assert list(forum.helpers.all()) == [helper]
