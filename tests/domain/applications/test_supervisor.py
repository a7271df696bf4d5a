"""Whom an application goes to: the directory's supervisor (APP-2), or another whom the applicant names (APP-7)."""

from collections.abc import Collection
from datetime import date

import pytest

from moments.domain.applications.events import ApplicationRerouted
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.applications.supervisor import (
    Colleague,
    InvalidSupervisor,
    Supervisor,
    SupervisorInput,
    name_supervisor,
)
from moments.domain.participants.employee import Employee
from moments.domain.shared.errors import DomainErrors
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import InvalidText
from tests.domain.assertions import refused, told
from tests.domain.builders import ANN, MOE, NOW, SAM, ZOE, a_supervisor, an_application, an_employee, later

ZOE_ZANE = an_employee(ZOE, first_name="Zoe", last_name="Zane", email="zoe.zane@mo.example")

OF_THE_DIRECTORY = a_supervisor(SAM)


def name(
    *,
    first_name: str = "Zoe",
    last_name: str = "Zane",
    email: str = "zoe.zane@mo.example",
    on_leave: bool = True,
    record: Employee | None = ZOE_ZANE,
    above: Collection[PersonId] = (SAM, MOE),
    supervises: bool = True,
    decided_by_applicant: bool = False,
    directory: Supervisor | None = OF_THE_DIRECTORY,
) -> Supervisor:
    written = SupervisorInput.read(first_name=first_name, last_name=last_name, email=email, on_leave=on_leave)
    named = record and Colleague(record, above, supervises, decided_by_applicant)
    return name_supervisor(written, named=named, applicant=ANN, directory=directory)


@pytest.mark.rule("APP-2")
def test_the_form_comes_with_the_directorys_supervisor() -> None:
    routed = Supervisor.from_directory(ZOE_ZANE)
    assert (routed.first_name, routed.last_name, routed.email) == ("Zoe", "Zane", "zoe.zane@mo.example")
    assert (routed.name, routed.chosen) == ("Zoe Zane", False)


@pytest.mark.rule("APP-7")
def test_an_applicant_names_any_other_state_employee_who_is_not_below_them() -> None:
    assert name() == Supervisor(ZOE, "Zoe", "Zane", "zoe.zane@mo.example", chosen=True)


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize(
    ("directory", "written"),
    [
        ("O'Brien", "O\u2019Brien"),
        ("D\u2019Angelo", "D'Angelo"),
        ("O'Brien", "OBrien"),
        ("Mu\u00f1oz", "Munoz"),
        ("Smith-Jones", "Smith Jones"),
        ("Smith", "Smith Jr."),
        ("Smith III", "Smith"),
        ("Kaho\u02bbolawe", "Kaho'olawe"),
        ("\u0141ukasz", "Lukasz"),
        ("Zane", "\uff3a\uff41\uff4e\uff45"),
    ],
    ids=ascii,
)
def test_a_name_is_taken_as_people_type_it_and_kept_as_the_directory_has_it(directory: str, written: str) -> None:
    record = an_employee(ZOE, first_name="Zoe", last_name=directory, email="zoe.zane@mo.example")
    assert name(last_name=written, record=record).last_name == directory


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize("last_name", ["zane", "ZANE", " Zane "])
def test_the_directorys_spelling_of_the_name_is_kept(last_name: str) -> None:
    assert name(first_name="Zoey", last_name=last_name).name == "Zoe Zane"


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize(
    ("changes", "problem", "field", "words"),
    [
        ({"record": None}, "not_found", "supervisorEmail", "Check the spelling of both"),
        (
            {"record": an_employee(ZOE, left=date(2026, 1, 2))},
            "not_found",
            "supervisorEmail",
            "Check the spelling of both",
        ),
        ({"record": an_employee(ANN, last_name="Zane")}, "applicant", "supervisorEmail", "is covering for yours"),
        ({"last_name": "Zorn"}, "not_found", "supervisorEmail", "Check the spelling of both"),
        ({"above": (ANN,)}, "reports_to_applicant", "supervisorEmail", "Name somebody else"),
        ({"above": (MOE, ANN, SAM)}, "reports_to_applicant", "supervisorEmail", "Name somebody else"),
        ({"supervises": False}, "no_supervisor", "supervisorEmail", "Nobody reports to this person"),
        ({"decided_by_applicant": True}, "mutual", "supervisorEmail", "Name somebody else"),
        ({"on_leave": False}, "not_on_leave", "onExtendedLeave", "on extended leave"),
    ],
    ids=[
        "unknown",
        "left",
        "oneself",
        "another's email",
        "direct report",
        "report of a report",
        "no supervisor",
        "one whom the applicant decides",
        "no leave",
    ],
)
def test_the_wrong_person_is_refused_with_what_to_do(changes, problem: str, field: str, words: str) -> None:
    with pytest.raises(InvalidSupervisor) as refusal:
        name(**changes)
    assert (refusal.value.problem, refusal.value.field, refusal.value.rule) == (problem, field, "APP-7")
    assert words in str(refusal.value)


