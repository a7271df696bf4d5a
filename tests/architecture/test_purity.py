"""The domain imports the standard library and itself, and reads no clock; the check can fail."""

from pathlib import Path

import pytest

from tests.architecture.purity import LIFECYCLE, impurities, module_name

SOURCE = Path(__file__).parents[2] / "src"
DOMAIN = sorted((SOURCE / "domain").rglob("*.py"))


def test_the_domain_is_pure() -> None:
    found = [each for path in DOMAIN for each in impurities(path.read_text("utf-8"), module_name(path, SOURCE))]

    assert not found, "\n".join(found)


def test_the_whole_domain_is_looked_at() -> None:
    modules = {module_name(path, SOURCE) for path in DOMAIN}

    assert {"moments.domain", LIFECYCLE, "moments.domain.participants.employee"} <= modules


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("import sqlalchemy", "imports sqlalchemy"),
        ("import json, httpx.auth", "imports httpx.auth"),
        ("from pydantic import BaseModel", "imports pydantic"),
        ("def late():\n    import strawberry", "imports strawberry"),
        ("if TYPE_CHECKING:\n    from starlette import types", "imports starlette"),
        ("from transitions import Machine", "imports transitions"),
        ("from moments.application.ports import Clock", "imports moments.application.ports"),
        ("import moments", "imports moments"),
        ("from .employee import Employee", "imports by a relative path"),
        ("import time", "imports time"),
        ("from uuid import uuid4", "imports uuid"),
        ("at = datetime.now(UTC)", "reads a clock with .now()"),
        ("on = date.today()", "reads a clock with .today()"),
        ("open('rules.txt')", "calls open()"),
        ("__import__('httpx')", "calls __import__()"),
    ],
)
def test_a_planted_impurity_is_found(source: str, wrong: str) -> None:
    (found,) = impurities(source, "moments.domain.planted")

    assert wrong in found
    assert found.startswith("moments.domain.planted:")


@pytest.mark.parametrize(
    "source",
    ["from datetime import datetime", "from moments.domain.shared.ids import PersonId", "from collections import abc"],
)
def test_what_is_allowed_is_not_found(source: str) -> None:
    assert impurities(source, "moments.domain.planted") == []


def test_the_lifecycles_module_alone_may_import_transitions() -> None:
    assert impurities("from transitions import Machine", LIFECYCLE) == []
