"""The office says whether two employee ids are one person's, and it is so at once (DIR-2)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from moments.application.directory.decide_renumbering import DecideRenumbering, DecideRenumberingCommand
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.errors import NotFound
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import Renumbering, RenumberingDecided, Verdict
from moments.domain.shared.ids import EmployeeNumber, PersonId
from tests.application.directory.scenario import (
    ADA,
    ANN,
    BOB,
    DEPARTMENTS,
    MOE,
    OLA,
    PEOPLE,
    SAM,
    SUE,
    ImportScenario,
    with_changes,
)
from tests.application.directory.test_same_person import N1, N2, renumbered

SAME, TWO = Verdict.SAME_PERSON, Verdict.TWO_PEOPLE
pytestmark = pytest.mark.rule("DIR-2")


async def waiting(town: ImportScenario) -> dict[PersonId, Renumbering]:
    async with town.units_of_work() as work:
        return {each.person: each for each in await work.renumberings.all() if each.verdict is None}


async def decide(town: ImportScenario, person: PersonId, verdict: Verdict) -> None:
    pair = (await waiting(town))[person]
    await town.do(DecideRenumbering, DecideRenumberingCommand(pair.id, verdict), OLA)


async def asked(town: ImportScenario, file: Sequence[Employee]) -> None:
    await town.staff()
    await town.import_people(file)


async def test_one_person_has_the_new_id_and_what_the_row_says_at_once(town: ImportScenario) -> None:
    mentorship = await town.pair()
    file = renumbered(with_changes(PEOPLE, MOE, job_title="Director", supervisor=SAM), **{MOE: N1})
    await asked(town, file)

    await decide(town, MOE, SAME)

    assert (await town.people())[MOE] == replace(
        PEOPLE[5], number=EmployeeNumber(N1), job_title="Director", supervisor=SAM
    )
    assert (await town.participant(MOE)).mentees == {1: mentorship}
    assert await town.events("renumbering.answered") == [("renumbering.answered", MOE, OLA)]
    assert await town.events("person.renumbered") == [("person.renumbered", MOE, OLA)]
    assert await waiting(town) == {}
    async with town.units_of_work() as work:
        assert [each.row for each in await work.renumberings.all()] == [None], "it holds private facts"
    assert (await town.import_people(file)).changes_nothing


async def test_of_two_people_one_is_new_and_the_other_has_left_at_once(town: ImportScenario) -> None:
    file = renumbered(with_changes(PEOPLE, ANN, job_title="Director"), **{ANN: N1})
    await asked(town, file)

    await decide(town, ANN, TWO)

    people = await town.people()
    assert people[ANN].left is not None
    assert people[N1] == replace(PEOPLE[3], id=N1, number=EmployeeNumber(N1), job_title="Director")
    assert (await town.import_people(file)).changes_nothing
    assert await waiting(town) == {}, "it is not asked again"


async def test_ids_that_were_exchanged_change_when_both_are_decided(town: ImportScenario) -> None:
    await asked(town, renumbered(PEOPLE, **{ANN: BOB, BOB: ANN}))

    await decide(town, ANN, SAME)
    assert (await town.people())[ANN] == PEOPLE[3], "Bob's is not decided"
    await decide(town, BOB, SAME)

    people = await town.people()
    assert (people[ANN].number, people[BOB].number) == (BOB, ANN)
    assert replace(people[BOB], number=EmployeeNumber(BOB)) == PEOPLE[4]


async def test_another_pair_stays_open_and_its_people_as_they_are(town: ImportScenario) -> None:
    await asked(town, renumbered(PEOPLE, **{ANN: N1, SUE: N2}))

    await decide(town, ANN, SAME)

    assert set(await waiting(town)) == {SUE}
    assert (await town.people())[SUE] == PEOPLE[2]
    assert (await town.people())[MOE].supervisor == SUE


async def test_a_decision_waits_for_the_next_file_where_somebody_else_has_the_email_now(town: ImportScenario) -> None:
    file = renumbered(with_changes(PEOPLE, ANN, email="ann@new.example"), **{ANN: N1})
    await asked(town, file)
    await town.take(DirectoryUpdate(with_changes(file, BOB, email="ann@new.example")[:-4], DEPARTMENTS))
    await town.import_people(file)

    await decide(town, ANN, SAME)

    assert (await town.people())[ANN].number in (ANN, N1)
    await town.import_people(file)
    assert (await town.people())[ANN].number == N1


async def test_a_pair_is_decided_once_and_by_the_office(town: ImportScenario) -> None:
    await asked(town, renumbered(PEOPLE, **{ANN: N1}))
    pair = (await waiting(town))[ANN]
    command = DecideRenumberingCommand(pair.id, SAME)

    with pytest.raises(NotFound):
        await town.do(DecideRenumbering, command, ADA)
    await town.do(DecideRenumbering, command, OLA)
    with pytest.raises(RenumberingDecided):
        await town.do(DecideRenumbering, command, OLA)
    with pytest.raises(NotFound):
        await town.do(DecideRenumbering, replace(command, renumbering=type(pair.id)("none")), OLA)
