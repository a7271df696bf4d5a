"""Reads the settings and turns whatever is wrong with them into sentences, all at once."""

import os
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import DotEnvSettingsSource

from moments.infrastructure.database_url import redact
from moments.infrastructure.settings.table import wording
from moments.infrastructure.settings.values import PREFIX, Mode, Settings

FILE_VARIABLE: Final = f"{PREFIX}SETTINGS_FILE"
MODE_VARIABLE: Final = f"{PREFIX}MODE"
_NOT_SETTINGS: Final = (f"{PREFIX}TEST_", f"{PREFIX}SOAK")
"""What the tests read; a server started by a test inherits it."""


class BadSettings(Exception):
    """`problems` has a sentence for each mistake; `str()` is all of them, one a line."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def load(otherwise: Mode | None = None) -> Settings:
    """The settings of the environment and, where that is silent, of the settings file. `otherwise`: the mode, where
    neither says one.

    Raises BadSettings with every mistake there is.
    """
    file, problems = _settings_file()
    problems += _unknown(os.environ, "the environment")
    in_file: Mapping[str, str | None] = DotEnvSettingsSource(Settings, env_file=file).env_vars if file else {}
    problems += _unknown(in_file, str(file))
    own: dict[str, Any] = {"_env_file": file}  # pydantic-settings' own argument
    if otherwise and not any(name.upper() == MODE_VARIABLE and value for name, value in _pairs(os.environ, in_file)):
        own["mode"] = otherwise
    try:
        settings = Settings(**own)
    except ValidationError as refused:
        raise BadSettings([*problems, *_sentences(refused)]) from None
    if problems:
        raise BadSettings(problems)
    return settings


def _pairs(*sources: Mapping[str, str | None]) -> Iterator[tuple[str, str | None]]:
    for source in sources:
        yield from source.items()


def _settings_file() -> tuple[Path | None, list[str]]:
    if named := os.environ.get(FILE_VARIABLE):
        if Path(named).is_file():
            return Path(named), []
        return None, [f"{FILE_VARIABLE} is {named!r}, but there is no such file."]
    usual = Path(".env")
    return (usual if usual.is_file() else None), []


def _unknown(names: Iterable[str], where: str) -> list[str]:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {FILE_VARIABLE}
    ours = {name.upper() for name in names if name.upper().startswith(PREFIX)}
    strange = (name for name in ours - known if not name.startswith(_NOT_SETTINGS))
    return [f"{name} in {where} is no setting{_suggestion(name, known)}" for name in sorted(strange)]


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return f"; did you mean {close[0]}?" if close else "; the README lists those there are."


def _sentences(refused: ValidationError) -> Iterator[str]:
    for error in refused.errors(include_url=False):
        if error["type"] != "default_factory_not_called":  # follows from another field's mistake
            yield _sentence(error)


def _sentence(error: ErrorDetails) -> str:
    field = str(error["loc"][0])
    if error["type"] == "missing":  # the mode alone has no default
        return (
            f"{MODE_VARIABLE} is not set; say production where people use the program, "
            "or development to try it on a machine of your own."
        )
    context: Mapping[str, Any] = error.get("ctx", {})
    given = error["input"]
    allowed = wording(Settings.model_fields[field])["allowed"]
    reason = str(context["error"]) if error["type"] == "value_error" else f"allowed: {allowed}"
    value = "is not set" if given is None else f"is {_shown(field, given)!r}"
    return f"{PREFIX}{field.upper()} {value}; {reason}."


def _shown(field: str, value: Any) -> str:
    if field.endswith(("_password", "secret_key", "_secret")):
        return "[hidden]"
    text = ", ".join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else str(value)
    return redact(text) if field.endswith(("_url", "_issuer")) or "://" in text else text
