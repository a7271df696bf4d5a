"""The settings as the README's table, made from the fields themselves so that it cannot fall behind."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, cast

from pydantic.fields import FieldInfo

from moments.infrastructure.settings.values import PREFIX, Settings


def markdown_table() -> str:
    """One row a variable: its name, its default, what is allowed and what it is for."""
    return "\n".join(_rows()) + "\n"


def _rows() -> Iterator[str]:
    yield "| Variable | Default | Allowed | What for |"
    yield "| --- | --- | --- | --- |"
    for name, field in Settings.model_fields.items():
        allowed = wording(field)["allowed"]
        yield f"| `{PREFIX}{name.upper()}` | {_default(field)} | {allowed} | {field.description} |"
    yield (
        f"| `{PREFIX}SETTINGS_FILE` | `.env`, where there is one | a file of `NAME=value` lines | "
        "Read for whatever the environment does not set. |"
    )


def wording(field: FieldInfo) -> dict[str, Any]:
    extra = field.json_schema_extra
    assert isinstance(extra, dict)  # every field is made with its wording
    return cast("dict[str, Any]", extra)


def _default(field: FieldInfo) -> str:
    if shown := wording(field).get("default_text"):
        return str(shown)
    value = field.default.value if isinstance(field.default, Enum) else field.default
    return f"`{value}`"
