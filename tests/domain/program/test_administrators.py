"""A department's administrators (APR-8), and who works in the program office."""

from datetime import date

import pytest

from moments.domain.program.administrators import (
    Administrator,
    AdministratorNamed,
    AdministratorRemoved,
    InvalidAdministrator,
    name_administrator,
    remove_administrator,
)
from moments.domain.program.office import InvalidOfficeMember, check_leaving_member, check_new_member
from tests.domain.builders import ADA, ANN, HEALTH, NOW, REVENUE, ZOE, an_employee

ADA_ADAMS = an_employee(ADA, first_name="Ada", last_name="Adams")


@pytest.mark.rule("APR-8")
@pytest.mark.parametrize("present", [(), (ANN,), (ANN, ZOE, "E-1", "E-2", "E-3")], ids=["first", "second", "sixth"])
def test_a_department_names_as_many_administrators_as_it_wishes(present) -> None:
    named, event = name_administrator(ADA_ADAMS, REVENUE, present, by=ZOE, at=NOW)
    assert named == Administrator(ADA, REVENUE, named_by=ZOE, named_at=NOW)
    assert event == AdministratorNamed(occurred_at=NOW, by=ZOE, person=ADA, department=REVENUE)


@pytest.mark.rule("APR-8")
@pytest.mark.parametrize(
    ("person", "department", "present", "problem", "words"),
    [
        (None, REVENUE, (), "unknown", "No State employee has this email"),
        (an_employee(ADA, left=date(2026, 1, 1)), REVENUE, (), "unknown", "No State employee has this email"),
        (ADA_ADAMS, HEALTH, (), "other_department", "Name somebody who works in it"),
        (ADA_ADAMS, REVENUE, (ADA,), "already", "Ada Adams is an administrator of this department already"),
    ],
    ids=["unknown", "left", "other-department", "already"],
)
def test_whoever_cannot_be_an_administrator_is_refused_with_the_reason(
    person, department, present, problem: str, words: str
) -> None:
    with pytest.raises(InvalidAdministrator) as refusal:
        name_administrator(person, department, present, by=ZOE, at=NOW)
    assert (refusal.value.problem, refusal.value.rule, refusal.value.field) == (problem, "APR-8", "email")
    assert words in str(refusal.value)


@pytest.mark.rule("APR-8")
def test_an_administrator_removes_another_of_the_department() -> None:
    assert remove_administrator(ANN, REVENUE, (ADA, ANN), by=ADA, at=NOW) == AdministratorRemoved(
        occurred_at=NOW, by=ADA, person=ANN, department=REVENUE
    )


@pytest.mark.rule("APR-8")
def test_an_administrator_does_not_remove_themselves_so_that_a_department_is_not_left_alone() -> None:
    with pytest.raises(InvalidAdministrator) as refusal:
        remove_administrator(ADA, REVENUE, (ADA,), by=ADA, at=NOW)
    assert refusal.value.problem == "self"
    assert "program office" in str(refusal.value)


@pytest.mark.rule("APR-8")
def test_whoever_is_no_administrator_cannot_be_removed() -> None:
    with pytest.raises(InvalidAdministrator) as refusal:
        remove_administrator(ANN, REVENUE, (ADA,), by=ADA, at=NOW)
    assert refusal.value.problem == "not_one"


def test_the_office_takes_in_any_state_employee_once() -> None:
    assert check_new_member(ADA_ADAMS, (ZOE,)) is ADA_ADAMS
    for person, members, problem in (
        (None, (), "unknown"),
        (an_employee(ADA, left=date(2026, 1, 1)), (), "unknown"),
        (ADA_ADAMS, (ADA,), "already"),
    ):
        with pytest.raises(InvalidOfficeMember) as refusal:
            check_new_member(person, members)
        assert (refusal.value.problem, refusal.value.field) == (problem, "email")


def test_the_office_is_never_left_without_anybody() -> None:
    check_leaving_member(ADA, (ADA, ZOE))
    for members, problem in (((ZOE,), "not_one"), ((ADA,), "last")):
        with pytest.raises(InvalidOfficeMember) as refusal:
            check_leaving_member(ADA, members)
        assert refusal.value.problem == problem
