import json
from uuid import uuid4

from activity.models import Event
from kb.actions import draft_article
from kb.models import Article
from notifications.models import Webhook, WebhookDelivery
from notifications.webhooks import body


def test_a_draft_is_the_writers_and_rendered(category, writer):
    article = draft_article(
        by=writer,
        category=category,
        title="How sync works",
        body="## Changes\n\nThey *travel*.",
        tags=["Sync", "devices ", ""],
    )
    assert article.state == Article.State.DRAFT
    assert article.owner == writer
    assert article.slug == "how-sync-works"
    assert "<em>travel</em>" in article.body_html
    assert article.toc[0]["title"] == "Changes"
    assert sorted(tag.name for tag in article.tags.all()) == ["devices", "sync"]
    event = Event.objects.about(article).get()
    assert (event.verb, event.actor, event.audience) == (
        "article.drafted",
        writer,
        "staff",
    )


def test_each_new_article_stands_last_in_its_category(make_draft, make_category):
    first, second = make_draft("One"), make_draft("Two")
    assert (first.position, second.position) == (0, 1)
    assert make_draft("Three", category=make_category("Mobile")).position == 0


def test_a_title_without_latin_letters_has_an_address_all_the_same(make_draft):
    assert make_draft("同期の仕組み").slug == "article"


def test_a_writer_drafts_on_the_desk(sign_in, writer, category):
    response = sign_in(writer).post(
        "/desk/articles/new/",
        {"title": "  New   devices ", "category": category.pk, "body": "Do *this*."},
    )
    article = Article.objects.get()
    assert response.url == f"/desk/articles/{article.pk}/"
    assert article.title == "New devices"
    assert article.audience == "everyone"


def test_a_second_click_drafts_no_second_article(sign_in, writer, category):
    client, window = sign_in(writer), str(uuid4())
    fields = {"title": "A", "category": category.pk, "body": "x", "window": window}
    for title in ("A", "A", "B"):
        response = client.post("/desk/articles/new/", fields | {"title": title})
        assert response.status_code == 302
    assert sorted(Article.objects.values_list("title", flat=True)) == ["A", "B"]


def test_a_form_that_did_not_pass_is_shown_filled(sign_in, writer, category):
    response = sign_in(writer).post(
        "/desk/articles/new/", {"title": "", "category": category.pk, "body": "Kept."}
    )
    assert response.status_code == 422
    assert "Kept." in response.text
    assert not Article.objects.exists()


def test_chosen_organisations_have_to_be_chosen(sign_in, writer, category):
    response = sign_in(writer).post(
        "/desk/articles/new/",
        {
            "title": "For some",
            "category": category.pk,
            "body": "x",
            "audience": "organizations",
        },
    )
    assert response.status_code == 422
    assert "Choose at least one organisation" in response.text


def test_an_agent_who_does_not_write_may_not_draft(sign_in, agent, category):
    client = sign_in(agent)
    assert client.get("/desk/articles/new/").status_code == 403
    response = client.post(
        "/desk/articles/new/", {"title": "x", "category": category.pk, "body": "x"}
    )
    assert response.status_code == 403
    assert not Article.objects.exists()


def test_customers_may_not_come_to_the_desk(sign_in, customer, client):
    assert sign_in(customer).get("/desk/articles/").status_code == 403
    assert client.get("/desk/articles/").status_code == 302


def test_a_webhook_is_led_there_without_the_title(make_draft):
    Webhook.objects.create(url="https://hooks.example.com/in", includes_private=True)
    made = make_draft("Zebrafish leave us")
    call = body(WebhookDelivery.objects.latest("pk"))
    assert json.loads(call)["url"].endswith(f"/articles/{made.pk}/")
    assert b"zebrafish" not in call
