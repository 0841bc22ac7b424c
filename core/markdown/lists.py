"""List items: their markers, their tightness, their tasks."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from core.markdown import marks

_BULLET = re.compile(r"[-+*](?=[ \t]|$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|(?=\n))")


@dataclass(frozen=True)
class Marker:
    kind: str
    width: int
    number: int | None

    @classmethod
    def opened_by(cls, text: str, *, in_paragraph: bool) -> "Marker | None":
        number = _NUMBER.match(text)
        match = number or _BULLET.match(text)
        if not match:
            return None
        # "It was in\n1986. A good year" is no list.
        is_empty = not text[match.end() :].strip(" \t")
        if in_paragraph and (is_empty or (number and int(number[1]) != 1)):
            return None
        if number:
            return cls(number[2], match.end(), int(number[1]))
        return cls(match[0], match.end(), None)

    def add_list(self, parent: Element) -> Element:
        element = SubElement(parent, "ul" if self.number is None else "ol")
        if self.number not in {None, 1}:
            element.set("start", str(self.number))
        return element


def finish_list(listing: Element, *, is_loose: bool) -> None:
    for item in listing:
        if len(item) and item[0].tag == "p":
            _mark_task(item, item[0])
        if not is_loose:
            for child in item:
                if child.tag == "p":
                    child.tag = "tight"


def _mark_task(item: Element, first: Element) -> None:
    task = _TASK.match(first.text or "")
    if not task or not first.text:
        return
    is_done = task[1] != " "
    item.set("class", "task task-done" if is_done else "task")
    box = f'<span class="task-box">{"☑" if is_done else "☐"}</span> '
    first.text = marks.raw(box) + first.text[task.end() :]
