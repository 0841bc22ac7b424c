"""No source of 64 KB takes a second, whatever it was written to exhaust.

In the ring of faults, for the clock is right only where nothing runs beside.
"""

import random
import string
import time
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from core.markdown import MAX_LENGTH, render

pytestmark = pytest.mark.faults

Build = Callable[[int], str]

SECONDS = 1.0
REPEATED = [
    # Emphasis, brackets and links, among them cmark's pathological inputs.
    *("*a **a ", "*a_ ", "a**b", "a_", "***a***", "_a__b_", "**a *a ** a* ", "~~a~~"),
    *("![[]()", "[a](", "[a](b", "a](", "[[]", "[a]", "[a](b)", "![a](b)", "[a][b]"),
    *("[](<", '[](a "', "[a](\\(", "[^1]", "[a](b){.c}", "{.a", ")]*_`>~{", "[x"),
    *(
        "[a]: b\n",
        '[a]: b "\n',
        "[^1]: a\n",
        "*[a]: b\n",
        "[a]: <\n",
        "[a\n",
        "\\",
        "\\*",
    ),
    # Code.
    *("`a", "`` ` ", "```\n", "~~~\n", "```a\n```\n", "    a\n", "\ta\n"),
    *("```python\nx=1\n```\n", "```c\n\n\n```\n"),
    # HTML and entities.
    *("<", "<a ", '<a b="', "<a b ", "<!--", "<!-- -->", "<?", "<![CDATA[", "<!A "),
    *("</a", "</p>", "<b>", "<p>", "<ul><li>", "<table>", "<td>", "<kbd>a</kbd>"),
    *("<details>\n\n", '<b title="x">a</b>', "<img src=a>", "<a b=c>\n\n", "<i>a\n\n"),
    *("&amp;", "&a", "&#1;", "&#x"),
    # Addresses.
    *(
        "www.",
        "http://",
        "http://a ",
        "http://a)",
        "<http://a>",
        "a@b.c ",
        "<a@b.c>",
        "@",
    ),
    # Blocks.
    *(
        "> ",
        ">",
        "> a\n",
        ">>>>a\n\n",
        "- ",
        "- a\n",
        "-\n",
        "1. ",
        "1. a\n",
        "* *",
        "* * a\n",
    ),
    *(
        " - a\n  - b\n",
        "- a\n\n\n",
        "- [ ] a\n",
        "> [!NOTE]\n\n",
        "# ",
        "# a\n",
        "#\n\n",
    ),
    *(
        "a\n=\n",
        "a\n\n",
        "a\n",
        "a  \n",
        "\\\n",
        "|\n",
        "| a | b\n| - | -\n",
        "a|b\n-|-\n",
    ),
    # Characters.
    *(
        "\t",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\x00",
        "\x02",
        "\x0b",
        "\x85",
        "\u2028",
        "\ud800",
    ),
    *("é", "\U0001f600", "\u200b", "klzzwxh:0001", "\x02klzzwxh:0001\x03"),
]


def repeat(piece: str) -> Build:
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def around(before: str, piece: str, after: str, closing: str = "") -> Build:
    def build(length: int) -> str:
        count = length // (len(piece) + len(closing))
        return before + piece * count + after + closing * count

    return build


