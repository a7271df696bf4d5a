"""The schema: what is committed is what is served, everything is described, lists are bounded, mutations are alike."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_non_null_type,
    is_required_argument,
    is_specified_directive,
    is_specified_scalar_type,
)

from moments.graphql.schema import build_schema as our_schema

COMMITTED = Path(__file__).parents[2] / "schema.graphql"
SCHEMA = our_schema()._schema
Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType

ACTING = (
    "Holiday",
    "Renumbering",
    "Resource",
    "Application",
    "Mentorship",
    "Meeting",
    "Survey",
    "SurveyChoices",
    "Email",
    "Skill",
    "CycleStage",
    "MentorProfile",
    "Suggestion",
    "SuggestionList",
    "Department",
    "Person",
    "Administrator",
    "Participant",
    "ApplicationForm",
    "Viewer",
    "MatchingRun",
    "SignInBinding",
    "Session",
)
BOUNDED = {
    **{f"{kind}.viewerActions": "the actions of one kind of thing, up to 11" for kind in ACTING},
    "ActionEffect.recipients": "the first 5 people",
    "AvailabilityCheck.errors": "a mutation's errors",
    "Renumbering.likenesses": "each way in which two records look like one person's, of two",
    "UserError.field": "a path: `input` and a field of it",
    "IneligibleError.unmet": "5 criteria (ELIG-1)",
    "Eligibility.unmet": "5 criteria (ELIG-1)",
    "Viewer.sessions": "20 (`AT_MOST` of browser sessions)",
    "EndSessionPayload.sessions": "20",
    "EndOtherSessionsPayload.sessions": "20",
    "Query.nodes": "as many as ids, up to 100",
    "Query.workingHours": "the form's choices, which are in the code",
    "ApplicationForm.workingHoursChoices": "the form's choices, which are in the code",
    "ApplicationForm.skillChoices": "the catalog, kept short by the office: a form shows all of it",
    "WorkingHours.shifts": "7 days",
    "Viewer.nextSteps": "one for each thing that waits for one person, and one for each of their lists",
    "CommonHours.windows": "7 days, each with the shifts of two choices",
    "MeetingCheck.warnings": "4 kinds (MEN-3)",
    "MeetingCheck.errors": "the reasons against one time",
    "UnacceptedWarningsError.warnings": "4 kinds (MEN-3)",
    "SkillSelection.career": "6 skills (APP-4)",
    "SkillSelection.soft": "6 skills (APP-4)",
    "Match.commonSkills": "6 skills (APP-4)",
    "Query.surveyChoices": "3 questions",
    "Query.holidays": "a year's holidays, 13 by law and what the office adds",
    "SetHolidayPayload.holidays": "a year's holidays, 13 by law and what the office adds",
    "RemoveHolidayPayload.holidays": "a year's holidays, 13 by law and what the office adds",
    "Reminders.settings": "every reminder there is, 4",
    "SurveyChoices.choices": "20 choices (SUR-3)",
    "SurveyAnswers.skillsWorkedOn": "2 kinds (SUR-2)",
    **dict.fromkeys(
        (
            *("Resource.introduction", "Resource.sections", "ResourcePreview.introduction", "ResourcePreview.sections"),
            *("ResourceSection.blocks", "ResourceSection.paragraphs", "ResourceSection.items", "ResourceSection.links"),
            *("ResourceBlock.text", "ResourceBlock.items", "ResourceItem.text"),
        ),
        "a text of up to 40,000 characters",
    ),
    "ResourcePreview.errors": "the first 20",
    "Viewer.roles": "5 roles",
    "Application.changedSinceDecision": "4 parts of the form",
    "SupervisorDashboard.denialOpenings": "the openings, which are in the code",
    "AdministratorDashboard.denialOpenings": "the openings, which are in the code",
    "Meeting.warnings": "1 warning (MEN-3)",
    "StatementOfHours.mentorships": "one a mentorship of the person with a meeting in the period",
    "AdministratorDashboard.departments": "the departments that one person administers",
    "AdministratorDashboard.participation": "the departments that one person administers",
    "Cycle.stages": "6 stages (MAT-2)",
    "OfficeDashboard.jobs": "the program's jobs, which are in the code",
    "JobRun.figures": "the figures that a job names in the code",
    "Suggestion.commonSkills": "6 skills (APP-4)",
    "ApproveApplicationsInput.items": "50 applications (APR-1)",
    "ApproveApplicationsPayload.results": "one for each of up to 50 applications (APR-1)",
    "DecisionResult.errors": "the rules that one decision breaks (APR-1, APR-4, APR-9)",
    "DenyApplicationsInput.items": "50 applications (APR-1)",
    "DenyApplicationsPayload.results": "one for each of up to 50 applications (APR-1)",
    "MatchingParameters.menteeWeights": "6 ranks (APP-4)",
    "MatchingParameters.mentorWeights": "6 ranks (APP-4)",
    "MatchingFigures.menteesNotTakingPart": "4 reasons (MAT-3)",
    "MatchingFigures.mentorsNotTakingPart": "4 reasons (MAT-3)",
    "MatchingFigures.emptyLists": "8 reasons (MAT-4)",
    "SurveyResults.questions": "8 questions (SUR-2, SUR-3)",
    "SurveyQuestionFigures.choices": "20 choices (SUR-3), and the few that were offered earlier in the year",
    "ParticipationFigures.months": "12 months",
    "DecisionTimes.buckets": "5 spans, which are in the code",
    "DecisionTimes.months": "12 months",
    "RunParticipation.absences": "4 reasons (MAT-3)",
}
"""Lists without pages, and what keeps each short."""


def composites(schema: GraphQLSchema) -> Iterator[Composite]:
    for each in schema.type_map.values():
        if isinstance(each, Composite) and not each.name.startswith("__"):
            yield each


FRAGMENT = re.compile(r"(as|by|for|from|in|of|on|since|to whom|where|which|who|whom|whose)\b", re.IGNORECASE)
"""A description that starts so is a fragment: it does not name the thing that it describes."""
MIN_WORDS = 3


def descriptions(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Types, fields, arguments, input fields, enum values and directives with their descriptions; a mutation's `input`
    is described by its type, and GraphQL's own scalars and directives by GraphQL."""
    for each in schema.type_map.values():
        if each.name.startswith("__") or is_specified_scalar_type(each):
            continue
        yield each.name, each.description
        if isinstance(each, GraphQLEnumType):
            yield from ((f"{each.name}.{name}", value.description) for name, value in each.values.items())
    for composite in composites(schema):
        for name, field in composite.fields.items():
            yield f"{composite.name}.{name}", field.description
            arguments = field.args if isinstance(field, GraphQLField) and composite.name != "Mutation" else {}
            yield from ((f"{composite.name}.{name}({key})", each.description) for key, each in arguments.items())
    for directive in schema.directives:
        if not is_specified_directive(directive):
            yield f"@{directive.name}", directive.description


