"""Real articles keep the lists, code and tables that CommonMark gives them."""

import os
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from justhtml import JustHTML
from markdown_it import MarkdownIt

from core.markdown import render

SHARED_DATA = Path(
    os.environ.get("SHARED_DATA")
    or Path(__file__).resolve().parents[3] / "shared" / "data"
)
STRUCTURE = {"ol", "ul", "li", "pre", "table", "tr", "td", "th"}

Tree = tuple[str, Any]


def structure(html: str) -> tuple[Tree, ...]:
    return _trees(JustHTML(html, fragment=True, sanitize=False).root)


def _trees(node: Any) -> tuple[Tree, ...]:
    found: list[Tree] = []
    for child in node.children or ():
        below = _trees(child) if hasattr(child, "children") else ()
        found += [(child.name, below)] if child.name in STRUCTURE else below
    return tuple(found)


@pytest.fixture(scope="module")
def reference() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def test_real_articles_have_the_structure_of_commonmark(
    reference: MarkdownIt,
) -> None:
    paths = sorted((SHARED_DATA / "help-centre").glob("**/*.md"))
    assert paths, f"no articles under {SHARED_DATA}; set SHARED_DATA"
    sources = {path: frontmatter.load(str(path)).content for path in paths}
    different = [
        path.name
        for path, source in sources.items()
        if structure(render(source).html) != structure(reference.render(source))
    ]
    share = 100 * (1 - len(different) / len(paths))
    print(f"\n{share:.1f} % of {len(paths)} articles, not {different}")
    assert share >= 98
