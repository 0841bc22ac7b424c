"""What writers may rely on when their Markdown is shown."""

import pytest

from core.markdown import MAX_LENGTH, VERSION, TocEntry, plain_text, render, stored


def html(source: str) -> str:
    return str(render(source).html)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*a* **b** ***c***", "<em>a</em> <strong>b</strong> <em><strong>c</strong>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
        ("~~gone~~ about ~5", "<del>gone</del> about ~5"),
        ("**注意：**请", "<strong>注意：</strong>请"),
        ("`<b> & *x*`", "<code>&lt;b&gt; &amp; *x*</code>"),
        ("one  \ntwo\\\nthree", "one<br>\ntwo<br>\nthree"),
        (r"\*a\* &copy; &lt; a & b", "*a* © &lt; a &amp; b"),
        ("Press <kbd>Ctrl</kbd>", "Press <kbd>Ctrl</kbd>"),
        ("Replace <your-name>", "Replace &lt;your-name&gt;"),
        ("a < b > c", "a &lt; b &gt; c"),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        ("---", "<hr>"),
        ("Title\n=====", ">Title</h2>"),
        ("", ""),
        (" \n\t\n", ""),
    ],
)
def test_words_are_marked_up(source: str, expected: str) -> None:
    assert expected in html(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a](/b_c_d 'T')", '<a href="/b_c_d" title="T">a</a>'),
        ("[*a*](</b c>)", '<a href="/b%20c"><em>a</em></a>'),
        ("[Ref][] [x][ref]\n\n[ref]: /r", '<a href="/r">Ref</a> <a href="/r">x</a>'),
        ("[none] [x]", "<p>[none] [x]</p>"),
        ("<mailto:a@b.example>", 'href="mailto:a@b.example"'),
        ("<a@b.example>", '<a href="mailto:a@b.example">a@b.example</a>'),
        ("![*a*](b.png)", '<img alt="a" src="b.png" loading="lazy">'),
        ("[![a](b.png)](/c)", '<a href="/c"><img alt="a" src="b.png"'),
        ("[l](/u){.link-external}.", '<a href="/u">l</a>.'),
        ('[l](/u){: target="_blank" .x}', '<a href="/u">l</a></p>'),
        ("Use {.name} here", "<p>Use {.name} here</p>"),
    ],
)
def test_links_and_images(source: str, expected: str) -> None:
    assert expected in html(source)


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("(see https://a.example/b_c_d).", "https://a.example/b_c_d"),
        ("**https://a.example**", "https://a.example"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("见 https://a.example/x。", "https://a.example/x"),
        ("<https://a.example/?a=b&c>", "https://a.example/?a=b&amp;c"),
    ],
)
def test_a_bare_address_becomes_a_link(source: str, address: str) -> None:
    rel = 'rel="noopener nofollow ugc"'
    assert f'<a href="{address}" {rel}>{address}</a>' in html(source)


def test_nothing_else_is_guessed_to_be_a_link() -> None:
    assert "<a" not in html("www.a.example a@b.example @ada #12 ftp://a.example")


def test_an_address_in_the_text_of_a_link_is_words() -> None:
    assert (
        html("[https://a.example](/b)") == '<p><a href="/b">https://a.example</a></p>'
    )


def test_only_foreign_links_are_marked(settings) -> None:
    settings.SITE_URL = "https://help.example"
    shown = html("[a](https://help.example/kb/) [b](https://help.example.evil/)")
    assert '<a href="https://help.example/kb/">a</a>' in shown
    assert '<a href="https://help.example.evil/" rel="noopener nofollow ugc">' in shown
    assert "nofollow" in html(r"[a](</\evil.example>)")
    assert "nofollow" not in html("[a](/kb/) [b](#c) <d@e.example>")


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_lists_nest_by_any_indent(indent: int) -> None:
    space = " " * indent
    shown = html(
        f"1. a\n{space}- b\n{space}- c\n\n{space}  ```\n{space}  d\n{space}  ```"
    )
    if indent == 2:
        assert shown.startswith("<ol><li>a</li></ol><ul><li>")
    else:
        assert shown.startswith("<ol><li>a<ul><li>")
    assert "<code>d\n</code>" in shown


def test_a_list_is_loose_only_where_blank_lines_part_it() -> None:
    assert html("- a\n- b") == "<ul><li>a</li><li>b</li></ul>"
    assert html("- a\n\n- b") == "<ul><li><p>a</p></li><li><p>b</p></li></ul>"
    assert html("- a\n  - b\n\n- c").count("<p>") == 2


def test_an_ordered_list_keeps_its_first_number() -> None:
    assert html("3) a\n4) b") == '<ol start="3"><li>a</li><li>b</li></ol>'


def test_tasks_are_shown_but_cannot_be_ticked() -> None:
    shown = html("- [x] done\n- [ ] to do")
    assert '<li class="task task-done"><span class="task-box">☑</span> done' in shown
    assert '<li class="task"><span class="task-box">☐</span> to do' in shown
    assert "<input" not in shown


def test_a_table_scrolls_by_keyboard_and_keeps_its_alignment() -> None:
    shown = html("| a | b |\n|:--|--:|\n| `x` \\| y | 2 |\n| 3 |\n\nafter")
    assert shown.startswith('<div class="table-scroll" tabindex="0"><table>')
    assert '<td class="align-left"><code>x</code> | y</td>' in shown
    assert '<td class="align-right"></td></tr></tbody></table></div><p>after' in shown


