"""The versions of the guidance's texts. A text without a row is as it came with MOMENTS."""

from sqlalchemy import bindparam, insert, select

from moments.application.ports.errors import NotFound
from moments.domain.program.resources import ResourceVersion
from moments.domain.shared.ids import ResourceSlug
from moments.infrastructure.persistence.mappers.resources import resource_row, resource_version_of
from moments.infrastructure.persistence.tables import resource_versions
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.resources.originals import ORIGINALS

_v = resource_versions.c
_LATEST = select(resource_versions).where(_v.resource == bindparam("resource")).order_by(_v.number.desc()).limit(1)


class SqlResources:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    async def get(self, resource: ResourceSlug) -> ResourceVersion:
        if resource not in ORIGINALS:
            raise NotFound("resource")
        row = await self._work.first(_LATEST, resource=resource)
        return resource_version_of(row) if row else ORIGINALS[resource]

    async def add(self, version: ResourceVersion, after: ResourceVersion) -> None:
        """The key is the resource and the number, so that one of two that race is refused."""
        rows = [version] if after.at else [after, version]
        await self._work.run(insert(resource_versions), [resource_row(each) for each in rows])
