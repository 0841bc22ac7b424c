"""Asking step by step: title, what stands here already, the rest."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forums.actions import accept_answer, start_topic
from forums.models import Topic
from kb.actions import create_category, draft_article, publish_article
from search.models import Reading

ASK = "/forums/topics/ask/"
SIMILAR = "/forums/topics/ask/similar/"
HTMX = {"headers": {"HX-Request": "true"}}
TITLE = "The authentication mail did not arrive"
PLACE = "sign-in-and-licence:question"
QUESTION = {"title": TITLE, "body": "Since noon.", "where": PLACE}


@pytest.fixture
def article(admin, writer, reviewer):
    shelf = create_category(by=admin, title="Mail", slug="mail")
    made = draft_article(by=writer, category=shelf, title="No mail", body="Arrive.")
    publish_article(made, by=reviewer)
    return made


def test_it_begins_with_the_title_alone(client, forum):
    page = client.get(ASK).content.decode()
    assert 'name="title"' in page
    assert 'name="body"' not in page
    assert f'hx-get="{SIMILAR}"' in page
    for place in ("/", "/forums/", forum.get_absolute_url()):
        assert ASK in client.get(place).content.decode()


def test_what_is_alike_is_a_step_of_its_own(stranger, sign_in, topic, article):
    page = sign_in(stranger).post(ASK, {"title": TITLE, "step": "look"})
    html = page.content.decode()
    assert article.get_absolute_url() in html
    assert 'data-status="open"' in html
    assert f'formaction="{topic.get_absolute_url()}me-too/"' in html
    assert "None of these helps: go on" in html
    assert page.status_code == 200


def test_where_nothing_is_alike_it_is_left_out(client, forum):
    page = client.post(ASK, {"title": "Zebra crossing", "step": "look"})
    assert 'name="body"' in page.content.decode()


def test_what_showed_while_she_typed_is_not_shown_again(client, topic):
    shown = client.get(SIMILAR, {"title": TITLE}, **HTMX).content.decode()
    assert 'name="looked" value="1"' in shown
    page = client.post(ASK, {"title": TITLE, "step": "look", "looked": "1"})
    assert 'name="body"' in page.content.decode()


def test_a_title_that_is_none_is_asked_again(client, forum):
    assert client.post(ASK, {"title": " ", "step": "look"}).status_code == 422


def test_what_is_alike_shows_while_the_title_is_typed(
    client, customer, stranger, sign_in, topic
):
    words = {"title": "authentication mail"}
    press = f'formaction="{topic.get_absolute_url()}me-too/"'
    page = sign_in(stranger).get(SIMILAR, words, **HTMX)
    assert press in page.content.decode()
    assert page["Cache-Control"] == "private, max-age=60"
    own = sign_in(customer).get(SIMILAR, words, **HTMX).content.decode()
    assert topic.title in own
    assert press not in own
    visitors = client.get(SIMILAR, words, **HTMX).content.decode()
    assert f'href="{topic.get_absolute_url()}#me-too"' in visitors
    assert client.get(SIMILAR, words).url == ASK


def test_a_title_that_no_database_takes_is_no_fault(client, topic):
    for title in ("no\0mail", '%"*" AND (\' OR 1=1 --'):
        looked = client.get(SIMILAR, {"title": title}, **HTMX)
        assert looked.status_code in (200, 400)
        for step in ("title", "look", "write", ""):
            fields = {"title": title, "step": step, "forum": title[:2]}
            assert client.post(ASK, fields).status_code < 500


def test_nobody_has_a_solved_question_too(stranger, sign_in, topic, answer, customer):
    accept_answer(answer, by=customer)
    page = sign_in(stranger).get(SIMILAR, {"title": TITLE}, **HTMX).content.decode()
    assert 'data-status="solved"' in page
    assert "me-too/" not in page


def test_it_is_posted_where_it_belongs(customer, sign_in, forum, topic, article):
    trail = f"kb.article:{article.pk} forums.topic:{topic.pk}"
    answer = sign_in(customer).post(ASK, QUESTION | {"read": trail})
    asked = Topic.objects.get(title=TITLE)
    assert answer.url == asked.get_absolute_url()
    assert (asked.forum, asked.kind, asked.author) == (forum, "question", customer)
    assert Reading.objects.before(asked).count() == 2


@pytest.mark.parametrize(
    "fields", [{"where": ""}, {"where": "news:announcement"}, {"body": ""}]
)
def test_what_is_missing_is_told_and_the_words_kept(
    customer, sign_in, forum, make_forum, fields
):
    make_forum("News", kinds=["announcement"])
    answer = sign_in(customer).post(ASK, QUESTION | fields)
    assert answer.status_code == 422
    assert TITLE in answer.content.decode()
    assert not Topic.objects.exists()


def test_it_begins_in_the_forum_she_came_from(client, forum, ideas):
    first = client.get(f"{ASK}?forum=ideas").content.decode()
    assert '<input type="hidden" name="forum" value="ideas">' in first
    page = client.post(ASK, {"title": "Zebra", "step": "look", "forum": "ideas"})
    assert 'value="ideas:idea" selected' in page.content.decode()


def test_who_she_is_is_asked_when_she_posts(client, customer, forum):
    assert client.post(ASK, QUESTION).url.startswith(f"/accounts/login/?next={ASK}")
    client.force_login(customer, "allauth.account.auth_backends.AuthenticationBackend")
    html = client.get(ASK).content.decode()
    assert f'value="{TITLE}"' in html
    assert "Since noon." in html
    assert f'value="{PLACE}" selected' in html


def test_words_and_files_go_over_to_a_ticket_and_back(client, forum):
    private = client.post("/tickets/new/", QUESTION | {"switch": "1"})
    html = private.content.decode()
    assert private.status_code == 200
    assert f'value="{TITLE}"' in html
    assert "Since noon." in html
    assert f'formaction="{ASK}"' in html
    fields = {
        "subject": TITLE,
        "body": "Since noon.",
        "where": PLACE,
        "email": "nora@example.com",
        "attachments": SimpleUploadedFile("log.txt", b"no mail"),
        "step": "title",
    }
    page = client.post(ASK, fields).content.decode()
    assert f'value="{TITLE}"' in page
    for name in ("body", "where", "email", "attachments-kept"):
        assert f'<input type="hidden" name="{name}"' in page


def test_a_forum_shows_what_is_alike_under_its_title(client, forum):
    page = client.get("/forums/sign-in-and-licence/new/").content.decode()
    assert f'hx-get="{SIMILAR}"' in page
    assert 'id="press-me-too"' in page


def test_helpers_see_what_was_read_before_asking(
    forum, customer, helper, stranger, sign_in, article, topic
):
    asked = start_topic(
        forum, by=customer, kind="question", title="Why?", body="So.", read=[article]
    )
    url = asked.get_absolute_url()
    assert article.title in sign_in(helper).get(url).content.decode()
    assert article.title not in sign_in(stranger).get(url).content.decode()
