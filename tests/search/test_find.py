"""What is found, by whom and in which order; the same on either database."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.actions import (
    add_comment,
    hide_comment,
    publish_article,
    save_revision,
    unpublish_article,
)
from search.finding import find, segments, words_of

HOSTILE = [
    '"',
    "'",
    '"unbalanced mail',
    "mail OR",
    "AND mail",
    "NOT mail",
    "NEAR(",
    "NEAR(mail, 5)",
    "mail*",
    "*",
    "^mail",
    "title:mail",
    "mail & | ! <-> :*",
    "mail\\",
    "mail'; DROP TABLE search_searchdocument; --",
    "\x00mail",
    "\x02mail\x03",
    "%mail_",
    "💌 mail",
    "💌",
    "mail " * 2_000,
    "x" * 10_000,
    "ма́йл 同期 بريد",
    "()[]{}",
    "-",
    "\u202email",
    "ﬁﬂ İı ß",
]


def titles(text, viewer=None, **kwargs):
    found = find(text, viewer or AnonymousUser(), **kwargs)
    return [result.target.title for result in found]


def text_of(parts):
    return "".join(text for text, _ in parts)


def test_any_word_may_match(make_article):
    make_article("Sync", "Changes travel between devices.")
    make_article("Invoices", "Receipts and cards.")
    question = "why do my changes never arrive on the other phone?"
    assert titles(question) == ["Sync"]


def test_a_title_counts_more_than_the_text(make_article):
    make_article("Passwords", "A licence is mentioned here, a licence and a licence.")
    make_article("Your licence", "What to do with it.")
    assert titles("licence") == ["Your licence", "Passwords"]


def test_words_are_found_in_their_other_forms_and_without_accents(make_article):
    make_article("Activating devices", "The café.")
    assert titles("activate device") == ["Activating devices"]


def test_summary_and_tags_are_searched_too(make_article):
    make_article("Sync", summary="In a nutshell", tags=["conflict"])
    assert titles("nutshell") == ["Sync"]
    assert titles("conflict") == ["Sync"]


def test_a_summary_that_is_the_first_words_is_not_shown_twice(make_article):
    make_article("Sync", "Changes travel at once.", summary="Changes travel…")
    excerpt = text_of(find("changes", AnonymousUser())[0].excerpt)
    assert excerpt.count("Changes travel") == 1


def test_matches_are_marked_in_title_and_excerpt(make_article):
    make_article(
        "Lost mail", "Filler words. " * 60 + "The mail lies in the spam folder."
    )
    result = find("mail spam", AnonymousUser())[0]
    assert ("mail", True) in result.title
    assert ("mail", True) in result.excerpt
    assert ("spam", True) in result.excerpt
    assert len(text_of(result.excerpt)) < 600


def test_an_excerpt_is_shown_as_text(make_article, client):
    make_article("Tags", "Write `<script>alert(1)</script>` in the *template* field.")
    page = client.get("/search/", {"q": "template"}).text
    assert "<mark>template</mark>" in page
    assert "<script>alert" not in page


def test_drafts_are_found_by_writers_only(make_draft, customer, agent, writer):
    make_draft("Unfinished thoughts")
    assert titles("unfinished") == []
    assert titles("unfinished", customer) == []
    assert titles("unfinished", agent) == []
    assert titles("unfinished", writer) == ["Unfinished thoughts"]


def test_who_may_not_see_it_does_not_find_it(
    make_article, organization, colleague, stranger, agent
):
    make_article("For staff secret", audience="agents")
    make_article("For people secret", audience="signed_in")
    make_article(
        "For some secret", audience="organizations", organizations=[organization]
    )
    assert titles("secret") == []
    assert titles("secret", stranger) == ["For people secret"]
    assert set(titles("secret", colleague)) == {"For people secret", "For some secret"}
    assert len(titles("secret", agent)) == 3


def test_the_index_follows_changes(make_article, writer, reviewer):
    article = make_article("Old words")
    words = {"title": "Fresh phrase", "summary": "", "body": "Words."}
    save_revision(article, by=writer, base=1, **words)
    assert titles("fresh") == []
    publish_article(article, by=reviewer)
    assert titles("old") == []
    assert titles("fresh") == ["Fresh phrase"]
    unpublish_article(article, by=reviewer)
    assert titles("fresh") == []


def test_a_comment_is_found_as_its_article(make_article, customer, agent, client):
    article = make_article("Sync")
    comment = add_comment(article, by=customer, body="It failed with code zebra.")
    result = find("zebra", AnonymousUser())[0]
    assert result.thread_title == "Sync"
    assert result.url == comment.get_absolute_url()
    page = client.get("/search/", {"q": "zebra"}).text
    assert f'href="{comment.get_absolute_url()}">Sync</a>' in page
    hide_comment(comment, by=agent)
    assert find("zebra", AnonymousUser()) == []
    assert len(find("zebra", agent)) == 1


def test_an_article_and_its_comments_are_one_result(make_article, customer):
    article = make_article("Zebra", "zebra")
    for _ in range(3):
        add_comment(article, by=customer, body="zebra")
    results = find("zebra", AnonymousUser())
    assert [result.target for result in results] == [article]


def test_a_kind_keeps_to_it(make_article):
    make_article("Sync")
    assert titles("sync", kind="article") == ["Sync"]
    assert titles("sync", kind="topic") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_query_breaks_the_search(make_article, client, text):
    make_article("Lost mail", "The mail never came.")
    words = [word.strip("_") for word in words_of(text)]
    expected = ["Lost mail"] if "mail" in words else []
    assert titles(text) == expected
    if "\x00" not in text:
        assert client.get("/search/", {"q": text}).status_code == 200


def test_only_common_words_are_searched_when_there_are_no_others(make_article):
    make_article("How to do it", "This is how.")
    assert titles("how do I do it") == ["How to do it"]


def test_a_nul_in_the_address_is_refused(client, db):
    assert client.get("/search/?q=mail%00").status_code == 400


def test_nothing_asked_shows_the_empty_page(client, db):
    assert "What are you looking for?" in client.get("/search/").text
    assert "Nothing found" in client.get("/search/?q=qwertz").text
    assert client.get("/search/?q=x&kind=nonsense").status_code == 200


def test_as_many_queries_for_two_results_as_for_twenty(make_article, customer):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            found = find("licence", AnonymousUser())
        return len(captured), len(found)

    def add(number):
        article = make_article(f"Number {number}", "A licence.")
        other = make_article(f"Other {number}")
        add_comment(other, by=customer, body="No licence here?")
        return article

    add(0)
    find("licence", AnonymousUser())
    few, found_few = queries()
    for number in range(1, 11):
        add(number)
    many, found_many = queries()
    assert (found_few, found_many) == (2, 22)
    assert many == few


def test_marks_are_split_into_segments():
    assert segments("a \x02b\x03 c") == [("a ", False), ("b", True), (" c", False)]
    assert segments("\x02only") == [("only", False)]
    assert segments("") == []
