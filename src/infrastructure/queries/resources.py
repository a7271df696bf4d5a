"""The guidance's texts as they are now, and the versions before."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import String, bindparam, func, select

from moments.application.access.relations import Actor
from moments.application.queries.paging import Page, PageRequest
from moments.application.queries.rows import ResourceRow
from moments.domain.program.resources import ResourceText, ResourceVersion, compose
from moments.domain.shared.ids import ResourceSlug
from moments.infrastructure.persistence.mappers.resources import resource_version_of
from moments.infrastructure.persistence.tables import resource_versions
from moments.infrastructure.queries.base import QueryBase
from moments.infrastructure.queries.paging.lists import KeysetList
from moments.infrastructure.queries.paging.sort_keys import SortKey
from moments.infrastructure.resources.markdown import read_markdown
from moments.infrastructure.resources.originals import ORIGINALS

_v, _other = resource_versions.c, resource_versions.alias("other")
_LAST = select(func.max(_other.c.number)).where(_other.c.resource == _v.resource).scalar_subquery()
_LATEST = select(resource_versions).where(_v.number == _LAST)
_NEWEST: KeysetList[ResourceVersion] = KeysetList(
    select(resource_versions).where(_v.resource == bindparam("resource", type_=String)),
    (SortKey(_v.number, descending=True),),
    resource_version_of,
)


@lru_cache(maxsize=64)
def _text(markdown: str) -> ResourceText:
    return compose(read_markdown(markdown)).text


class ResourcesQueries(QueryBase):
    async def resources(self) -> Sequence[ResourceRow]:
        revised: dict[Any, ResourceVersion] = {
            row.resource: resource_version_of(row) for row in await self._rows(_LATEST, {})
        }
        now = [revised.get(slug, original) for slug, original in ORIGINALS.items()]
        return [ResourceRow(version, _text(version.markdown)) for version in now]

    async def resource_versions(self, actor: Actor, resource: ResourceSlug, page: PageRequest) -> Page[ResourceVersion]:
        if not actor.office:
            return Page(total=0 if page.total else None)
        found = await _NEWEST.page(self._connection, {"resource": resource}, page)
        if found.rows or page.after or page.before:
            return found
        original = ORIGINALS[resource]
        return Page(rows=(original,), keys=((original.number,),), total=1 if page.total else None)
