"""Code as HTML, coloured by Pygments where its language is named and known."""

import re
from functools import cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

_LANGUAGES = {
    "arduino": "cpp",
    "bash": "bash",
    "c": "c",
    "c++": "cpp",
    "cpp": "cpp",
    "css": "css",
    "diff": "diff",
    "go": "go",
    "html": "html",
    "ini": "ini",
    "javascript": "javascript",
    "js": "javascript",
    "json": "json",
    "kotlin": "kotlin",
    "php": "php",
    "powershell": "powershell",
    "ps1": "powershell",
    "py": "python",
    "python": "python",
    "ruby": "ruby",
    "rust": "rust",
    "sh": "bash",
    "shell": "bash",
    "sql": "sql",
    "swift": "swift",
    "toml": "toml",
    "ts": "typescript",
    "typescript": "typescript",
    "xml": "xml",
    "yaml": "yaml",
    "yml": "yaml",
}
# Lexers look ahead without bound, along a line or across empty lines, so their work
# can grow with the square of a block. Colour is for reading: nobody reads the rest.
_MAX_BLOCK = 4_000
_MAX_DOCUMENT = 12_000
_UNREADABLE = re.compile(r"[^\n]{200}|(?:\n[ \t]*+){4}")

_formatter = HtmlFormatter(nowrap=True)


class Highlighter:
    """Colours the code of one document, until it has coloured enough."""

    def __init__(self) -> None:
        self._left = _MAX_DOCUMENT

    def html(self, code: str, language: str) -> str:
        name = _LANGUAGES.get(language.lower())
        if not name or not self._is_readable(code):
            return f"<pre><code>{escape(code)}</code></pre>"
        self._left -= len(code)
        coloured = highlight(code, _lexer(name), _formatter)
        return f'<div class="highlight"><pre><code>{coloured}</code></pre></div>'

    def _is_readable(self, code: str) -> bool:
        fits = len(code) <= min(_MAX_BLOCK, self._left)
        return fits and not _UNREADABLE.search(code)


@cache
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)
