"""A State of Missouri of any size from a seed: invented people in real departments, in the directory's own terms.

Their addresses are under `.example`, which is reserved and reaches nobody (RFC 2606); telephone numbers end in
555-01xx for the same reason.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from moments.application.ports.clock import IdGenerator
from moments.demo.agencies import AGENCIES, Agency
from moments.demo.agenda import SeededIdentities
from moments.demo.names import FIRST_NAMES, LAST_NAMES
from moments.demo.positions import NARROWEST, Post, posts_of, shares_of
from moments.domain.participants.employee import Department, Employee, Employment, Evaluation
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId

MAX_PEOPLE = 500_000

_EMPLOYMENTS = (Employment.FULL_TIME, Employment.PART_TIME, Employment.TEMPORARY)
_EMPLOYMENT_ODDS = tuple(accumulate((0.945, 0.035, 0.02)))
_AT_RISK, _PLAN_IF_AT_RISK, _PLAN_ELSE, _DISCIPLINE, _ON_LEAVE = 0.03, 0.4, 0.005, 0.012, 0.02
_FIRST_EVALUATION_AFTER = timedelta(days=90)


def make_people(count: int, seed: int, today: date) -> tuple[tuple[Employee, ...], tuple[Department, ...]]:
    """`count` employees in the order of their numbers, and all seventeen departments; the same for the same arguments.

    A small State staffs only as many departments as have people enough for a team, the Office of Administration first.
    Raises ValueError for less than one person, or more than MAX_PEOPLE.
    """
    if not 1 <= count <= MAX_PEOPLE:
        raise ValueError(f"The demo makes from 1 to {MAX_PEOPLE:,} people, not {count:,}.")
    rng = Random(f"people {count} {seed}")
    numbers = iter([EmployeeNumber(f"E{number}") for number in rng.sample(range(100_000, 1_000_000), count)])
    ids = SeededIdentities(Random(f"ids of people {count} {seed}"))
    people = [
        person for agency, size in _sizes(count) for person in _Staffing(agency, rng, today, ids).people(size, numbers)
    ]
    return tuple(sorted(people, key=lambda person: person.number)), tuple(map(_department, AGENCIES))


def _sizes(count: int) -> Iterator[tuple[Agency, int]]:
    staffed = AGENCIES[: max(1, count // (NARROWEST + 2))]
    least = NARROWEST + 1 if len(staffed) > 1 else 0
    return zip(staffed, shares_of(count, [agency.size for agency in staffed], least), strict=True)


def _department(agency: Agency) -> Department:
    code = DepartmentCode(agency.code)
    domain, extension = f"{code.lower()}.mo.example", 100 + 2 * AGENCIES.index(agency)
    return Department(
        code,
        agency.name,
        f"Human Resources, hr@{domain}, 573-555-{extension:04}",
        f"Travel and Budget, budget@{domain}, 573-555-{extension + 1:04}",
    )


class _Staffing:
    """Finds a department's people for its posts."""

    def __init__(self, agency: Agency, rng: Random, today: date, ids: IdGenerator) -> None:
        self._agency, self._rng, self._today, self._ids = agency, rng, today, ids
        self._namesakes: dict[str, int] = {}
        self._evaluations: dict[tuple[date, bool], Evaluation] = {}

    def people(self, size: int, numbers: Iterator[EmployeeNumber]) -> list[Employee]:
        people: list[Employee] = []
        for post in posts_of(self._agency, size, self._rng):
            boss = None if post.boss is None else people[post.boss].id
            people.append(self._person(post, next(numbers), boss))
        return people

    def _person(self, post: Post, number: EmployeeNumber, boss: PersonId | None) -> Employee:
        rng = self._rng
        first, last = rng.choice(FIRST_NAMES), rng.choice(LAST_NAMES)
        hired = self._hire_date(post.height)
        evaluation = self._evaluation(hired, post.height)
        at_risk = evaluation is not None and evaluation.at_risk
        on_leave = rng.random() < _ON_LEAVE
        return Employee(
            id=PersonId(self._ids.new()),
            number=number,
            first_name=first,
            last_name=last,
            email=self._email(first, last),
            department=DepartmentCode(self._agency.code),
            division=post.division,
            job_title=post.title,
            work_location=post.place,
            hire_date=hired,
            employment=Employment.FULL_TIME if post.height else self._employment(),
            supervisor=boss,
            on_leave_until=self._today + timedelta(days=rng.randint(10, 200)) if on_leave else None,
            evaluation=evaluation,
            under_improvement_plan=rng.random() < (_PLAN_IF_AT_RISK if at_risk else _PLAN_ELSE),
            under_discipline=rng.random() < _DISCIPLINE,
        )

    def _email(self, first: str, last: str) -> str:
        """first.last, and from the department's second of that name on with a number."""
        name = f"{_ascii(first)}.{_ascii(last)}"
        number = self._namesakes[name] = self._namesakes.get(name, 0) + 1
        return f"{name}{number if number > 1 else ''}@{self._agency.code.lower()}.mo.example"

    def _hire_date(self, height: int) -> date:
        """On a weekday; staff have been here seven years on average, leaders longer the higher they are."""
        years = self._rng.expovariate(1 / 7) if not height else 2 + 2 * height + self._rng.gammavariate(2, 3.5)
        hired = self._today - timedelta(days=int(min(years, 42) * 365.25))
        return hired - timedelta(days=max(0, hired.weekday() - 4))

    def _employment(self) -> Employment:
        return self._rng.choices(_EMPLOYMENTS, cum_weights=_EMPLOYMENT_ODDS)[0]

    def _evaluation(self, hired: date, height: int) -> Evaluation | None:
        """In the last weeks of the last quarter that has ended, for who had been here a quarter by then."""
        quarter_end = date(self._today.year, (self._today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
        on = quarter_end - timedelta(days=self._rng.randint(0, 20))
        if on - hired < _FIRST_EVALUATION_AFTER:
            return None
        at_risk = self._rng.random() < (_AT_RISK / 3 if height else _AT_RISK)
        return self._evaluations.setdefault((on, at_risk), Evaluation(on, at_risk))


def _ascii(name: str) -> str:
    """A name as it stands in an address: José is jose, O'Brien obrien."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", name) if mark.isascii() and mark.isalnum()).lower()
