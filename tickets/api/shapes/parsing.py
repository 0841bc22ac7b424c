"""What forms, which files come in, hold as JSON."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Annotated, Any

from pydantic import BeforeValidator


def parsed(value: Any) -> Any:
    """A form, which files come in, holds it as JSON."""
    if isinstance(value, str):
        with suppress(ValueError):
            return json.loads(value)
    return value


Keys = Annotated[list[int], BeforeValidator(parsed)]
Custom = Annotated[dict[str, str | bool | int | float], BeforeValidator(parsed)]
