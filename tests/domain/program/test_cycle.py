"""The quarterly cycle's stages: planned, moved, run in their order, skipped with a reason (MAT-2)."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moments.domain.program.cycle import (
    PERIOD,
    REMINDED_BEFORE,
    STAGE,
    STAGE_ORDER,
    Cycle,
    EarlierStagePending,
    InvalidStageTime,
    MatchingSkipped,
    OutsideFirstMonth,
    Stage,
    StageAlreadyDone,
    StagesOutOfOrder,
    StageState,
    default_dates,
)
from moments.domain.program.cycle_events import ListsSent, MatchingRan, PeriodAnnounced, StageMoved, StageSkipped
from moments.domain.program.holidays import StateCalendar
from moments.domain.program.quarter import Quarter, first_monday_after_the_first, state_day
from moments.domain.program.working_hours import STATE_TIME
from moments.domain.shared.ids import PersonId
from moments.domain.shared.text import InvalidText
from tests.domain.state_calendar import CALENDAR, by_law

Q1 = Quarter(2027, 1)
OLGA = PersonId("E-OLGA")
BEFORE = datetime(2026, 12, 1, 12, tzinfo=STATE_TIME)
DUE = default_dates(Q1, CALENDAR)
S = Stage


def a_cycle(*done: Stage) -> Cycle:
    """With these stages run by the clock, each when it was due."""
    cycle = Cycle.planned(Q1, CALENDAR)
    for stage in done:
        cycle.run(stage, by=None, at=DUE[stage])
    cycle.collect_events()
    return cycle


@pytest.mark.rule("MAT-2")
def test_two_weeks_in_the_first_month_and_the_matching_behind_them_in_that_month() -> None:
    for year in range(2026, 2046):
        for number in range(1, 5):
            quarter = Quarter(year, number)
            dates = default_dates(quarter, CALENDAR)
            assert all(quarter.in_first_month(due) for due in dates.values())
            opens, closes = (dates[stage].astimezone(STATE_TIME).date() for stage in (S.OPEN, S.CLOSE))
            assert PERIOD <= closes - opens <= PERIOD + timedelta(days=1)
            assert all(CALENDAR.is_working_day(state_day(due)) for due in dates.values()), quarter
            assert dates[S.CLOSE] - dates[S.REMIND] >= REMINDED_BEFORE
            assert max(state_day(due) for due in dates.values()).day <= 24
            assert dates[S.CLOSE] < dates[S.MATCH] < dates[S.SUGGEST]
            assert all(dates[first] <= dates[second] for first, second in pairwise(STAGE_ORDER))


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize(
    ("quarter", "reminds", "closes"),
    [
        (Q1, date(2027, 1, 15), date(2027, 1, 19)),  # Martin Luther King Day, behind a weekend
        (Quarter(2027, 2), date(2027, 4, 16), date(2027, 4, 19)),
    ],
)
def test_the_reminder_comes_three_days_before_the_end_or_on_the_last_working_day_before_that(
    quarter: Quarter, reminds: date, closes: date
) -> None:
    dates = default_dates(quarter, CALENDAR)
    assert (state_day(dates[S.REMIND]), state_day(dates[S.CLOSE])) == (reminds, closes)


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize(
    ("quarter", "opens", "closes", "matches"),
    [
        (Quarter(2027, 3), date(2027, 7, 6), date(2027, 7, 20), date(2027, 7, 21)),  # July 4 is kept on Monday, July 5
        (Quarter(2029, 4), date(2029, 10, 9), date(2029, 10, 23), date(2029, 10, 24)),  # Columbus Day is October 8
        (Quarter(2034, 1), date(2034, 1, 3), date(2034, 1, 17), date(2034, 1, 18)),  # New Year's Day is on January 2
    ],
)
def test_a_period_that_would_open_on_a_holiday_opens_the_day_after_and_keeps_its_two_weeks(
    quarter: Quarter, opens: date, closes: date, matches: date
) -> None:
    dates = default_dates(quarter, CALENDAR)
    assert {state_day(dates[stage]) for stage in (S.ANNOUNCE, S.OPEN)} == {opens}
    assert state_day(dates[S.CLOSE]) == closes
    assert {state_day(dates[stage]) for stage in (S.MATCH, S.SUGGEST)} == {matches}


@pytest.mark.rule("MAT-2")
@given(
    st.sets(st.integers(0, 15 * 366 - 1), max_size=900),
    st.sets(st.integers(0, 30), max_size=12),
    st.integers(2026, 2040),
    st.integers(1, 4),
)
def test_whatever_the_office_adds_each_stage_is_on_a_working_day_and_in_its_place(
    far: set[int], near: set[int], year: int, number: int
) -> None:
    quarter = Quarter(year, number)
    days = {date(2026, 1, 1) + timedelta(days=each) for each in far} | {
        quarter.first_day + timedelta(days=each) for each in near
    }
    calendar = StateCalendar(by_law, dict.fromkeys(days, "Storm"))
    dates = default_dates(quarter, calendar)
    assert all(calendar.is_working_day(state_day(due)) for due in dates.values())
    assert all(dates[first] <= dates[second] for first, second in pairwise(STAGE_ORDER))
    opens, closes = state_day(dates[S.OPEN]), state_day(dates[S.CLOSE])
    assert opens >= first_monday_after_the_first(quarter)
    assert closes - opens >= PERIOD
    assert closes - state_day(dates[S.REMIND]) >= REMINDED_BEFORE or dates[S.REMIND] == dates[S.OPEN]


def test_a_cycle_that_was_begun_keeps_its_dates_and_one_that_was_not_follows_the_calendar() -> None:
    cycle = a_cycle(S.ANNOUNCE)
    assert [each.due for each in cycle.stages.values()] == list(DUE.values())
    snowed_in = StateCalendar(by_law, {date(2027, 1, 19): "Snow day"})
    assert state_day(Cycle.planned(Q1, snowed_in).stages[S.CLOSE].due) == date(2027, 1, 20)


def test_stages_run_in_their_order_and_say_so() -> None:
    cycle = a_cycle()
    for stage in STAGE_ORDER:
        assert cycle.next_stage() == (stage, cycle.stages[stage])
        cycle.run(stage, by=None, at=DUE[stage])
    assert cycle.next_stage() is None
    assert {each.state for each in cycle.stages.values()} == {StageState.DONE}
    events = cycle.collect_events()
    assert [type(event).__name__ for event in events] == [
        "PeriodAnnounced",
        "PeriodOpened",
        "PeriodEndAnnounced",
        "PeriodClosed",
        "MatchingRan",
        "ListsSent",
    ]
    assert isinstance(events[0], PeriodAnnounced)
    assert events[0].quarter == "2027Q1"


@pytest.mark.rule("MAT-2")
def test_closing_before_opening_is_refused() -> None:
    cycle = a_cycle(S.ANNOUNCE)
    with pytest.raises(EarlierStagePending, match="Before closing the application period comes opening"):
        cycle.run(S.CLOSE, by=OLGA, at=DUE[S.CLOSE])
    assert cycle.collect_events() == ()


@pytest.mark.rule("MAT-8")
@pytest.mark.parametrize("stage", STAGE_ORDER)
def test_what_was_run_is_not_run_again_nor_moved_nor_skipped(stage: Stage) -> None:
    cycle = a_cycle(*STAGE_ORDER)
    with pytest.raises(StageAlreadyDone, match="done already"):
        cycle.run(stage, by=OLGA, at=DUE[stage])
    with pytest.raises(StageAlreadyDone):
        cycle.skip(stage, "Twice is too much", by=OLGA, at=BEFORE)
    with pytest.raises(StageAlreadyDone):
        cycle.move({stage: DUE[stage] + timedelta(days=1)}, by=OLGA, at=BEFORE)


@pytest.mark.rule("MAT-2")
def test_matching_by_hand_outside_the_first_month_needs_saying_so() -> None:
    february = datetime(2027, 2, 3, 9, tzinfo=STATE_TIME)
    cycle = a_cycle(*STAGE_ORDER[:4])
    with pytest.raises(OutsideFirstMonth, match=r"planned for January 2027.*confirm"):
        cycle.run(S.MATCH, by=OLGA, at=february)
    cycle.run(S.MATCH, by=OLGA, at=february, outside_first_month=True)
    assert cycle.stages[S.MATCH].by == OLGA


def test_the_clock_matches_late_rather_than_never() -> None:
    february = datetime(2027, 2, 3, 9, tzinfo=STATE_TIME)
    cycle = a_cycle(*STAGE_ORDER[:4])
    cycle.run(S.MATCH, by=None, at=february)
    (event,) = cycle.collect_events()
    assert isinstance(event, MatchingRan)
    assert cycle.stages[S.MATCH].at == february


@pytest.mark.rule("MAT-2")
def test_dates_are_moved_together() -> None:
    cycle = a_cycle()
    week = timedelta(weeks=1)
    cycle.move({stage: due + week for stage, due in DUE.items()}, by=OLGA, at=BEFORE, outside_first_month=True)
    assert {stage: each.due for stage, each in cycle.stages.items()} == {
        stage: due + week for stage, due in DUE.items()
    }
    assert [event.stage for event in cycle.collect_events() if isinstance(event, StageMoved)] == [
        s.value for s in STAGE_ORDER
    ]


@pytest.mark.rule("MAT-2")
def test_dates_out_of_order_are_refused_and_nothing_is_moved() -> None:
    cycle = a_cycle()
    with pytest.raises(StagesOutOfOrder, match="would come before"):
        cycle.move({S.OPEN: DUE[S.OPEN], S.CLOSE: DUE[S.OPEN] - timedelta(hours=1)}, by=OLGA, at=BEFORE)
    assert {stage: each.due for stage, each in cycle.stages.items()} == DUE
    assert cycle.collect_events() == ()


def test_a_date_in_the_past_is_refused() -> None:
    with pytest.raises(InvalidStageTime, match="Run the stage by hand"):
        a_cycle().move({S.ANNOUNCE: BEFORE}, by=OLGA, at=BEFORE)


def test_a_move_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidStageTime, match="at least one stage"):
        a_cycle().move({}, by=OLGA, at=BEFORE)


@pytest.mark.rule("MAT-2")
def test_moving_the_matching_out_of_the_first_month_needs_saying_so() -> None:
    later = {S.MATCH: datetime(2027, 2, 1, 6, tzinfo=STATE_TIME), S.SUGGEST: datetime(2027, 2, 1, 9, tzinfo=STATE_TIME)}
    cycle = a_cycle()
    with pytest.raises(OutsideFirstMonth):
        cycle.move(later, by=OLGA, at=BEFORE)
    cycle.move(later, by=OLGA, at=BEFORE, outside_first_month=True)
    assert cycle.stages[S.MATCH].due == later[S.MATCH]


def test_a_stage_is_skipped_with_a_reason_and_the_next_may_run() -> None:
    cycle = a_cycle()
    cycle.skip(S.ANNOUNCE, "The Governor announces it.", by=OLGA, at=BEFORE)
    cycle.run(S.OPEN, by=None, at=DUE[S.OPEN])
    assert cycle.stages[S.ANNOUNCE].reason == "The Governor announces it."
    assert cycle.stages[S.ANNOUNCE].by == OLGA


def test_a_stage_is_not_skipped_without_a_reason() -> None:
    cycle = a_cycle()
    with pytest.raises(InvalidText):
        cycle.skip(S.ANNOUNCE, "  ", by=OLGA, at=BEFORE)
    assert cycle.next_stage() == (S.ANNOUNCE, cycle.stages[S.ANNOUNCE])


def test_without_a_matching_there_are_no_lists() -> None:
    cycle = a_cycle(*STAGE_ORDER[:4])
    cycle.skip(S.MATCH, "Too few applied.", by=OLGA, at=DUE[S.MATCH])
    assert cycle.stages[S.SUGGEST].state is StageState.SKIPPED
    assert [event.stage for event in cycle.collect_events() if isinstance(event, StageSkipped)] == ["match", "suggest"]
    assert cycle.next_stage() is None


def test_lists_of_a_matching_that_was_skipped_are_not_sent() -> None:
    cycle = a_cycle(*STAGE_ORDER[:4])
    cycle.skip(S.MATCH, "Too few applied.", by=OLGA, at=DUE[S.MATCH])
    cycle.stages[S.SUGGEST] = Cycle.planned(Q1, CALENDAR).stages[S.SUGGEST]  # as if a table had been edited by hand
    with pytest.raises(MatchingSkipped, match="no lists"):
        cycle.run(S.SUGGEST, by=None, at=DUE[S.SUGGEST])


def test_the_lists_may_be_skipped_alone() -> None:
    cycle = a_cycle(*STAGE_ORDER[:5])
    cycle.skip(S.SUGGEST, "Sent by hand.", by=OLGA, at=DUE[S.SUGGEST])
    assert cycle.stages[S.MATCH].state is StageState.DONE
    assert not [event for event in cycle.collect_events() if isinstance(event, ListsSent)]


@pytest.mark.parametrize("state", StageState)
@pytest.mark.parametrize("trigger", ["move", "run", "skip"])
def test_every_state_and_trigger(state: StageState, trigger: str) -> None:
    assert STAGE.can(state, trigger) is (state is StageState.PLANNED)
