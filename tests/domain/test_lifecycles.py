"""Every (state, trigger) pair of every lifecycle, against tables written out here by hand.

The tables are the test's own: a row that the code gains, loses or sends elsewhere fails here first.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

import pytest

from moments.domain.applications.application import Application
from moments.domain.applications.decision import AlreadyDecided
from moments.domain.applications.lifecycle import APPLICATION, ApplicationState
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_run import TRIAL_RUN, TrialRun, TrialRunState
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.errors import RequestWasClosed
from moments.domain.mentorships.lifecycle import MEETING, MENTORSHIP, MeetingState, MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.participant import STANDING, Participant, Standing
from moments.domain.program.cycle import STAGE, Cycle, Stage, StageAlreadyDone, StageState
from moments.domain.program.quarter import Quarter
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError, IllegalTransition
from moments.domain.shared.ids import TrialRunId
from moments.domain.shared.lifecycle import Lifecycle, Transition
from tests.domain.assertions import refused, state_of, triggers_of
from tests.domain.builders import (
    ANN,
    MOE,
    REVENUE,
    ZOE,
    a_form,
    a_meeting,
    a_mentee,
    a_mentor,
    a_mentorship,
    a_supervisor,
    a_trial_report,
    an_application,
    as_submitted,
    later,
    sam,
    the_handbook,
    the_two,
)
from tests.domain.state_calendar import CALENDAR

NO = None
"""The step does not exist from that state."""

EXPECTED: dict[str, tuple[Lifecycle[Any], list[str], dict[str, list[str | None]]]] = {
    "application": (
        APPLICATION,
        ["edit", "submit", "reroute", "approve", "deny", "revise", "withdraw"],
        {
            "draft": ["draft", "submitted", NO, NO, NO, NO, "withdrawn"],
            "submitted": [NO, NO, "submitted", "approved", "denied", NO, "withdrawn"],
            "approved": ["approved", NO, NO, NO, NO, NO, "withdrawn"],
            "denied": [NO, NO, NO, NO, NO, "draft", "withdrawn"],
            "withdrawn": [NO, NO, NO, NO, NO, "draft", NO],
        },
    ),
    "mentorship": (
        MENTORSHIP,
        ["accept", "decline", "cancel", "close", "complete", "discontinue"],
        {
            "requested": ["active", "declined", "cancelled", "closed", NO, NO],
            "active": [NO, NO, NO, NO, "completed", "discontinued"],
            "declined": [NO, NO, NO, NO, NO, NO],
            "cancelled": [NO, NO, NO, NO, NO, NO],
            "closed": [NO, NO, NO, NO, NO, NO],
            "completed": [NO, NO, NO, NO, NO, NO],
            "discontinued": [NO, NO, NO, NO, NO, NO],
        },
    ),
    "stage": (
        STAGE,
        ["move", "run", "skip"],
        {"planned": ["planned", "done", "skipped"], "done": [NO, NO, NO], "skipped": [NO, NO, NO]},
    ),
    "rehearsal": (
        TRIAL_RUN,
        ["begin", "finish", "give_up"],
        {"waiting": ["waiting", "done", "failed"], "done": [NO, NO, NO], "failed": [NO, NO, NO]},
    ),
    "meeting": (
        MEETING,
        ["confirm", "move", "hold", "confirm_hours", "cancel"],
        {
            "proposed": ["confirmed", "proposed", "held", NO, "called_off"],
            "confirmed": [NO, "proposed", "held", NO, "called_off"],
            "held": [NO, NO, NO, "held", NO],
            "called_off": [NO, NO, NO, NO, NO],
        },
    ),
    "participant": (
        STANDING,
        ["suspend", "reinstate"],
        {
            "eligible": ["suspended", NO],
            "suspended": [NO, "eligible"],
        },
    ),
}

PAIRS = [
    pytest.param(name, state, trigger, target, id=f"{name}-{state}-{trigger}")
    for name, (_, triggers, rows) in EXPECTED.items()
    for state, targets in rows.items()
    for trigger, target in zip(triggers, targets, strict=True)
]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_has_the_expected_states_and_triggers_and_no_more(name: str) -> None:
    lifecycle, triggers, rows = EXPECTED[name]
    assert lifecycle.what == name
    states: type[Enum] = lifecycle.states
    assert {state.value for state in states} == set(rows)
    assert triggers_of(lifecycle) == set(triggers)
    assert lifecycle.initial.value == next(iter(rows))


@pytest.mark.parametrize(("name", "state", "trigger", "target"), PAIRS)
def test_a_table_leads_where_it_should_and_nowhere_else(
    name: str, state: str, trigger: str, target: str | None
) -> None:
    lifecycle = EXPECTED[name][0]
    present = lifecycle.states(state)
    assert lifecycle.can(present, trigger) is (target is not None)
    if target is not None:
        assert lifecycle.next_state(present, trigger) is lifecycle.states(target)
        return
    with pytest.raises(IllegalTransition) as refusal:
        lifecycle.next_state(present, trigger)
    assert (refusal.value.what, refusal.value.state, refusal.value.trigger) == (name, state, trigger)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_trigger_that_does_not_exist_leads_nowhere(name: str) -> None:
    lifecycle = EXPECTED[name][0]
    assert not lifecycle.can(lifecycle.initial, "explode")
    with pytest.raises(IllegalTransition):
        lifecycle.next_state(lifecycle.initial, "explode")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_diagram_shows_every_step_once_with_its_beginning_and_its_ends(name: str) -> None:
    lifecycle, triggers, rows = EXPECTED[name]
    steps = [
        f"{state} --> {target}: {trigger}"
        for state, targets in rows.items()
        for trigger, target in zip(triggers, targets, strict=True)
        if target
    ]
    ends = [f"{state} --> [*]" for state, targets in rows.items() if not {*targets} - {None, state}]
    lines = [line.strip() for line in lifecycle.diagram().splitlines()]
    assert lines[0] == "stateDiagram-v2"
    assert sorted(lines[1:]) == sorted([f"[*] --> {next(iter(rows))}", *steps, *ends])


@pytest.mark.parametrize(
    "again",
    [
        Transition("confirm", (MeetingState.PROPOSED,), MeetingState.HELD),
        Transition("hold", (MeetingState.PROPOSED,) * 2, MeetingState.HELD),
    ],
    ids=["in another row", "in the same row"],
)
def test_a_table_that_says_two_things_of_a_state_and_a_trigger_is_not_built(again: Transition[MeetingState]) -> None:
    one = Transition("confirm", (MeetingState.PROPOSED,), MeetingState.CONFIRMED)
    with pytest.raises(ValueError, match="twice in the table of the meeting"):
        Lifecycle("meeting", MeetingState, MeetingState.PROPOSED, [one, again], MEETING.words)


def test_a_table_with_a_state_that_has_no_words_is_not_built() -> None:
    words = {state: told for state, told in MEETING.words.items() if state is not MeetingState.HELD}
    with pytest.raises(ValueError, match="no words for a person"):
        Lifecycle("meeting", MeetingState, MeetingState.PROPOSED, MEETING.steps, words)


# --- the aggregates go by their tables ------------------------------------------------------

Verb = Callable[[Any], object]


def _a_cycle(state: StageState) -> Cycle:
    """Its first stage in that state."""
    cycle = Cycle.planned(Quarter(2027, 1), CALENDAR)
    if state is StageState.DONE:
        cycle.run(Stage.ANNOUNCE, by=None, at=later())
    if state is StageState.SKIPPED:
        cycle.skip(Stage.ANNOUNCE, "No mail that week.", by=ZOE, at=later())
    cycle.collect_events()
    return cycle


def _a_trial_run(state: TrialRunState) -> TrialRun:
    trial_run = TrialRun.ask(TrialRunId("r"), None, RunParameters(), by=ZOE, at=later())
    if state is TrialRunState.DONE:
        trial_run.finish(a_trial_report(), at=later())
    if state is TrialRunState.FAILED:
        trial_run.give_up(at=later())
    trial_run.collect_events()
    return trial_run


BUILD: dict[str, Callable[[Enum], Aggregate]] = {
    "application": lambda state: an_application().in_state(ApplicationState(state)).build(),
    "mentorship": lambda state: a_mentorship().in_state(MentorshipState(state)).build(),
    "meeting": lambda state: a_meeting().in_state(MeetingState(state)).build(),
    "stage": lambda state: _a_cycle(StageState(state)),
    "rehearsal": lambda state: _a_trial_run(TrialRunState(state)),
    "participant": lambda state: a_mentor().suspended().build() if state is Standing.SUSPENDED else a_mentor().build(),
}


def _edit(application: Application) -> None:
    application.edit(a_form(bio="Another bio."), the_handbook(), at=later(days=1))


def _submit(application: Application) -> None:
    application.submit(reasons=(), catalog=the_handbook(), at=later(days=1))


def _reroute(application: Application) -> None:
    application.name_supervisor(a_supervisor(ZOE, chosen=True), at=later(days=1))


def _approve(application: Application) -> None:
    application.approve(
        sam(), read=as_submitted(application), department=REVENUE, reasons=(), message=None, at=later(days=1)
    )


def _deny(application: Application) -> None:
    application.deny(sam(), read=as_submitted(application), department=REVENUE, message=None, at=later(days=1))


def _accept(mentorship: Mentorship) -> None:
    mentor, mentee = a_mentor().build(), a_mentee().build()
    mentorship.accept(mentor=mentor, mentee=mentee, message=None, ends_on=date(2027, 1, 5), at=later(days=1))


def _move(meeting: Meeting) -> None:
    meeting.move(
        MOE, read=meeting.starts_at, starts_at=later(days=4), minutes=60, outside_hours=False, at=later(days=2)
    )


VERBS: dict[str, dict[str, Verb]] = {
    "application": {
        "edit": _edit,
        "submit": _submit,
        "reroute": _reroute,
        "approve": _approve,
        "deny": _deny,
        "revise": lambda application: application.revise(a_supervisor(), at=later(days=1)),
        "withdraw": lambda application: application.withdraw(at=later(days=1)),
    },
    "mentorship": {
        "accept": _accept,
        "decline": lambda mentorship: mentorship.decline(mentee=a_mentee().build(), message=None, at=later(days=1)),
        "cancel": lambda mentorship: mentorship.cancel(mentee=a_mentee().build(), at=later(days=1)),
        "close": lambda mentorship: mentorship.end_request(EndReason.MENTOR_FULL, at=later(days=1)),
        "complete": lambda mentorship: mentorship.complete(MOE, **the_two(), at=later(days=1)),
        "discontinue": lambda mentorship: mentorship.discontinue(ANN, **the_two(), at=later(days=1)),
    },
    "meeting": {
        "confirm": lambda meeting: meeting.confirm(
            MOE, read=meeting.starts_at, minutes=meeting.minutes, at=later(days=2)
        ),
        "move": _move,
        "hold": lambda meeting: meeting.mark_held(MOE, read=meeting.starts_at, minutes=60, at=later(days=2)),
        "cancel": lambda meeting: meeting.cancel(MOE, read=meeting.starts_at, at=later(days=2)),
        "confirm_hours": lambda meeting: meeting.confirm_hours(
            ANN, read=meeting.starts_at, minutes=meeting.minutes, at=later(days=3)
        ),
    },
    "stage": {
        "move": lambda cycle: cycle.move({Stage.ANNOUNCE: later(days=1)}, by=ZOE, at=later()),
        "run": lambda cycle: cycle.run(Stage.ANNOUNCE, by=ZOE, at=later()),
        "skip": lambda cycle: cycle.skip(Stage.ANNOUNCE, "No mail that week.", by=ZOE, at=later()),
    },
    "rehearsal": {
        "begin": lambda trial_run: trial_run.begin(at=later(days=1)),
        "finish": lambda trial_run: trial_run.finish(a_trial_report(), at=later(days=1)),
        "give_up": lambda trial_run: trial_run.give_up(at=later(days=1)),
    },
    "participant": {
        "suspend": lambda participant: participant.suspend(at=later(days=1)),
        "reinstate": lambda participant: participant.reinstate(at=later(days=1)),
    },
}

SILENT = {("application", "draft", "edit"), ("rehearsal", "waiting", "begin")}
"""Steps that are nobody's business and record no event."""