def undescribed(schema: GraphQLSchema) -> list[str]:
    return sorted(name for name, description in descriptions(schema) if not description)


def fragments(schema: GraphQLSchema) -> list[str]:
    """What is described by fewer than three words, by a fragment, or without a full stop."""
    return sorted(
        name
        for name, description in descriptions(schema)
        if description
        and (len(description.split()) < MIN_WORDS or FRAGMENT.match(description) or not description.endswith("."))
    )


LITTLE_WORDS = re.compile(r"\b(an?|are|as|by|for|in|is|its?|o[fnr]|that|the|this|to|was|when|whether)\b")
FROM_THE_CATALOG = "TimelineAction."
"""Its values are described by the events' own sentences, which are as short as they are."""
MAX_USES = 3


def last_name(name: str) -> str:
    return re.split(r"[.(@]", name)[-1].rstrip(")")


def restatements(schema: GraphQLSchema) -> list[str]:
    """What is described by the words of its own name only."""

    def says_more(name: str, description: str) -> bool:
        known = {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", last_name(name))}
        said = {word.removesuffix("s") for word in re.findall(r"[a-z]+", LITTLE_WORDS.sub("", description.lower()))}
        return bool(said - {word.removesuffix("s") for word in known})

    return sorted(
        name
        for name, description in descriptions(schema)
        if description and not name.startswith(FROM_THE_CATALOG) and not says_more(name, description)
    )


def shared_words(schema: GraphQLSchema, most: int = MAX_USES) -> list[str]:
    """Descriptions of more than three things of different names; connections and their edges are alike by nature."""
    named: dict[str, set[str]] = {}
    for name, description in descriptions(schema):
        if description and not name.endswith(("Connection", "Edge")):
            named.setdefault(description, set()).add(last_name(name))
    return sorted(description for description, names in named.items() if len(names) > most)


def is_list(kind: GraphQLType) -> bool:
    return isinstance(get_nullable_type(kind), GraphQLList)  # type: ignore[type-var]


def unbounded(schema: GraphQLSchema, bounded: set[str]) -> list[str]:
    """Lists that are neither a connection's or payload's own nor said to be short."""
    found = []
    for each in composites(schema):
        if isinstance(each, GraphQLInputObjectType):
            continue
        interfaces = [other.name for other in each.interfaces]
        for name, field in each.fields.items():
            own = each.name.endswith(("Connection", "Payload")) and name in ("edges", "nodes", "errors")
            said = any(f"{kind}.{name}" in bounded for kind in (each.name, *interfaces))
            if is_list(field.type) and not own and not said:
                found.append(f"{each.name}.{name}")
    return sorted(found)


def odd_connections(schema: GraphQLSchema) -> list[str]:
    """Fields that show a connection and can't be paged from both ends."""
    paging = {"first", "after", "last", "before"}
    return sorted(
        f"{each.name}.{name}"
        for each in composites(schema)
        if isinstance(each, GraphQLObjectType)
        for name, field in each.fields.items()
        if get_named_type(field.type).name.endswith("Connection") and not paging <= set(field.args)
    )


def strict_defaults(schema: GraphQLSchema) -> list[str]:
    """Arguments with a default that refuse null, which clients send for a variable without a value."""
    return sorted(
        f"{each.name}.{name}({key})"
        for each in composites(schema)
        if not isinstance(each, GraphQLInputObjectType)
        for name, field in each.fields.items()
        for key, argument in field.args.items()
        if is_non_null_type(argument.type) and not is_required_argument(argument)
    )


def odd_mutations(schema: GraphQLSchema) -> list[str]:
    """Mutations that don't take one required `input` of their own, or don't answer a payload of their own."""
    assert schema.mutation_type
    found = []
    for name, field in schema.mutation_type.fields.items():
        own = name[0].upper() + name[1:]
        takes = {key: str(argument.type) for key, argument in field.args.items()}
        payload = get_named_type(field.type)
        errors = payload.fields.get("errors") if isinstance(payload, GraphQLObjectType) else None
        alike = takes == {"input": f"{own}Input!"} and str(field.type) == f"{own}Payload!"
        if not alike or errors is None or str(errors.type) != "[UserError!]!" or len(payload.fields) != 2:  # type: ignore[union-attr]
            found.append(name)
    return found


def test_what_is_committed_is_what_is_served() -> None:
    committed = COMMITTED.read_text("utf-8") if COMMITTED.exists() else ""

    assert committed == our_schema().as_str().rstrip() + "\n", (
        "schema.graphql is not the code's schema. Look at what changed, and refresh it with: "
        ".venv/bin/moments schema --output schema.graphql"
    )


def test_everything_is_described() -> None:
    assert undescribed(SCHEMA) == []


def test_every_description_names_what_it_describes() -> None:
    assert fragments(SCHEMA) == []


def test_every_description_says_more_than_the_name() -> None:
    assert restatements(SCHEMA) == []


def test_different_things_are_described_by_different_words() -> None:
    assert shared_words(SCHEMA) == []


def test_every_list_is_paged_or_short() -> None:
    assert unbounded(SCHEMA, set(BOUNDED)) == []


def test_no_bound_is_without_its_list() -> None:
    lists = {
        f"{each.name}.{name}"
        for each in composites(SCHEMA)
        for name, field in each.fields.items()
        if is_list(field.type)
    }
    assert set(BOUNDED) - lists == set()


def test_every_connection_can_be_paged() -> None:
    assert odd_connections(SCHEMA) == []


def test_null_stands_for_every_argument_s_default() -> None:
    assert strict_defaults(SCHEMA) == []


def test_every_mutation_is_made_alike() -> None:
    assert odd_mutations(SCHEMA) == []


SOUND = """
"All the queries." type Query {
  "People by name." people(
    "Number of people." first: Int, "Cursor of the last." after: String,
    "Number from the end." last: Int, "Cursor of the first." before: String): PersonConnection
}
"Page of people." type PersonConnection { "People of the page." nodes: [Person!]! }
"A team member." type Person { "First and last." names: [String!]! "State of health." mood: Mood }
"A person's mood." enum Mood { "The person laughs." GOOD }
"Reason of failure." interface UserError { "Sentence to show." message: String! }
"All the mutations." type Mutation { "Greet a person." greet(input: GreetInput!): GreetPayload! }
"Person to greet." input GreetInput { "ID of them." person: ID! }
"Result of `greet`." type GreetPayload { "The greeted person." person: Person "Why it failed." errors: [UserError!]! }
"""
CHECKS = {
    "undescribed": undescribed,
    "fragments": fragments,
    "restatements": restatements,
    "shared_words": lambda schema: shared_words(schema, most=1),
    "unbounded": lambda schema: unbounded(schema, {"Person.names"}),
    "odd_connections": odd_connections,
    "strict_defaults": strict_defaults,
    "odd_mutations": odd_mutations,
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_sound_schema_passes(check: str) -> None:
    schema = build_schema(SOUND)
    for scalar in ("String", "ID", "Int", "Boolean"):
        assert schema.type_map[scalar].description

    assert CHECKS[check](schema) == []


@pytest.mark.parametrize(
    ("check", "here", "planted", "found"),
    [
        ("undescribed", '"A team member." type', "type", "Person"),
        ("undescribed", '"People by name." people', "people", "Query.people"),
        ("undescribed", '"Number of people." first', "first", "Query.people(first)"),
        ("undescribed", '"ID of them." person', "person", "GreetInput.person"),
        ("undescribed", '"The person laughs." GOOD', "GOOD", "Mood.GOOD"),
        ("fragments", "A team member.", "Somebody.", "Person"),
        ("fragments", "Number of people.", "How many.", "Query.people(first)"),
        ("fragments", "ID of them.", "For the office only.", "GreetInput.person"),
        ("fragments", "The greeted person.", "As it is now.", "GreetPayload.person"),
        ("fragments", "The person laughs.", "Of good cheer.", "Mood.GOOD"),
        ("fragments", "State of health.", "State of health", "Person.mood"),
        ("restatements", "State of health.", "The mood of this.", "Person.mood"),
        ("restatements", "A person's mood.", "The mood.", "Mood"),
        ("shared_words", "Number from the end.", "Number of people.", "Number of people."),
        (
            "unbounded",
            '"First and last." names',
            '"All my friends." friends: [Person!] "First and last." names',
            "Person.friends",
        ),
        (
            "unbounded",
            '"People of the page." nodes',
            '"All other people." others: [Person!]! "People of the page." nodes',
            "PersonConnection.others",
        ),
        ("odd_connections", ', "Cursor of the last." after: String', "", "Query.people"),
        ("odd_connections", '"Number from the end." last: Int, ', "", "Query.people"),
        ("strict_defaults", "first: Int,", "first: Int! = 20,", "Query.people(first)"),
        ("odd_mutations", "GreetInput!)", "GreetInput)", "greet"),
        ("odd_mutations", "input: GreetInput!)", "input: GreetInput!, loud: Boolean)", "greet"),
        ("odd_mutations", "): GreetPayload!", "): Person!", "greet"),
        ("odd_mutations", "errors: [UserError!]!", "errors: [UserError!]", "greet"),
    ],
)
def test_a_planted_fault_is_found(check: str, here: str, planted: str, found: str) -> None:
    assert here in SOUND

    assert CHECKS[check](build_schema(SOUND.replace(here, planted))) == [found]
