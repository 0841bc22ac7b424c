"""How fields are drawn: by hand, where Django takes a template for each of an assignee
list's hundred options.
"""

from __future__ import annotations

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_INPUTS = ("date", "email", "hidden", "input", "number", "search", "text", "url")


class FormRenderer(TemplatesSetting):
    """Templates for all but the usual controls."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        if draw := _DRAWN.get(template_name):
            return draw(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    said = SafeString() if value is None else format_html(' value="{}"', value)
    start = format_html('<input type="{}" name="{}"', widget["type"], widget["name"])
    return format_html("{}{}{}>", start, said, flatatt(widget["attrs"]))


def _textarea(widget: dict[str, Any]) -> SafeString:
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        flatatt(widget["attrs"]),
        widget["value"] or "",
    )


def _select(widget: dict[str, Any]) -> SafeString:
    groups = [
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(options))
        if name
        else _options(options)
        for name, options, _index in widget["optgroups"]
    ]
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        flatatt(widget["attrs"]),
        format_html_join("", "{}", ((group,) for group in groups)),
    )


def _options(options: list[dict[str, Any]]) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((each["value"], flatatt(each["attrs"]), each["label"]) for each in options),
    )


_DRAWN = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
}
