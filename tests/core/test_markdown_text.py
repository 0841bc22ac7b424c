"""Rendered HTML read as words."""

import time

import pytest

from core.markdown import excerpt, plain_text, render, text_with_links


def test_blocks_become_lines() -> None:
    shown = render("# A *b*\n\nc  \nd\n\n- e\n- f &lt;\n\n|g|h|\n|-|-|\n|i|j|").html
    lines = plain_text(shown).split("\n")
    assert [line for line in lines if line] == [
        "A b",
        "c",
        "d",
        "- e",
        "- f <",
        "g h",
        "i j",
    ]


def test_what_is_not_read_is_left_out() -> None:
    text = plain_text(
        'a<style>b</style><!-- c <i> --><script>d<b></script><img alt="x">e'
    )
    assert text == "axe"


def test_a_picture_reads_as_its_words() -> None:
    assert plain_text('<p>a <img src="x" alt="b &amp; c"></p>') == "a b & c"


def test_text_mail_keeps_the_addresses() -> None:
    shown = render("[here](https://a.example/?a&b) https://b.example").html
    assert text_with_links(shown) == "here <https://a.example/?a&b> https://b.example"


def test_an_excerpt_ends_at_a_word() -> None:
    shown = render("One two three\n\nfour five").html
    assert excerpt(shown, 100) == "One two three four five"
    assert excerpt(shown, 12) == "One two…"
    assert len(excerpt("<p>" + "x" * 500, 50)) == 50


def test_an_excerpt_is_not_cut_within_a_tag() -> None:
    assert "href" not in excerpt("<p>a</p>" * 250 + f'<a href="{"b" * 900}">c</a>', 1)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<script>", "</", "&", '<a href="', "\n \n"]
)
def test_reading_is_linear(piece: str) -> None:
    started = time.process_time()
    for read in (plain_text, text_with_links):
        read(piece * (300_000 // len(piece)))
    assert time.process_time() - started < 2
