"""Of a mail's answer the quote at its end is folded away."""

import pytest

from core.markdown import render, split_quote


def parts(text):
    return split_quote(render(text).html)


def test_the_quote_at_the_end_goes_with_the_line_that_names_its_writer():
    new, quote = parts("It works.\n\nOn Monday, Maya wrote:\n\n> Use water.\n> > Deep")
    assert "It works." in new
    assert "wrote:" not in new
    assert "wrote:" in quote
    assert "Deep" in quote


def test_a_line_before_it_that_names_nobody_stays():
    new, quote = parts("See here:\n\n> Use water.")
    assert "See here:" in new
    assert quote.startswith("<blockquote")


@pytest.mark.parametrize(
    "text",
    ["No quote.", "> Use water.\n\nI did.", "> Nothing but a quote.", ""],
)
def test_what_is_answered_or_all_there_is_stays(text):
    html = render(text).html
    assert split_quote(html) == (html, "")


def test_nothing_is_lost_or_doubled():
    html = render("a\n\n> b\n\nc\n\n> d\n>\n> > e").html
    assert "".join(split_quote(html)) == html


def test_a_hostile_message_costs_no_more_than_its_length():
    html = "<blockquote>" * 5000 + "</blockquote>" * 5000
    assert split_quote("<p>" + "a:" * 9000 + "</p>" + html)[1] == html
