"""Whom an import recognizes under another employee id, whom it asks about, and what waits until it is told (DIR-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.application.directory.claims import InvalidRenumbering
from moments.application.directory.merge import merge
from moments.application.directory.same_person import recognize, renumbered_people
from moments.application.directory.update import DirectoryUpdate, Snapshot, Statement
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import Likeness, Renumbering, Verdict, renumbering_id
from moments.domain.shared.ids import EmployeeNumber, PersonId
from tests.application.directory.scenario import (
    ADA,
    ANN,
    BOB,
    DEPARTMENTS,
    HEAD,
    MOE,
    OLA,
    PEOPLE,
    SAM,
    SUE,
    ImportScenario,
    employee,
    with_changes,
)

NOON = datetime(2026, 3, 2, 18, tzinfo=UTC)
N1, N2 = PersonId("N1"), PersonId("N2")
pytestmark = pytest.mark.rule("DIR-2")


def number(text: str) -> EmployeeNumber:
    return EmployeeNumber(text)


def told(old: str, new: str, verdict: Verdict = Verdict.SAME_PERSON, *, is_option: bool = True) -> Statement:
    return Statement(number(old), number(new), verdict, is_option)


def renumbered(people: Sequence[Employee], **new: str) -> tuple[Employee, ...]:
    """As a file has them: the same people with other numbers, known by no id but the file's own."""
    return tuple(
        replace(each, id=PersonId(new.get(each.id, each.id)), number=number(new.get(each.id, each.number)))
        for each in (
            replace(person, supervisor=PersonId(new.get(person.supervisor or "", person.supervisor or "")) or None)
            for person in people
        )
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """Everybody who is there after the import, the pairs, whose number changes, and why rows are not taken."""

    people: dict[PersonId, Employee]
    pairs: Sequence[Renumbering]
    renumbered: Mapping[PersonId, EmployeeNumber]
    problems: Sequence[str]


def seen(
    file: Sequence[Employee],
    *statements: Statement,
    people: Sequence[Employee] = PEOPLE,
    numbers: dict[PersonId, EmployeeNumber] | None = None,
    decided: Sequence[Renumbering] = (),
    former: frozenset[tuple[PersonId, str]] = frozenset(),
) -> Seen:
    present = Snapshot({each.id: each for each in people}, {}, {}, [], [], [], frozenset(), decided, former)
    update = DirectoryUpdate(file, DEPARTMENTS, numbers=numbers or {}, statements=statements)
    recognized = recognize(present, update, NOON)
    merged = merge(present, update, recognized)
    taken = {each.id: each for each in merged.people}
    staying = {each: present.people[each] for each in merged.staying}
    return Seen(
        {**staying, **taken},
        recognized.pairs,
        renumbered_people(present.people, merged.people),
        [each.reason for each in merged.problems],
    )


def of(found: Seen) -> dict[PersonId, Employee]:
    return found.people


def pairs(found: Seen) -> set[tuple[str, str]]:
    return {(each.person, each.number) for each in found.pairs}


@pytest.mark.parametrize(
    ("changes", "likenesses"),
    [
        ({}, (Likeness.EMAIL, Likeness.NAME_AND_HIRE_DATE)),
        ({"last_name": "Wed", "hire_date": date(2025, 1, 6)}, (Likeness.EMAIL,)),
        ({"email": "new@mo.example"}, (Likeness.NAME_AND_HIRE_DATE,)),
        ({"email": "new@mo.example", "last_name": "ABBÓTT "}, (Likeness.NAME_AND_HIRE_DATE,)),
    ],
)
def test_who_looks_like_somebody_who_is_gone_is_asked_about(
    changes: dict[str, Any], likenesses: tuple[Likeness, ...]
) -> None:
    file = renumbered(with_changes(PEOPLE, ANN, **changes), **{ANN: N1})

    found = seen(file)

    assert [(each.person, each.number, each.likenesses) for each in found.pairs] == [(ANN, N1, likenesses)]
    (problem,) = found.problems
    assert f"Is this Ann Abbott, {ANN}, under another id?" in problem
    assert f"--renumber {ANN}={N1} if so and --two-people {ANN}={N1} if not" in problem
    assert of(found)[ANN] == PEOPLE[3], "nothing of her is changed, and she is no leaver"
    assert N1 not in of(found)
    assert len(of(found)) == len(PEOPLE), "everybody else is imported"


@pytest.mark.parametrize(
    "changes",
    [{"email": "new@mo.example", "hire_date": date(2021, 1, 6)}, {"email": "x@y.example", "last_name": "Lee"}],
)
def test_who_has_only_the_name_or_the_hire_date_of_somebody_is_new(changes: dict[str, Any]) -> None:
    found = seen(renumbered(with_changes(PEOPLE, ANN, **changes), **{ANN: N1}))

    assert (pairs(found), N1 in of(found), ANN in of(found)) == (set(), True, False)


def test_capitals_and_spaces_make_no_other_id() -> None:
    file = tuple(replace(each, number=number(f" {each.number.lower()} ")) for each in PEOPLE)

    found = seen(file)

    assert (set(of(found)), pairs(found), dict(found.renumbered)) == ({each.id for each in PEOPLE}, set(), {})


def test_who_is_told_to_be_the_same_person_has_the_new_number_and_everything_else() -> None:
    file = renumbered(with_changes(PEOPLE, SAM, email="sam@dor.example"), **{SAM: N1})

    found = seen(file, told(SAM, N1))

    assert (pairs(found), dict(found.renumbered)) == (set(), {SAM: number(SAM)})
    assert (of(found)[SAM].number, of(found)[SAM].email) == (N1, "sam@dor.example")
    assert (of(found)[ANN].supervisor, of(found)[BOB].supervisor) == (SAM, SAM)


@pytest.mark.parametrize("is_option", [True, False])
def test_ids_can_be_exchanged_and_passed_on_in_one_file(is_option: bool) -> None:
    """Sam has Sue's, Sue has Ann's, and Ann has Sam's; Bob's goes to Moe, and Moe's to nobody."""
    new = {SAM: SUE, SUE: ANN, ANN: SAM, MOE: BOB, BOB: N1}
    file = renumbered(PEOPLE, **new)
    statements = [told(old, now, is_option=is_option) for old, now in new.items()]

    found = seen(file, *statements)

    assert of(found) == {each.id: replace(each, number=number(new.get(each.id, each.id))) for each in PEOPLE}
    assert not found.pairs


def test_a_column_that_says_so_for_good_exchanges_ids_once() -> None:
    new = {SAM: SUE, SUE: SAM}
    file = renumbered(PEOPLE, **new)
    statements = [told(old, now, is_option=False) for old, now in new.items()]
    after = seen(file, *statements)

    again = seen(
        file,
        *statements,
        people=[*of(after).values()],
        former=frozenset((person, before.casefold()) for person, before in after.renumbered.items()),
    )

    assert of(again) == of(after)
    assert not again.renumbered


def test_ids_that_were_exchanged_without_a_word_are_asked_about() -> None:
    found = seen(renumbered(PEOPLE, **{SAM: ANN, ANN: SAM}))

    assert pairs(found) == {(SAM, ANN), (ANN, SAM)}
    assert of(found) == {each.id: each for each in PEOPLE}


def test_an_id_that_passes_on_without_a_word_overwrites_nobody() -> None:
    """Ann has Bob's id, Bob a new one."""
    found = seen(renumbered(PEOPLE, **{ANN: BOB, BOB: N1}))

    assert pairs(found) == {(ANN, BOB), (BOB, N1)}
    assert of(found) == {each.id: each for each in PEOPLE}


def test_a_person_who_had_left_and_is_back_under_another_id_is_asked_about() -> None:
    left = with_changes(PEOPLE, ANN, left=date(2026, 2, 1))

    found = seen(renumbered(PEOPLE, **{ANN: N1}), people=left)

    assert pairs(found) == {(ANN, N1)}
    assert not of(found).keys() & {ANN, N1}


def test_two_people_are_two_and_are_not_asked_about_again() -> None:
    file = renumbered(PEOPLE, **{ANN: N1})
    pair = seen(file).pairs[0]
    decided = pair.decided(Verdict.TWO_PEOPLE, OLA, NOON)

    for found in (seen(file, told(ANN, N1, Verdict.TWO_PEOPLE)), seen(file, decided=[decided.without_row()])):
        assert (pairs(found), N1 in of(found), ANN in of(found)) == (set(), True, False)


def test_what_the_office_decided_before_is_followed_by_the_next_import_once() -> None:
    file = renumbered(PEOPLE, **{ANN: N1})
    decided = seen(file).pairs[0].decided(Verdict.SAME_PERSON, OLA, NOON)

    found = seen(file, decided=[decided])

    assert (pairs(found), of(found)[ANN].number) == (set(), N1)
    later = seen(renumbered(PEOPLE, **{ANN: N1}), decided=[decided.without_row()])
    assert pairs(later) == {(ANN, N1)}, "what was followed says nothing of a later change"


def test_reports_keep_their_supervisor_while_it_is_not_known_who_that_is() -> None:
    nora = employee(N2, "Nora New", N1)
    file = (*renumbered(PEOPLE, **{SAM: N1}), nora)

    found = seen(file)

    assert pairs(found) == {(SAM, N1)}
    assert (of(found)[ANN].supervisor, of(found)[BOB].supervisor, of(found)[N2].supervisor) == (SAM, SAM, None)


@pytest.mark.parametrize("statements", [(), (told(SAM, N1),)])
def test_a_supervisor_is_found_by_the_id_that_they_had_before(statements: tuple[Statement, ...]) -> None:
    """Ann's and Bob's rows still have Sam's old id, which is no row's."""
    old = PersonId("of nobody's row")
    file = tuple(
        replace(each, supervisor=old) if each.supervisor == N1 else each for each in renumbered(PEOPLE, **{SAM: N1})
    )

    found = seen(file, *statements, numbers={old: number(SAM)})

    assert (of(found)[ANN].supervisor, of(found)[BOB].supervisor) == (SAM, SAM)


def test_a_supervisor_is_found_by_a_former_id_at_any_later_import() -> None:
    old = PersonId("of nobody's row")
    people = with_changes(PEOPLE, SAM, number=number(N1))
    file = with_changes(people, ANN, supervisor=old)

    found = seen(file, people=people, numbers={old: number("e2")}, former=frozenset({(SAM, "e2")}))

    assert of(found)[ANN].supervisor == SAM


def test_nobody_comes_to_be_above_themselves_by_a_former_id() -> None:
    """Head's row, under a new id, reports to Sam; Sam's still to Head's old id."""
    old = PersonId("of nobody's row")
    file = with_changes(renumbered(PEOPLE, **{HEAD: N1}), SAM, supervisor=old)
    file = tuple(replace(each, supervisor=SAM) if each.number == N1 else each for each in file)

    found = of(seen(file, told(HEAD, N1), numbers={old: number(HEAD)}))

    assert (found[HEAD].supervisor, found[SAM].supervisor) == (SAM, None)


def test_whose_email_moves_on_waits_for_the_one_who_has_it_and_so_on() -> None:
    """Ann, who may be N1, has the address that is Bob's in the file, and he has the one that is Moe's there."""
    file = renumbered(with_changes(PEOPLE, ANN, email="ann@new.example"), **{ANN: N1})
    file = with_changes(file, BOB, email="ann.abbott@mo.example", job_title="Director")
    file = with_changes(file, MOE, email="bob.brown@mo.example")

    found = seen(file)

    assert pairs(found) == {(ANN, N1)}
    assert len(found.problems) == 3
    assert "E4 still has this address" in found.problems[1]
    assert of(found) == {each.id: each for each in PEOPLE}


def test_an_id_is_one_persons_while_another_waits() -> None:
    """Bob's id is Ann's now, as is told; who Bob is, is not."""
    found = seen(renumbered(PEOPLE, **{ANN: BOB, BOB: N1}), told(ANN, BOB))

    assert pairs(found) == {(BOB, N1)}
    assert (of(found)[ANN].number, of(found)[BOB].number) == (BOB, "")
    assert replace(of(found)[BOB], number=number(BOB)) == PEOPLE[4]


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        ([told("E99", N1)], "Nobody in the directory has the id E99."),
        ([told(ANN, "N9")], "No row of the file has the id N9."),
        ([told(ANN, "e4")], "The two ids are one"),
        ([told(BOB, N1)], "The person with the id E5 is still in the file"),
        ([told(ANN, N1), told(SAM, N1)], "is still in the file"),
        ([told(ANN, N1), told(ANN, N2)], "Another option says something else"),
    ],
)
def test_an_option_that_is_contradicted_is_refused_with_the_reason(statements: list[Statement], reason: str) -> None:
    file = (*renumbered(PEOPLE, **{ANN: N1}), replace(PEOPLE[3], id=N2, number=number(N2), email="n@mo.example"))

    with pytest.raises(InvalidRenumbering, match=reason) as refused:
        seen(file, *statements)
    assert refused.value.rule == "DIR-2"


