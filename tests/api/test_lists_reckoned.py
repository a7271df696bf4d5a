"""Each list of the schema is reckoned with: as a page, by its length, or as a part of one row."""

from collections.abc import Iterator

from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLOutputType, get_named_type, is_composite_type

from moments.graphql.shared.connection_field import LISTS
from tests.api.schema_walk import SCHEMA

ON_EVERY_PAYLOAD = {"errors", "viewerActions"}
PARTS = {
    "AdministratorDashboard.denialOpenings",
    "CommonHours.windows",
    "DecisionTimes.buckets",
    "DecisionTimes.months",
    "Eligibility.unmet",
    "IneligibleError.unmet",
    "JobRun.figures",
    "Match.commonSkills",
    "MatchingFigures.emptyLists",
    "MatchingFigures.menteesNotTakingPart",
    "MatchingFigures.mentorsNotTakingPart",
    "MeetingCheck.warnings",
    "ParticipationFigures.months",
    "Query.nodes",
    "Reminders.settings",
    "Resource.introduction",
    "Resource.sections",
    "ResourceBlock.items",
    "ResourceBlock.text",
    "ResourceItem.text",
    "ResourcePreview.introduction",
    "ResourcePreview.sections",
    "ResourceSection.blocks",
    "ResourceSection.links",
    "SkillSelection.career",
    "SkillSelection.soft",
    "Suggestion.commonSkills",
    "SupervisorDashboard.denialOpenings",
    "SurveyQuestionFigures.choices",
    "SurveyResults.questions",
    "UnacceptedWarningsError.warnings",
    "WorkingHours.shifts",
}
"""Parts of one row, or of what was asked for: they are bounded, and asking for them reads nothing more."""


def test_a_list_is_a_page_or_has_a_length_or_is_a_part_of_a_row() -> None:
    assert set(_lists()) - LISTS.keys() == PARTS


def test_no_length_is_of_a_list_that_is_gone() -> None:
    assert LISTS.keys() <= set(_lists())


def _lists() -> Iterator[str]:
    objects = (each for each in SCHEMA.type_map.values() if isinstance(each, GraphQLObjectType))
    for kind in objects:
        if not kind.name.startswith("__") and not kind.name.endswith("Connection"):
            names = [name for name, field in kind.fields.items() if _is_list(field.type)]
            yield from (f"{kind.name}.{name}" for name in names if name not in ON_EVERY_PAYLOAD)


def _is_list(kind: GraphQLOutputType) -> bool:
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return isinstance(bare, GraphQLList) and is_composite_type(get_named_type(bare))
