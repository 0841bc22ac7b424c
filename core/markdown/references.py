"""Link reference definitions: `[label]: address "title"`."""

import re
from html import unescape

LABEL = r"\[((?:[^\[\]\\]|\\.){1,999}+)\]"
TITLE = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)"
ANGLED = r"<((?:[^<>\n\\]|\\.)*+)>"
_DEFINITION = re.compile(
    rf"{LABEL}:[ \t]*+\n?[ \t]*+(?:{ANGLED}|((?!<)\S++))"
    rf"(?:(?:[ \t]++\n?|\n)[ \t]*+({TITLE}))?[ \t]*+(?:\n|\Z)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# A short source must not write a long address a thousand times.
_MAX_WRITTEN = 100_000


class References:
    """The definitions of one document."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, str]] = {}
        self._left = _MAX_WRITTEN

    def take_definitions(self, text: str) -> str:
        """What the paragraph says after the definitions at its start."""
        end = 0
        while text.startswith("[", end) and (found := _DEFINITION.match(text, end)):
            label = _normalised(found[1])
            if not label:
                break
            url = unescaped(found[2] if found[3] is None else found[3])
            self._found.setdefault(label, (url, unescaped((found[4] or "")[1:-1])))
            end = found.end()
        return text[end:].strip()

    def find(self, label: str) -> tuple[str, str] | None:
        """The address and title defined for the label."""
        if not self._found or len(label) > 999:
            return None
        found = self._found.get(_normalised(label))
        if not found:
            return None
        self._left -= len(found[0]) + len(found[1])
        return found if self._left > 0 else None


def unescaped(text: str) -> str:
    return unescape(_ESCAPE.sub(r"\1", text))


def _normalised(label: str) -> str:
    return " ".join(label.split()).casefold()
