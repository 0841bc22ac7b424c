"""What the values of a front matter mean, whatever was written there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO


def moment(meta: dict[str, Any], *names: str) -> datetime | None:
    for name in names:
        value = meta.get(name)
        if isinstance(value, str):
            value = _read_moment(value)
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, date):
            return datetime.combine(value, time(), UTC)
    return None


def day(value: Any) -> date | None:
    if isinstance(value, str):
        value = _read_moment(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def is_said(value: Any) -> bool:
    return value is True or str(value).lower() == "true"


def order(value: Any, *, otherwise: int) -> int:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    return value if isinstance(value, int) and 0 <= value < 2**31 else otherwise


def each_of(value: Any) -> dict[str, Any]:
    """By language, where it is one."""
    if not isinstance(value, dict):
        return {}
    return {str(name): said for name, said in value.items() if name in LANG_INFO}


def language_of(locale: Any) -> str:
    """A language as we name it of what another program calls it: `en-us` is `en`."""
    name = str(locale or "").lower().replace("_", "-")
    for known in (name, name.partition("-")[0]):
        if known in LANG_INFO:
            return LANG_INFO[known].get("fallback", [known])[0]
    return name


def is_foreign(language: str) -> bool:
    """Is it a language, and another than the site's?"""
    return language in LANG_INFO and language != settings.LANGUAGE_CODE


def _read_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
