"""The steps of what the program office and the administrators look after."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import partial

from moments.application.actions.action import Action
from moments.application.actions.offers import ALWAYS, Step, Steps
from moments.application.email.failed_emails import DiscardEmailCommand, ResendEmailCommand
from moments.application.identity.unbind_sign_in import UnbindSignInCommand
from moments.application.program.administrators import RemoveAdministratorCommand
from moments.application.program.cycle import RunStageCommand, SkipStageCommand
from moments.application.program.holidays import RemoveHolidayCommand
from moments.application.program.office import RemoveOfficeMemberCommand
from moments.application.program.skills import ReinstateSkillCommand, RetireSkillCommand
from moments.domain.email.email import OutboxEmail
from moments.domain.participants.renumbering import Renumbering
from moments.domain.program.administrators import check_may_remove_administrator
from moments.domain.program.cycle import Cycle, Stage
from moments.domain.program.holidays import Holiday
from moments.domain.program.office import check_leaving_member
from moments.domain.program.skills import Skill
from moments.domain.shared.ids import DepartmentCode, PersonId

FORESEEN_REASON = "Foreseen"
"""Any reason has the same effect."""
OFFICE_STEPS: Steps = {
    Action.ADD_SKILL: ALWAYS,
    Action.SET_HOLIDAY: ALWAYS,
    Action.ADD_OFFICE_MEMBER: ALWAYS,
    Action.REQUEST_TRIAL_RUN: ALWAYS,
}
RUN_STEPS: Steps = {Action.REQUEST_TRIAL_RUN: ALWAYS}
SURVEY_CHOICES_STEPS: Steps = {Action.SET_SURVEY_CHOICES: ALWAYS}
RESOURCE_STEPS: Steps = {Action.REVISE_RESOURCE: ALWAYS}
DEPARTMENT_STEPS: Steps = {Action.NAME_ADMINISTRATOR: ALWAYS}


def skill_steps(skill: Skill) -> Steps:
    return {
        Action.RETIRE_SKILL: Step(skill.check_may_retire, RetireSkillCommand(skill.id)),
        Action.REINSTATE_SKILL: Step(skill.check_may_reinstate, ReinstateSkillCommand(skill.id)),
    }


def holiday_steps(holiday: Holiday) -> Steps:
    return {
        Action.SET_HOLIDAY: ALWAYS,
        Action.REMOVE_HOLIDAY: replace(ALWAYS, command=RemoveHolidayCommand(holiday.day)),
    }


def administrator_steps(person: PersonId, department: DepartmentCode, by: PersonId) -> Steps:
    """`person`: an administrator of the department."""
    check = partial(check_may_remove_administrator, person, [person], by=by)
    return {Action.REMOVE_ADMINISTRATOR: Step(check, RemoveAdministratorCommand(department, person))}


def office_member_steps(person: PersonId, members: Collection[PersonId]) -> Steps:
    check = partial(check_leaving_member, person, members)
    return {Action.REMOVE_OFFICE_MEMBER: Step(check, RemoveOfficeMemberCommand(person))}


def sign_in_steps(person: PersonId) -> Steps:
    """`person`: somebody who is bound to an account."""
    return {Action.UNBIND_SIGN_IN: replace(ALWAYS, command=UnbindSignInCommand(person))}


def renumbering_steps(renumbering: Renumbering) -> Steps:
    return {Action.DECIDE_RENUMBERING: Step(renumbering.check_open)}


def email_steps(email: OutboxEmail) -> Steps:
    return {
        Action.RESEND_EMAIL: Step(email.check_failed, ResendEmailCommand(email.id)),
        Action.DISCARD_EMAIL: Step(email.check_failed, DiscardEmailCommand(email.id, FORESEEN_REASON)),
    }


def stage_steps(cycle: Cycle, stage: Stage, by: PersonId, at: datetime) -> Steps:
    """A stage outside the quarter's first month is for the input to confirm. What the matching does, only its run
    shows.
    """
    run = RunStageCommand(cycle.quarter, stage, outside_first_month=True)
    skip = SkipStageCommand(cycle.quarter, stage, FORESEEN_REASON)
    return {
        Action.MOVE_STAGES: Step(partial(cycle.check_may_move, stage)),
        Action.RUN_STAGE: Step(
            partial(cycle.check_run, stage, by=by, at=at, outside_first_month=True),
            None if stage is Stage.MATCH else run,
        ),
        Action.SKIP_STAGE: Step(partial(cycle.check_may_skip, stage), skip),
    }