@pytest.mark.rule("APP-2")
def test_all_the_supervisors_fields_are_required_and_all_the_blank_ones_are_named_at_once() -> None:
    with pytest.raises(DomainErrors) as refusal:
        name(first_name=" ", last_name="", email="\t")
    assert told(refusal.value) == {
        ("InvalidText", "APP-2", "supervisorFirstName"),
        ("InvalidText", "APP-2", "supervisorLastName"),
        ("InvalidText", "APP-2", "supervisorEmail"),
    }
    with pytest.raises(InvalidText) as one:
        name(first_name=" ")
    assert str(one.value) == "The supervisor's first name is missing. Fill it in."


@pytest.mark.rule("APP-2")
@pytest.mark.parametrize(
    "hostile", ["a\x00b", "a\u200b \u2060"[1:], "x" * 400], ids=["NUL", "nothing seen", "too long"]
)
def test_the_supervisors_fields_are_text_before_anybody_is_looked_for(hostile: str) -> None:
    with pytest.raises(DomainErrors) as refusal:
        SupervisorInput.read(first_name=hostile, last_name=hostile, email=hostile, on_leave=True)
    assert {field for _, _, field in told(refusal.value)} == {
        "supervisorFirstName",
        "supervisorLastName",
        "supervisorEmail",
    }
    written = SupervisorInput.read(
        first_name=" Zoe\u202e ",
        last_name="van \t der\nZane\u200b",
        email=" zoe.zane@mo.example\ufeff\n",
        on_leave=True,
    )
    assert written == SupervisorInput("Zoe", "van der Zane", "zoe.zane@mo.example", on_leave=True)


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize(
    ("written", "directory"),
    [
        ("Pe\u0301rez", "P\u00e9rez"),
        ("P\u00c9REZ", "Pe\u0301rez"),
        ("VAN  DER\u00a0BERG", "van der Berg"),
        ("GROSS", "Gro\u00df"),
    ],
    ids=["composed", "decomposed", "blanks", "sharp s"],
)
def test_a_last_name_written_another_way_is_still_the_same(written: str, directory: str) -> None:
    record = an_employee(ZOE, first_name="Zoe", last_name=directory)
    assert name(last_name=written, record=record).last_name == directory


@pytest.mark.rule("APP-7")
def test_a_waiting_application_leaves_the_old_supervisors_queue_for_the_new_ones() -> None:
    application = an_application().submitted().build()
    application.name_supervisor(a_supervisor(ZOE, chosen=True), at=later(days=3))
    assert application.supervisor == a_supervisor(ZOE, chosen=True)
    assert (application.state, application.held_since) == (ApplicationState.SUBMITTED, later(days=3))
    (event,) = application.collect_events()
    assert isinstance(event, ApplicationRerouted)
    assert (event.by, event.from_supervisor, event.to_supervisor) == (ANN, SAM, ZOE)
    assert event.occurred_at == later(days=3)


@pytest.mark.rule("APP-7")
def test_a_waiting_application_is_not_rerouted_to_whom_it_is_with_already() -> None:
    application = an_application().submitted().build()
    with refused(InvalidSupervisor, application) as refusal:
        application.name_supervisor(a_supervisor(chosen=True), at=later(days=3))
    assert refusal.error.problem == "same"
    assert refusal.sentence == "The application is with this supervisor already. Name another, or leave it as it is."


@pytest.mark.rule("APP-7")
def test_the_supervisor_of_a_draft_is_noted_and_routes_nothing() -> None:
    application = an_application().build()
    application.name_supervisor(a_supervisor(ZOE, chosen=True), at=later(days=3))
    assert application.supervisor == a_supervisor(ZOE, chosen=True)
    assert application.held_since == NOW
    assert application.collect_events() == ()


# --- a directory update changes who supervises the applicant ----------------------------------------