def test_a_row_that_claims_the_id_of_somebody_who_is_still_there_is_not_imported() -> None:
    file = (*PEOPLE, replace(PEOPLE[3], id=N1, number=number(N1), email="n@mo.example"))

    found = seen(file, told(ANN, N1, is_option=False))

    assert found.problems == [
        f"The former id {ANN} is wrong. The person with the id {ANN} is still in the file with a row of their own."
    ]
    assert of(found) == {each.id: each for each in PEOPLE}


def test_a_column_that_names_an_id_of_before_our_time_says_nothing() -> None:
    found = seen(PEOPLE, told("OLD-4", ANN, is_option=False))

    assert (of(found), dict(found.renumbered)) == ({each.id: each for each in PEOPLE}, {})


@settings(max_examples=200, deadline=None)
@given(st.permutations(range(len(PEOPLE))), st.sets(st.sampled_from([each.id for each in PEOPLE])), st.data())
def test_whatever_ids_are_exchanged_everybody_stays_who_they_are(
    order: list[int], fresh: set[PersonId], data: st.DataObject
) -> None:
    """Some are told, the others are asked about; nobody is overwritten, and all tell the same in the end."""
    new = {each.id: PersonId(PEOPLE[to].id) for each, to in zip(PEOPLE, order, strict=True)}
    new |= {person: PersonId(f"N{person}") for person in fresh}
    moved = {old: now for old, now in new.items() if old != now}
    file = renumbered(PEOPLE, **moved)
    is_told = {old for old in moved if data.draw(st.booleans())}
    whole = {each.id: replace(each, number=number(new[each.id])) for each in PEOPLE}

    found = seen(file, *(told(old, moved[old]) for old in is_told))

    for person, record in of(found).items():
        assert replace(record, number=whole[person].number) == whole[person]
    assert set(of(found)) == set(whole)
    numbers = [each.number for each in of(found).values() if each.number]
    assert len(set(numbers)) == len(numbers)
    assert {(old, moved[old]) for old in moved.keys() - is_told} <= pairs(found)
    decided = [
        each.decided(Verdict.SAME_PERSON, OLA, NOON) for each in found.pairs if moved.get(each.person) == each.number
    ]
    former = frozenset((person, before.casefold()) for person, before in found.renumbered.items())
    assert of(seen(file, people=[*of(found).values()], decided=decided, former=former)) == whole


