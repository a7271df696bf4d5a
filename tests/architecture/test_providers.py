"""Every provider of the container makes its part; the check can fail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from dependency_injector import containers, providers

from moments.infrastructure.persistence.database import open_database
from moments.infrastructure.settings import Settings
from moments.main import Container


def unresolved(container: containers.DeclarativeContainer) -> Iterator[str]:
    """The container's providers that make nothing, and those in them, with what is wrong."""
    for name, provider in container.providers.items():
        for part in (provider, *provider.traverse()):
            try:
                made: Any = part()
                repr(made)
            except Exception as error:
                yield f"{name}: {type(error).__name__}: {error}"


def given(tmp_path: Path) -> dict[str, Any]:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/moments.db", data_directory=tmp_path)
    return {
        "settings": settings,
        "database": open_database(settings.database_url),
        "http_client": httpx.AsyncClient(),
    }


async def test_every_provider_resolves(tmp_path: Path) -> None:
    container = Container(**given(tmp_path))

    assert list(unresolved(container)) == []


async def test_what_is_not_given_is_found(tmp_path: Path) -> None:
    parts = given(tmp_path)
    del parts["database"]

    assert any(each.startswith("unit_of_work: ") for each in unresolved(Container(**parts)))


class _Mail:
    def __init__(self, server: str) -> None:
        self.server = server


class _Broken(Container):
    mail = providers.Singleton(_Mail)
    post_office = providers.Callable(lambda mail: mail(), mail.provider)


@pytest.mark.parametrize("name", ["mail", "post_office"])
async def test_a_planted_provider_that_lacks_a_part_is_found(tmp_path: Path, name: str) -> None:
    found = list(unresolved(_Broken(**given(tmp_path))))

    assert any(each.startswith(f"{name}: TypeError") for each in found)
    assert {each.split(":")[0] for each in found} == {"mail", "post_office"}
