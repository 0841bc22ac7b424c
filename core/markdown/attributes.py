"""Attribute lists of other dialects, `{.class #id key=value}`: read, never shown."""

import re

_ATTRIBUTE = r"(?:[.#][\w-]++|[\w-]++=(?:\"[^\"{}\n]*+\"|[^\s{}\"]++))"
ATTRIBUTES = re.compile(rf"\{{:?[ ]*+{_ATTRIBUTE}(?:[ ]++{_ATTRIBUTE}){{0,8}}[ ]*+\}}")
_ID = re.compile(r"#([\w-]{1,100})")


def is_attributes(line: str) -> bool:
    return line.startswith("{") and bool(ATTRIBUTES.fullmatch(line.rstrip()))


def split_heading(text: str) -> tuple[str, str]:
    """The words of a heading and the id that `{#id}` at its end asks for."""
    start = text.rfind("{")
    if start < 0 or not is_attributes(text[start:]):
        return text, ""
    found = _ID.search(text, start)
    return text[:start].rstrip(), found[1] if found else ""
