"""Versions of the guidance's texts and their rows."""

from typing import Any

from sqlalchemy import Row

from moments.domain.program.resources import ResourceVersion
from moments.infrastructure.persistence.transaction import Values


def resource_version_of(row: Row[Any]) -> ResourceVersion:
    return ResourceVersion(row.resource, row.number, row.markdown, row.by, row.at)


def resource_row(version: ResourceVersion) -> Values:
    return {
        "resource": version.resource,
        "number": version.number,
        "markdown": version.markdown,
        "by": version.by,
        "at": version.at,
    }
