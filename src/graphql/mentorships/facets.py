"""What there is to narrow the search for a mentor by, with the number of mentors (SEA-1)."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import MentorFacets
from moments.domain.shared.small_groups import shown
from moments.graphql.participants.types import Department
from moments.graphql.program.types import Skill
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.pages import Connection, slice_connection
from moments.graphql.shared.reference import Reference

Key = TypeVar("Key", bound=str)
Facet = TypeVar("Facet")


@strawberry.type(description="A department with mentors whom the search finds.")
class DepartmentFacet:
    department: Department = strawberry.field(description="The department to narrow the search by.")
    mentors: int = strawberry.field(description="Number of mentors found in the department.")


@strawberry.type(description="A division or a work location with mentors whom the search finds.")
class TextFacet:
    value: str = strawberry.field(description="The text to narrow the search by.")
    mentors: int = strawberry.field(description="Number of mentors found there.")


@strawberry.type(description="A skill with mentors whom the search finds.")
class SkillFacet:
    skill: Skill = strawberry.field(description="The skill to narrow the search by.")
    mentors: int = strawberry.field(description="Number of mentors found who have the skill.")


@strawberry.type(
    description="What the search for a mentor can be narrowed by, with the number of mentors. Departments, divisions "
    "and locations are counted by all criteria but their own. Groups of fewer than five are left out."
)
class SearchFacets:
    found: strawberry.Private[MentorFacets]
    reference: strawberry.Private[Reference]

    @connection_field("Departments, the one with the most mentors first.")
    def departments(self, page: PageRequest) -> Connection[DepartmentFacet]:
        known = self.reference.departments
        return _largest_first(
            self.found.departments,
            page,
            lambda code, mentors: DepartmentFacet(department=Department.of(known[code]), mentors=mentors),
        )

    @connection_field("Divisions, the one with the most mentors first.")
    def divisions(self, page: PageRequest) -> Connection[TextFacet]:
        return _largest_first(self.found.divisions, page, _text)

    @connection_field("Work locations, the one with the most mentors first.")
    def locations(self, page: PageRequest) -> Connection[TextFacet]:
        return _largest_first(self.found.locations, page, _text)

    @connection_field("Skills, the one that most mentors have first.")
    def skills(self, page: PageRequest) -> Connection[SkillFacet]:
        known = self.reference.skills
        return _largest_first(
            self.found.skills, page, lambda skill, mentors: SkillFacet(skill=Skill.of(known[skill]), mentors=mentors)
        )


def _text(value: str, mentors: int) -> TextFacet:
    return TextFacet(value=value, mentors=mentors)


def _largest_first(
    counts: Mapping[Key, int], page: PageRequest, shape: Callable[[Key, int], Facet]
) -> Connection[Facet]:
    """Without the groups that are too small to be shown."""
    large = [(key, people) for key, count in counts.items() if (people := shown(count)) is not None]
    groups = sorted(large, key=lambda group: (-group[1], group[0]))
    return slice_connection(groups, lambda group: group[0], page, lambda group: shape(*group))
