"""The store of the guidance's texts (WEB-3)."""

from typing import Protocol

from moments.domain.program.resources import ResourceVersion
from moments.domain.shared.ids import ResourceSlug


class Resources(Protocol):
    async def get(self, resource: ResourceSlug) -> ResourceVersion:
        """The latest version; raises NotFound."""
        ...

    async def add(self, version: ResourceVersion, after: ResourceVersion) -> None:
        """Raises ConcurrentUpdate if another version was added after that one. The text that came with MOMENTS is kept
        with the first that replaces it.
        """
        ...
