"""A form is saved over what the person has read, and over nothing else."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from moments.application.applications.edit_application import EditApplication, EditApplicationCommand
from moments.application.applications.filling_in import FilledIn, SupervisorWritten
from moments.application.applications.name_supervisor import NameSupervisor, NameSupervisorCommand
from moments.application.email.set_reminders import SetReminders, SetRemindersCommand
from moments.application.mentorships.agreement import ProposeAgreement, ProposeAgreementCommand
from moments.application.program.cycle import MoveStages, MoveStagesCommand
from moments.application.program.resources import ReviseResource, ReviseResourceCommand
from moments.application.surveys.office_surveys import SetSurveyChoices, SetSurveyChoicesCommand
from moments.domain.email.kinds import Reminder, reminders_revision
from moments.domain.mentorships.errors import AgreementChanged
from moments.domain.program.cycle import default_dates
from moments.domain.program.quarter import Quarter
from moments.domain.shared.errors import DomainErrors, IllegalTransition
from moments.domain.shared.ids import ResourceSlug
from moments.domain.shared.revision import ChangedMeanwhile, Revised
from moments.domain.surveys.choices import choices_revision
from moments.domain.surveys.survey import ChoiceQuestion
from moments.infrastructure.resources.markdown import read_markdown
from tests.application.scenario import ACTIVE, DAY, DENIED, DRAFT, OLA, WAITING, Program
from tests.domain.state_calendar import CALENDAR
from tests.infrastructure.persistence.people import ANN, BEN, CAL, MOE, NOW

Q4 = Quarter(2026, 4)
RATING = ChoiceQuestion.RATING
BASICS = ResourceSlug("basics")
MUTED = frozenset({Reminder.FIRST_MEETING_DUE})


async def edit(program: Program, off: int) -> str:
    revision = program.memory.state.applications[DRAFT].revision
    return await program.do(EditApplication, EditApplicationCommand(DRAFT, revision + off, FilledIn(bio="New")), ANN)


async def mute(program: Program, off: int) -> str:
    return await program.do(SetReminders, SetRemindersCommand(MUTED, reminders_revision(()) + off), ANN)


async def move_stages(program: Program, off: int) -> str:
    async with program.new_work() as work:
        revision = (await work.cycles.get(Q4)).revision
    dates = {stage: due + 60 * DAY for stage, due in default_dates(Q4, CALENDAR).items()}
    command = MoveStagesCommand(Q4, dates, revision + off, outside_first_month=True)
    return await program.do(MoveStages, command, OLA)


async def set_choices(program: Program, off: int) -> str:
    revision = choices_revision(program.memory.state.choices[RATING])
    return await program.do(SetSurveyChoices, SetSurveyChoicesCommand(RATING, ("Good", "Bad"), revision + off), OLA)


async def revise(program: Program, off: int) -> str:
    version = program.memory.state.resources[BASICS][-1].number
    use_case = partial(ReviseResource, read_markdown=read_markdown)
    return await program.do(use_case, ReviseResourceCommand(BASICS, "# Other words", version + off), OLA)


SAVES: dict[Revised, tuple[Callable[[Program, int], Any], str]] = {
    Revised.APPLICATION: (edit, DRAFT),
    Revised.REMINDERS: (mute, ANN),
    Revised.CYCLE: (move_stages, Q4.name),
    Revised.CHOICES: (set_choices, RATING.value),
    Revised.RESOURCE: (revise, BASICS),
}


@pytest.mark.parametrize("what", Revised)
async def test_a_save_over_something_else_than_was_read_is_refused(program: Program, what: Revised) -> None:
    save, identity = SAVES[what]
    with pytest.raises(ChangedMeanwhile) as refusal:
        await save(program, 1)
    assert (refusal.value.what, refusal.value.identity) == (what, identity)

    await save(program, 0)


@pytest.mark.rule("MEN-1")
async def test_an_agreement_is_replaced_only_by_who_has_read_it(program: Program) -> None:
    for by, read in ((MOE, None), (ANN, NOW - DAY)):
        with pytest.raises(AgreementChanged) as refusal:
            await program.do(ProposeAgreement, ProposeAgreementCommand(ACTIVE, read, "Lead", "Weekly", "Time"), by)
        assert (refusal.value.mentorship, refusal.value.field) == (ACTIVE, "proposedAt")
        there = program.memory.state.mentorships[ACTIVE].agreement
        assert there
        assert there.goals == "Grow"

    await program.do(ProposeAgreement, ProposeAgreementCommand(ACTIVE, NOW, "Lead", "Weekly", "Time"), MOE)


@pytest.mark.rule("APP-9")
async def test_an_application_that_waits_is_not_edited_whatever_was_read(program: Program) -> None:
    with pytest.raises(IllegalTransition):
        await program.do(EditApplication, EditApplicationCommand(WAITING, 0, FilledIn()), BEN)


@pytest.mark.rule("APP-7")
async def test_a_denied_application_names_no_supervisor_whoever_is_written(program: Program) -> None:
    nobody = SupervisorWritten(first_name="", last_name="", email="", on_leave=True)
    with pytest.raises(IllegalTransition):
        await program.do(NameSupervisor, NameSupervisorCommand(DENIED, nobody), CAL)


@pytest.mark.rule("APP-3", "CAP-2")
async def test_all_that_is_wrong_in_a_form_is_told_at_once_and_nothing_is_saved(program: Program) -> None:
    before = program.memory.state.applications[DRAFT]
    form = FilledIn(bio="x" * 5_000, available=False, capacity=9)
    with pytest.raises(DomainErrors) as refusal:
        await program.do(EditApplication, EditApplicationCommand(DRAFT, before.revision, form), ANN)

    assert {each.field for each in refusal.value.all} == {"bio", "capacity"}
    assert program.memory.state.applications[DRAFT].form == before.form