def test_a_waiting_application_follows_the_directory_by_nobodys_hand() -> None:
    application = an_application().submitted().build()
    assert application.follow_directory(a_supervisor(ZOE), supervisor_left=False, at=later(days=3))
    assert application.supervisor == a_supervisor(ZOE)
    assert application.held_since == later(days=3)
    (event,) = application.collect_events()
    assert isinstance(event, ApplicationRerouted)
    assert (event.by, event.from_supervisor, event.to_supervisor) == (None, SAM, ZOE)


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize("waits", [False, True], ids=["draft", "submitted"])
def test_whom_the_applicant_chose_is_kept_whatever_the_directory_says(waits: bool) -> None:
    built = an_application().routed_to(a_supervisor(ZOE, chosen=True))
    application = (built.submitted() if waits else built).build()
    assert not application.follow_directory(a_supervisor(MOE), supervisor_left=False, at=later(days=3))
    assert application.supervisor == a_supervisor(ZOE, chosen=True)
    assert application.collect_events() == ()


@pytest.mark.rule("APP-7")
def test_a_new_name_of_whom_the_applicant_chose_is_noted_and_they_stay_chosen() -> None:
    application = an_application().routed_to(a_supervisor(ZOE, chosen=True)).submitted().build()
    renamed = a_supervisor(ZOE, last_name="Sterling")
    assert application.follow_directory(renamed, supervisor_left=False, at=later(days=3))
    assert application.supervisor == a_supervisor(ZOE, last_name="Sterling", chosen=True)
    assert application.collect_events() == ()


def test_whom_the_applicant_chose_is_replaced_once_they_have_left() -> None:
    application = an_application().routed_to(a_supervisor(ZOE, chosen=True)).submitted().build()
    assert application.follow_directory(a_supervisor(MOE), supervisor_left=True, at=later(days=3))
    assert application.supervisor == a_supervisor(MOE)


def test_a_waiting_application_never_has_nobody_to_go_to() -> None:
    application = an_application().submitted().build()
    assert not application.follow_directory(None, supervisor_left=False, at=later(days=3))
    assert application.supervisor == a_supervisor()


def test_a_draft_follows_the_directory_also_to_nobody_and_says_nothing() -> None:
    application = an_application().build()
    for supervisor in (a_supervisor(ZOE), None, a_supervisor()):
        assert application.follow_directory(supervisor, supervisor_left=False, at=later(days=3))
        assert application.supervisor == supervisor
    assert application.collect_events() == ()


def test_a_supervisors_new_name_is_noted_without_a_reroute() -> None:
    application = an_application().submitted().build()
    assert application.follow_directory(a_supervisor(last_name="Sterling"), supervisor_left=False, at=later(days=3))
    assert application.supervisor == a_supervisor(last_name="Sterling")
    assert application.held_since == NOW
    assert application.collect_events() == ()


@pytest.mark.parametrize(
    "state", [ApplicationState.APPROVED, ApplicationState.DENIED, ApplicationState.WITHDRAWN], ids=lambda s: s.value
)
def test_an_application_that_waits_for_nobody_is_left_as_it_is(state: ApplicationState) -> None:
    application = an_application().in_state(state).build()
    assert not application.follow_directory(a_supervisor(ZOE), supervisor_left=False, at=later(days=3))
    assert application.supervisor == a_supervisor()


def test_an_update_that_changes_nothing_says_so() -> None:
    application = an_application().submitted().build()
    assert not application.follow_directory(a_supervisor(), supervisor_left=False, at=later(days=3))


@pytest.mark.rule("APP-7")
@pytest.mark.parametrize(
    ("typed", "directorys"),
    [
        ("Garcia Lopez", "Garc\u00eda-L\u00f3pez"),
        ("O\u2019NEIL", "O'Neil"),
        ("oneil", "O'Neil"),
        ("\uff3a\uff41\uff4e\uff45", "Zane"),
        ("van derZane", "Van der Zane"),
        ("strasse", "Stra\u00dfe"),
    ],
    ids=["accents", "apostrophes", "no apostrophe", "width", "spaces", "sharp s"],
)
def test_a_name_is_compared_as_people_type_it(typed: str, directorys: str) -> None:
    record = an_employee(ZOE, first_name="Zoe", last_name=directorys, email="zoe.zane@mo.example")
    assert name(last_name=typed, record=record).last_name == directorys


@pytest.mark.rule("APP-7")
def test_where_the_directory_has_no_supervisor_nobody_is_on_leave() -> None:
    assert name(on_leave=False, directory=None).chosen


@pytest.mark.rule("APP-7")
def test_whoever_names_the_directorys_supervisor_has_chosen_nobody() -> None:
    record = an_employee(SAM, last_name="Stone")
    assert name(last_name="Stone", record=record, on_leave=False, supervises=False) == OF_THE_DIRECTORY