def numbered(piece: str, end: str) -> Build:
    return lambda length: (
        "".join(piece.format(i) for i in range(length // len(piece))) + end
    )


def backticks(length: int) -> str:
    return "".join("e" + "`" * count for count in range(int((2 * length) ** 0.5)))


def stairs(length: int) -> str:
    return "\n".join(" " * (2 * step) + "- a" for step in range(int(length**0.5)))


def halves(before: str, after: str) -> Build:
    return lambda length: repeat(before)(length // 2) + repeat(after)(length // 2)


# Tried at full size every time; the others only where a smaller size gives cause.
ALWAYS_FULL = [
    *(
        "*a **a ",
        "![[]()",
        "[",
        "[a](",
        "*a_ ",
        "`a",
        "<!--",
        "<a ",
        "&a",
        "> ",
        "- a\n",
    ),
    *(
        "a\n=\n",
        "a|b\n-|-\n",
        "- [ ] a\n",
        "a\n\n",
        "~",
        "@",
        ":",
        "www.",
        "\x00",
        "\u2028",
    ),
]

BUILDS: dict[str, Build] = {
    **{f"{piece!r} repeated": repeat(piece) for piece in ALWAYS_FULL},
    "backticks of growing lengths": backticks,
    "nested strong emphasis": around("", "*a **a ", "b", " a** a*"),
    "nested brackets": around("", "[", "a", "]"),
    "nested links": around("", "[", "a", "](b)"),
    "nested parentheses": around("[a](", "(", "", ")"),
    "nested quotations": around("", "> ", "a"),
    "nested items": stairs,
    "openers before closers": halves("*a ", "a_ "),
    "closers before openers": halves("a** ", "**a "),
    "many definitions": numbered("[a{}]: b\n", ""),
    "definitions before uses": halves("[a]: /b 'c'\n", "\n[a] "),
    "a long definition used often": around("[a]: " + "b" * 2000 + "\n\n", "[a] ", ""),
    "long labels": repeat("[" + "x" * 998 + "]"),
    "a wide table of short rows": around(
        "|" + "a|" * 99 + "\n|" + "-|" * 99 + "\n", "a\n", ""
    ),
    "a table too wide": halves("|a", "\n|-|-|-\n"),
    "many cells": around("a|b\n-|-\n", "a|b\n", ""),
    "deep items over many lines": repeat("- " * 19 + "a\n"),
    "deep items over blank lines": around("- " * 19 + "a\n", "\n", "b"),
    "deep items over lines of spaces": around("- " * 19 + "a\n", " \n", "b"),
    "deep items over code": around("- " * 19 + "a\n", " " * 42 + "a\n", ""),
    "deep quotations": repeat(">" * 19 + "a\n"),
    "deep tabs": repeat(">\t" * 10 + "a\n"),
    "formatting to reopen": numbered("<b title={}>", "\n\nx" * 9000),
    "headings of one name": numbered("# a-{}\n", "# a\n" * 900),
    "a long heading": around("# ", "# ", ""),
    "spaces before a line end": around("a", " ", "a\nb"),
    "an open comment": around("<!--\n", "a\n", ""),
    "an open code span": around("`", "a*", ""),
    "an open fence": around("```\n", "a\n", ""),
    "an open tag": around("<a ", "b=c ", ""),
    "an open list of attributes": around(")", "{.a ", ""),
    "an address before brackets": around("http://a", "(", "", ")"),
    "an address before full stops": around("http://a", ".", ""),
    "code in many lines of one language": repeat("```cpp\n" + "//\\\n" * 900 + "```\n"),
    "one word": repeat("a"),
}

spent: dict[str, float] = {}


def seconds(source: str) -> float:
    started = time.process_time()
    render(source)
    return time.process_time() - started


@pytest.mark.parametrize("name", BUILDS)
def test_a_hostile_source_takes_less_than_a_second(name: str, caplog) -> None:
    source = BUILDS[name](MAX_LENGTH)[:MAX_LENGTH]
    started = time.process_time()
    shown = render(source)
    spent[name] = time.process_time() - started
    assert spent[name] < SECONDS
    assert len(shown.html) < 20 * MAX_LENGTH, "a short source writes a long page"
    assert "did not render" not in caplog.text


def test_nothing_repeated_exhausts_the_renderer() -> None:
    marks = string.punctuation
    pieces = [mark + end for mark in marks for end in ("", " ", "a", "\n", "a\n")]
    pieces += ["".join(pair) for pair in combinations(marks, 2)] + REPEATED
    for piece in pieces:
        build = repeat(piece)
        # Four times the length takes four times as long, or sixteen if it is a
        # square; only what may be one is tried at full size.
        small, large = seconds(build(500)), seconds(build(2_000))
        if large > SECONDS / 64 or (large > SECONDS / 512 and large / small > 6):
            spent[repr(piece)] = seconds(build(MAX_LENGTH))
            assert spent[repr(piece)] < SECONDS, piece


def mixtures() -> Iterator[str]:
    """Repeatable random mixtures: of everything, and of few pieces often repeated."""
    chance = random.Random(20)
    pieces = [*REPEATED, *string.punctuation, "\n", "\n\n", "  ", "    "]
    for _ in range(3):
        some = chance.sample(pieces, 4)
        for chosen in (pieces, some, list(string.punctuation + " \na")):
            yield "".join(chance.choices(chosen, k=MAX_LENGTH))[:MAX_LENGTH]


def test_no_mixture_exhausts_the_renderer(caplog) -> None:
    for number, source in enumerate(mixtures()):
        spent[f"mixture {number}"] = seconds(source)
        assert spent[f"mixture {number}"] < SECONDS, source[:200]
    assert "did not render" not in caplog.text


def test_report_the_slowest() -> None:
    slowest = sorted(spent.items(), key=lambda item: -item[1])[:5]
    print("\nslowest hostile sources, seconds of CPU:", slowest)
    assert all(taken < SECONDS for _name, taken in slowest)
