"""Where our Markdown differs from CommonMark's own examples, and why.

`commonmark_differences.json` names each example that differs under one reason. One that
begins to differ, or no longer does, fails here.
"""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from justhtml import JustHTML

from core.markdown import render
from tests.corpora import commonmark

DIFFERENCES = Path(__file__).with_name("commonmark_differences.json")
MAX_REASONS = 12
# what we put on elements, and no source can
ADDED = {"id", "rel", "tabindex", "loading"}
BLOCKS = set(
    "blockquote div h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr"
    " ul".split()
)


def test_each_difference_from_commonmark_has_its_reason():
    reasons = json.loads(DIFFERENCES.read_text())
    assert len(reasons) <= MAX_REASONS
    for reason, known in reasons.items():
        assert known["count"] == len(known["examples"]), reason
    named = sorted(chain.from_iterable(known["examples"] for known in reasons.values()))
    examples = commonmark()
    assert len(examples) == 652
    assert [each["example"] for each in examples if differs(each)] == named


def differs(example: dict[str, Any]) -> bool:
    shown = render(example["markdown"]).html
    return read(shown) != read(example["html"])


def read(html: str) -> list[tuple]:
    """Tags and texts in turn, as a browser sees them."""
    read: list[tuple] = []
    for token in tokens(JustHTML(html, fragment=True, sanitize=False).root):
        if token[0] == "text" and read and read[-1][0] == "text":
            read[-1] = ("text", read[-1][1] + token[1])
        else:
            read.append(token)
    return [token for token in without_space(read) if token != ("text", "")]


def tokens(node: Any) -> Iterator[tuple]:
    for child in node.children or ():
        if child.name == "#text":
            yield "text", child.data
        elif child.name[0] in "#!":
            yield "comment", child.name
        else:
            kept = {(key, value or "") for key, value in child.attrs.items()}
            yield "open", child.name, {pair for pair in kept if pair[0] not in ADDED}
            yield from tokens(child)
            yield "close", child.name


def without_space(read: list[tuple]) -> Iterator[tuple]:
    """Nobody sees the space between blocks; in code it counts."""
    edge, in_code = ("edge",), False
    around = zip([edge, *read], read, [*read[1:], edge], strict=False)
    for before, token, after in around:
        if token[0] != "text" and token[1] == "pre":
            in_code = token[0] == "open"
        if token[0] == "text" and not in_code:
            text = token[1].lstrip() if is_edge(before) else token[1]
            yield "text", text.rstrip() if is_edge(after) else text
        else:
            yield token


def is_edge(token: tuple) -> bool:
    return token[0] == "edge" or (token[0] != "text" and token[1] in BLOCKS)
