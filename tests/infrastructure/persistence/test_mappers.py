"""Each aggregate to its row, through a database's own types, and back, with nothing lost on the way."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, MetaData, Row, Table, create_engine, insert, select

from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from moments.infrastructure.persistence import tables
from moments.infrastructure.persistence.mappers.applications import application_of, application_row, ranks
from moments.infrastructure.persistence.mappers.employees import (
    department_of,
    department_row,
    employee_of,
    employee_row,
)
from moments.infrastructure.persistence.mappers.mentorships import (
    meeting_of,
    meeting_row,
    mentorship_of,
    mentorship_row,
)
from moments.infrastructure.persistence.mappers.participants import participant_of, participant_row
from moments.infrastructure.persistence.mappers.surveys import survey_of, survey_row
from moments.infrastructure.persistence.transaction import Values
from tests.application.fakes.memory import handbook_skills
from tests.infrastructure.persistence import strategies
from tests.infrastructure.persistence.people import RANKS, SKILLS

NUMBERS = {skill.id: skill.number for skill in handbook_skills().values()}


def _application_row(application: Any) -> Values:
    return application_row(application, NUMBERS)


MAPPINGS = [
    (tables.applications, strategies.applications, _application_row, application_of),
    (tables.participants, strategies.participants, participant_row, participant_of),
    (tables.mentorships, strategies.mentorships, mentorship_row, mentorship_of),
    (tables.meetings, strategies.meetings, meeting_row, meeting_of),
    (tables.surveys, strategies.surveys, survey_row, survey_of),
    (tables.employees, strategies.employees, employee_row, employee_of),
    (tables.departments, strategies.departments, department_row, department_of),
]


NAMES = [table.name for table, *_ in MAPPINGS]
# A row need not make sense to come back as it was, so these have the columns without the rules.
PLAIN = MetaData()
for _table, *_ in MAPPINGS:
    Table(_table.name, PLAIN, *(Column(each.name, each.type) for each in _table.columns))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = create_engine("sqlite://")
    PLAIN.create_all(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("table", "aggregates", "to_row", "from_row"), MAPPINGS, ids=NAMES)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_what_comes_back_is_what_was_stored(
    engine: Engine,
    table: Table,
    aggregates: st.SearchStrategy[Any],
    to_row: Callable[[Any], Values],
    from_row: Callable[[Row[Any]], Any],
    data: st.DataObject,
) -> None:
    aggregate = data.draw(aggregates)
    plain = PLAIN.tables[table.name]
    versioned = {"version": aggregate.version} if "version" in plain.c else {}
    with engine.connect() as connection:
        connection.execute(insert(plain), to_row(aggregate) | versioned)
        back = from_row(connection.execute(select(plain)).one())
        connection.rollback()

    assert type(back) is type(aggregate)
    for field in fields(aggregate):
        assert getattr(back, field.name) == getattr(aggregate, field.name), field.name


@pytest.mark.parametrize(("table", "aggregates", "to_row", "from_row"), MAPPINGS, ids=NAMES)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_a_row_has_every_column_but_those_written_elsewhere(
    table: Table,
    aggregates: st.SearchStrategy[Any],
    to_row: Callable[[Any], Values],
    from_row: object,
    data: st.DataObject,
) -> None:
    elsewhere = {"version", "mentees", "mentors", "email_since"}
    assert set(to_row(data.draw(aggregates))) == set(table.c.keys()) - elsewhere


def test_ranks_are_digits_at_the_skills_numbers() -> None:
    assert ranks(SKILLS, NUMBERS) == RANKS
    assert ranks(RankedSkills(), NUMBERS) == "0" * 10
    assert ranks(RankedSkills(soft=(SkillId("soft-late"),)), NUMBERS | {SkillId("soft-late"): 12}) == "000000000001"