REFUSED_WITH: dict[tuple[str, str, str], type[DomainError]] = {
    ("application", state, trigger): AlreadyDecided
    for state in ("approved", "denied")
    for trigger in ("approve", "deny")
}
REFUSED_WITH |= {
    ("mentorship", state, trigger): RequestWasClosed
    for state in ("closed", "cancelled")
    for trigger in ("accept", "decline")
}
REFUSED_WITH |= {
    ("stage", state, trigger): StageAlreadyDone for state in ("done", "skipped") for trigger in ("move", "run", "skip")
}
"""Steps refused in better words than "the step does not exist" (APR-9, CAP-4)."""

NAMES_ALSO_IN_A_DRAFT = ("application", "draft", "reroute")
"""Naming the supervisor of a draft is no step of the table: it is noted, and routes nothing (APP-7)."""


def the_state(aggregate: Aggregate) -> Enum:
    if isinstance(aggregate, Participant):
        return aggregate.standing
    if isinstance(aggregate, Cycle):
        return aggregate.stages[Stage.ANNOUNCE].state
    assert isinstance(aggregate, Application | Mentorship | Meeting | TrialRun)
    return aggregate.state


@pytest.mark.parametrize(("name", "state", "trigger", "target"), PAIRS)
def test_an_aggregate_goes_by_its_table(name: str, state: str, trigger: str, target: str | None) -> None:
    aggregate = BUILD[name](EXPECTED[name][0].states(state))
    verb = VERBS[name][trigger]
    if (name, state, trigger) == NAMES_ALSO_IN_A_DRAFT:
        verb(aggregate)
        assert the_state(aggregate) is ApplicationState.DRAFT
        assert aggregate.collect_events() == ()
    elif target is None:
        with refused(REFUSED_WITH.get((name, state, trigger), IllegalTransition), aggregate):
            verb(aggregate)
        assert aggregate.collect_events() == ()
    else:
        verb(aggregate)
        assert the_state(aggregate).value == target
        assert len(aggregate.collect_events()) == (0 if (name, state, trigger) in SILENT else 1)


def test_every_trigger_of_every_table_is_a_verb_of_its_aggregate() -> None:
    assert {name: set(verbs) for name, verbs in VERBS.items()} == {
        name: set(triggers) for name, (_, triggers, _) in EXPECTED.items()
    }


def test_events_are_handed_over_once_and_in_order() -> None:
    application = an_application().build()
    _submit(application)
    _approve(application)
    assert [type(event).__name__ for event in application.collect_events()] == [
        "ApplicationSubmitted",
        "ApplicationApproved",
    ]
    assert application.collect_events() == ()


def test_two_aggregates_with_the_same_content_are_still_two() -> None:
    one, other = an_application().build(), an_application().build()
    assert state_of(one) == state_of(other)
    assert one != other