async def test_a_pair_waits_over_imports_and_is_kept_until_it_is_gone(town: ImportScenario) -> None:
    mentorship = await town.pair()
    file = renumbered(PEOPLE, **{MOE: N1})

    plan = await town.import_people(file)

    assert [each.person for each in plan.pairs] == [MOE]
    assert (plan.people.left, plan.people.added) == ((), ())
    async with town.units_of_work() as work:
        (kept,) = await work.renumberings.all()
    assert (kept.id, kept.person, kept.number, kept.verdict) == (renumbering_id(MOE, number(N1)), MOE, N1, None)
    assert kept.row == replace(PEOPLE[5], id=N1, number=number(N1), supervisor=None)
    assert kept.supervisor == SUE
    assert kept.found_at == town.clock.now()
    assert (await town.participant(MOE)).mentees == {1: mentorship}
    found_at = kept.found_at
    await town.import_people(file)
    async with town.units_of_work() as work:
        assert [each.found_at for each in await work.renumberings.all()] == [found_at], "since when it waits"
    await town.import_people(PEOPLE)
    async with town.units_of_work() as work:
        assert await work.renumberings.all() == []


async def test_a_renumbered_person_keeps_all_that_is_theirs(town: ImportScenario) -> None:
    mentorship = await town.pair()
    await town.staff()
    waiting = await town.submit(BOB)
    new = {MOE: N1, ADA: N2, SAM: PersonId("N3"), OLA: MOE}
    file = renumbered(PEOPLE, **new)

    plan = await town.take(DirectoryUpdate(file, DEPARTMENTS, statements=[told(old, now) for old, now in new.items()]))

    assert {person: each.number for person, each in (await town.people()).items() if person in new} == new
    lost = (plan.people.left, plan.people.added, plan.rerouted, plan.roles.administrators, plan.roles.office)
    assert not any(lost)
    assert (await town.participant(MOE)).mentees == {1: mentorship}
    assert (await town.application(waiting)).supervisor.person == SAM  # type: ignore[union-attr]
    everything = await town.everything()
    assert any(ADA in each for each in everything["administrators"])
    assert any(OLA in each for each in everything["office_members"])
    assert {subject for _, subject, _ in await town.events("person.renumbered")} == set(new)
    again = await town.take(DirectoryUpdate(file, DEPARTMENTS, statements=[told(MOE, N1), told(OLA, MOE)]))
    assert again.changes_nothing, "an option that was followed says nothing new"


async def test_somebody_else_under_a_new_id_is_new_and_the_other_has_left(town: ImportScenario) -> None:
    await town.import_people(renumbered(PEOPLE, **{MOE: N1}))

    option = told(MOE, N1, Verdict.TWO_PEOPLE)
    plan = await town.take(DirectoryUpdate(renumbered(PEOPLE, **{MOE: N1}), DEPARTMENTS, statements=[option]))

    assert [each.id for each in plan.people.left] == [MOE]
    assert [each.id for each in plan.people.added] == [N1]
    async with town.units_of_work() as work:
        assert await work.renumberings.all() == [], "an option is for its import"