def test_attribute_lists_of_other_dialects_are_not_shown() -> None:
    assert html("{.multi-col-list}\n\n- a") == "<ul><li>a</li></ul>"
    assert html("|a|\n|-|\n|b|\n{.table-regular}").count("<tr>") == 2
    assert html("## A {.b}\n\n`{.c}`") == '<h2 id="h-a">A</h2><p><code>{.c}</code></p>'


def test_a_link_without_words_is_left_out() -> None:
    assert html('a [](/b) <a name="c"></a>') == "<p>a  </p>"


def test_code_is_coloured_where_its_language_is_known() -> None:
    shown = html("```python\ndef f(): pass\n```")
    assert '<div class="highlight"><pre tabindex="0"><code><span class="k">def' in shown
    assert "<span" not in html("```klingon\ndef f(): pass\n```")


def test_code_keeps_its_tabs_and_blank_lines() -> None:
    assert "<code>a:\n\tb\n\n\n\tc\n</code>" in html("```\na:\n\tb\n\n\n\tc\n```")
    assert "<code>a\n\n  b\n</code>" in html("    a\n\n      b\n\n\nx")


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_an_alert_becomes_a_callout(kind: str) -> None:
    shown = html(f"> [!{kind.upper()}]\n> Mind *this*.")
    assert f'<div class="callout callout-{kind}"><p class="callout-title">' in shown
    assert "<p>Mind <em>this</em>.</p></div>" in shown


def test_a_bold_first_word_becomes_a_callout() -> None:
    shown = html("> **Note**\n> Mind this.")
    assert '<p class="callout-title">Note</p><p>Mind this.</p>' in shown
    shown = html("> **Warning:** hot")
    assert '<div class="callout callout-warning"><p><strong>Warning:' in shown
    assert html("> **Notes** of hers").startswith("<blockquote>")


def test_headings_leave_the_first_level_to_the_page() -> None:
    rendered = render("# A\n\n## B *c* `d`\n\n## B *c* `d`\n\n###### E")
    assert rendered.toc == (
        TocEntry(2, "h-a", "A"),
        TocEntry(3, "h-b-c-d", "B c d"),
        TocEntry(3, "h-b-c-d-2", "B c d"),
        TocEntry(6, "h-e", "E"),
    )
    assert '<h3 id="h-b-c-d-2">B <em>c</em> <code>d</code></h3>' in rendered.html
    assert render("## Top").toc[0].level == 2
    assert "<h1" not in html("<h1>x</h1>\n\n# y")


def test_heading_ids_are_unique_even_when_they_look_numbered() -> None:
    toc = render("## a\n## a-2\n## a\n## a\n## ?\n## {#a}").toc
    ids = [entry.id for entry in toc]
    assert len(set(ids)) == len(ids)


def test_links_within_the_source_find_the_prefixed_ids() -> None:
    shown = html("[x](#my-part) [y](#nowhere)\n\n## Some title {#my-part}")
    assert '<a href="#h-my-part">x</a> <a href="#nowhere">y</a>' in shown
    assert '<h2 id="h-my-part">Some title</h2>' in shown


def test_html_of_articles_passes_when_it_is_inert() -> None:
    shown = html(
        "<details><summary>More</summary>\n\nInner *text*\n\n</details>\n\n"
        '<div class="x" onclick="y()"><img src="a.png" width="30" height="20px">'
        '<table><tr><td style="color:red" rowspan="2">z</table></div>'
    )
    assert (
        "<details><summary>More</summary><p>Inner <em>text</em></p></details>" in shown
    )
    assert '<img src="a.png" width="30" loading="lazy">' in shown
    assert '<td rowspan="2">z</td>' in shown
    assert "style" not in shown
    assert 'class="x"' not in shown


def test_formatting_left_open_ends_with_its_paragraph() -> None:
    assert html("<b>a\n\nb") == "<p><b>a</b></p><p>b</p>"


def test_a_script_is_shown_as_code() -> None:
    shown = html("<script>x</script>\n\n*a*")
    assert "<pre" in shown
    assert "<script" not in shown
    assert plain_text(shown) == "<script>x</script>\n\na"


def test_a_source_that_is_too_long_is_shown_as_it_stands() -> None:
    assert render("a" * MAX_LENGTH).html.startswith("<p>")
    rendered = render("*a* <b>" * MAX_LENGTH)
    assert rendered.html.startswith('<pre tabindex="0">*a* &lt;b&gt;')
    assert rendered.toc == ()


def test_a_fault_of_the_renderer_loses_no_words(monkeypatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RecursionError

    monkeypatch.setattr("core.markdown.rendering._markdown", fail)
    assert render("*a* <b>").html == '<pre tabindex="0">*a* &lt;b&gt;</pre>'


def test_controls_and_lone_surrogates_do_not_reach_the_page() -> None:
    assert html("a\x02\x0b\x7fb\x00c\ud800d") == "<p>ab\ufffdc\ufffdd</p>"
    assert html("x\udc3cy\udd3cz") == "<p>x\ufffdy\ufffdz</p>"


def test_one_render_leaves_nothing_to_the_next() -> None:
    render("# A\n\n[r]: /r\n\n<details>")
    assert html("[r]") == "<p>[r]</p>"
    assert render("x").toc == ()


def test_the_version_is_kept_with_the_html() -> None:
    rendered = render("x")
    assert rendered.version == VERSION
    assert stored(str(rendered.html)) == rendered.html
