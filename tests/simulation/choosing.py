"""What happens next: whom and what, at random, mostly sensible and sometimes not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from moments.domain.participants.employee import Employment, Evaluation
from moments.domain.shared.ids import MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from tests.simulation import actions as a
from tests.simulation import pair_actions as p
from tests.simulation.actions import Action
from tests.simulation.model import App, Pair
from tests.simulation.state import DEPARTMENTS
from tests.simulation.world import World

T = TypeVar("T")
Make = Callable[["Choice"], Action | None]
CAST = ("DOR", "DNR")
WRONG = 0.08
"""How often somebody tries what may not be theirs."""


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    id: MeetingId
    pair: MentorshipId
    mentor: PersonId
    mentee: PersonId
    starts_at: datetime
    minutes: int


@dataclass(slots=True)
class Choice:
    world: World
    chance: Random
    meetings: list[OpenMeeting]

    @property
    def wrong(self) -> bool:
        return self.chance.random() < WRONG

    def anybody(self) -> PersonId:
        return self.chance.choice(sorted(self.world.model.here))

    def somebody(self) -> PersonId:
        """Mostly one who takes part, or has a say: nearly the right one."""
        model = self.world.model
        known = {*model.taking_part, *model.office, *(who for who, _ in model.administrators)} & model.here
        return self.chance.choice(sorted(known)) if known and self.chance.random() < 0.8 else self.anybody()

    def one_of_the_cast(self) -> PersonId:
        """Mostly of two departments, so that supervisors have several to decide and pairs meet again."""
        model = self.world.model
        cast = sorted(who for who in model.here if model.people[who].department in CAST)
        return self.chance.choice(cast) if cast and self.chance.random() < 0.85 else self.anybody()

    def one(self, found: Sequence[T]) -> T | None:
        return self.chance.choice(found) if found else None

    def app(self, *states: str) -> App | None:
        return self.one([each for each in self.world.model.apps.values() if each.state in states])

    def pair(self, *states: str) -> Pair | None:
        return self.one([each for each in self.world.model.pairs.values() if each.state in states])


def _start(c: Choice) -> Action:
    kind = c.chance.choice(list(ApplicationKind))
    return a.Start(c.one_of_the_cast(), kind, c.chance.randrange(3), 3)


def _submit(c: Choice) -> Action | None:
    app = c.app("draft") or (c.app("approved", "denied") if c.wrong else None)
    return None if app is None else a.Submit(c.somebody() if c.wrong else app.applicant, app.id)


def _name(c: Choice) -> Action | None:
    app = c.app("draft", "submitted")
    if app is None:
        return None
    leads = {each.supervisor for each in c.world.model.people.values()} & c.world.model.here
    above = sorted(each for each in leads if each is not None)
    return a.Name(app.applicant, app.id, c.somebody() if c.wrong else c.chance.choice(above))


def _decide(c: Choice) -> Action | None:
    app = c.app("submitted")
    if app is None or app.above is None or app.submitted_at is None:
        return None
    by, ground = app.above, None
    department = c.world.model.people[app.applicant].department
    administrators = sorted(who for who, where in c.world.model.administrators if where == department)
    if administrators and c.chance.random() < 0.4:
        by, ground = c.chance.choice(administrators), "FMLA leave"
    if c.wrong:
        by = c.chance.choice([app.applicant, c.somebody()])
    if c.wrong:
        ground = None
    return a.Decide(by, app.id, app.submitted_at, c.chance.random() < 0.8, ground)


def _mark_seen(c: Choice) -> Action | None:
    app = c.one([each for each in c.world.model.apps.values() if each.unseen])
    if app is None or app.unseen is None or app.decided_at is None:
        return None
    return a.MarkSeen(c.somebody() if c.wrong else app.unseen, app.id, app.decided_at)


def _withdraw(c: Choice) -> Action | None:
    app = c.app("draft", "submitted", "approved", "denied")
    return None if app is None else a.Withdraw(c.somebody() if c.wrong else app.applicant, app.id)


def _revise(c: Choice) -> Action | None:
    app = c.app("denied", "withdrawn")
    return None if app is None else a.Revise(app.applicant, app.id)


def _wish(c: Choice) -> Action | None:
    mentors = sorted(who for who, part in c.world.model.taking_part.items() if "mentor" in part.roles)
    by = c.one(mentors)
    wishes, available = c.chance.choice([None, 1, 2, 2, 3]), c.chance.choice([None, True, True, False])
    return None if by is None else a.Wish(by, available, wishes)


def _ask(c: Choice) -> Action | None:
    model = c.world.model
    seeking = sorted(who for who in model.taking_part if model.may_search(who))
    if not seeking:
        return None
    by = c.somebody() if c.wrong else c.chance.choice(seeking)
    fit = sorted(model.mentors_for(by)) if by in model.here else []
    busy = [who for who in fit if model.waiting(who, "mentor")]
    if busy and c.chance.random() < 0.6:
        fit = busy
    return p.Ask(by, c.chance.choice(fit) if fit and not c.wrong else c.somebody())


def _stuck(c: Choice) -> Pair | None:
    """One that waits while a side is suspended."""
    model = c.world.model
    waiting = [each for each in model.pairs.values() if each.state == "requested"]
    return c.one([p for p in waiting if model.taking_part[p.mentor].suspended or model.taking_part[p.mentee].suspended])


def _accept(c: Choice) -> Action | None:
    pair = _stuck(c) or c.pair("requested") or (c.pair("closed", "cancelled") if c.wrong else None)
    return (
        None if pair is None else p.Accept(c.somebody() if c.wrong else pair.mentor, pair.id, c.chance.random() < 0.1)
    )


def _decline(c: Choice) -> Action | None:
    pair = c.pair("requested")
    return None if pair is None else p.Decline(pair.mentee if c.wrong else pair.mentor, pair.id)


def _cancel(c: Choice) -> Action | None:
    pair = c.pair("requested")
    return None if pair is None else p.Cancel(pair.mentor if c.wrong else pair.mentee, pair.id)


def _end(c: Choice) -> Action | None:
    pair = c.pair("active") or (c.pair("completed") if c.wrong else None)
    by = pair and (c.somebody() if c.wrong else c.chance.choice([pair.mentor, pair.mentee]))
    return None if pair is None or by is None else p.End(by, pair.id, c.chance.random() < 0.5)


def _agree(c: Choice) -> Action | None:
    pair = c.pair("active")
    return None if pair is None else p.Agree(c.chance.choice([pair.mentor, pair.mentee]), pair.id)


def _propose(c: Choice) -> Action | None:
    pair = c.pair("active") or (c.pair("requested") if c.wrong else None)
    if pair is None:
        return None
    starts = c.world.clock.now() + timedelta(days=c.chance.randrange(1, 20), hours=c.chance.randrange(8))
    return p.Propose(c.chance.choice([pair.mentor, pair.mentee]), pair.id, starts)


def _log(c: Choice) -> Action | None:
    pair = c.pair("active", "completed")
    started = c.world.clock.now() - timedelta(days=c.chance.randrange(1, 9), hours=c.chance.randrange(8))
    return None if pair is None else p.Log(c.chance.choice([pair.mentor, pair.mentee]), pair.id, started)


def _answer_meeting(c: Choice) -> Action | None:
    meeting = c.one(c.meetings)
    if meeting is None:
        return None
    by = c.somebody() if c.wrong else c.chance.choice([meeting.mentor, meeting.mentee])
    past = meeting.starts_at < c.world.clock.now()
    answer = "hold" if past and c.chance.random() < 0.8 else c.chance.choice(["confirm", "confirm", "cancel"])
    return p.AnswerMeeting(by, meeting.pair, meeting.id, meeting.starts_at, meeting.minutes, answer)


def _answer_survey(c: Choice) -> Action | None:
    due = c.one(sorted(key for key, answered in c.world.model.surveys.items() if not answered or c.wrong))
    if due is None:
        return None
    pair = c.world.model.pairs[due[0]]
    own = pair.mentor if due[1] == "mentor" else pair.mentee
    return p.AnswerSurvey(c.somebody() if c.wrong else own, pair.id, ApplicationKind(due[1]))


def _add_administrator(c: Choice) -> Action:
    person, model = c.anybody(), c.world.model
    department = c.chance.choice(DEPARTMENTS).code if c.wrong else model.people[person].department
    return a.AddAdministrator(c.somebody() if c.wrong else _of_office(c), department, person)


def _drop_administrator(c: Choice) -> Action | None:
    found = c.one(sorted(c.world.model.administrators))
    return a.DropAdministrator(_of_office(c), found[1], found[0]) if found else None


def _of_office(c: Choice) -> PersonId:
    return c.chance.choice(sorted(c.world.model.office & c.world.model.here) or [c.anybody()])


def _join_office(c: Choice) -> Action:
    return a.JoinOffice(c.somebody() if c.wrong else _of_office(c), c.anybody())


def _quit_office(c: Choice) -> Action:
    return a.QuitOffice(_of_office(c), c.chance.choice(sorted(c.world.model.office)))


def _number(c: Choice) -> PersonId:
    """Mostly of those who take part, as all else changes little."""
    numbers = {identity: number for number, identity in c.world.numbers.items()}
    asked = sorted(numbers[p.mentor] for p in c.world.model.pairs.values() if p.is_open)
    asked = [each for each in asked if each in c.world.personnel.present]
    if asked and c.chance.random() < 0.3:
        return c.chance.choice(asked)
    busy = sorted(numbers[who] for who in c.world.model.taking_part if numbers[who] in c.world.personnel.present)
    return c.chance.choice(busy if busy and c.chance.random() < 0.7 else sorted(c.world.personnel.present))


def _personal(c: Choice) -> Action:
    number, today = _number(c), c.world.clock.now().date()
    record = c.world.personnel.present[number]
    heads = sorted(each.id for each in c.world.personnel.present.values() if each.department == record.department)
    employment = Employment.PART_TIME if record.employment is Employment.FULL_TIME else Employment.FULL_TIME
    facts: tuple[tuple[str, object], ...] = c.chance.choice(
        [
            (("employment", employment),),
            (("under_discipline", not record.under_discipline),),
            (("under_improvement_plan", not record.under_improvement_plan),),
            (("evaluation", Evaluation(today, c.chance.random() < 0.3)),),
            (("on_leave_until", today + timedelta(days=60)),),
            (("last_name", "Married"),),
            (("supervisor", _superior(c, number, heads)),),
            (("supervisor", _superior(c, number, heads)),),
            (("department", c.chance.choice(DEPARTMENTS).code),),
        ]
    )
    return a.Personal(number, facts)


def _superior(c: Choice, number: PersonId, among: list[PersonId]) -> PersonId | None:
    """Nobody of whom they are above: reporting lines have no cycle."""
    present = c.world.personnel.present

    def above(person: PersonId | None) -> set[PersonId | None]:
        found: set[PersonId | None] = set()
        while person is not None and person not in found:
            found.add(person)
            person = present[person].supervisor if person in present else None
        return found

    fit = [each for each in among if number not in above(each)]
    return c.chance.choice(fit) if fit else None


def _leave(c: Choice) -> Action:
    return a.Leave(_number(c))


def _come_back(c: Choice) -> Action | None:
    gone = c.one(sorted(c.world.personnel.gone))
    return a.ComeBack(gone) if gone else None


def _hire(c: Choice) -> Action:
    boss = c.chance.choice(sorted(c.world.personnel.present))
    return a.Hire(c.world.personnel.present[boss].department, boss)


def _import(c: Choice) -> Action:
    return a.Import(tuple(sorted({_number(c) for _ in range(3)})) if c.chance.random() < 0.3 else ())


WEIGHTS: tuple[tuple[int, Make], ...] = (
    (14, _start),
    (12, _submit),
    (3, _name),
    (14, _decide),
    (2, _mark_seen),
    (3, _withdraw),
    (3, _revise),
    (3, _wish),
    (14, _ask),
    (7, _accept),
    (2, _decline),
    (2, _cancel),
    (3, _end),
    (2, _agree),
    (5, _propose),
    (2, _log),
    (6, _answer_meeting),
    (3, _answer_survey),
    (3, _add_administrator),
    (1, _drop_administrator),
    (1, _join_office),
    (1, _quit_office),
    (9, _personal),
    (3, _leave),
    (2, _come_back),
    (1, _hire),
    (8, _import),
    (3, lambda c: a.Tick()),
    (6, lambda c: a.Deliver()),
)
_MAKERS, _ODDS = [make for _, make in WEIGHTS], [weight for weight, _ in WEIGHTS]


def choose(choice: Choice) -> Action:
    while True:
        (make,) = choice.chance.choices(_MAKERS, _ODDS)
        if (action := make(choice)) is not None:
            return action
