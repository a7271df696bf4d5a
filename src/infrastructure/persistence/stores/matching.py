"""Runs, the lists that came of them, and trial runs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Text,
    TextClause,
    bindparam,
    exists,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)

from moments.application.ports.errors import NotFound
from moments.application.ports.matching import ComputedList, CurrentList, RunRecord
from moments.domain.matching.exclusions import Between, between
from moments.domain.matching.request_blockers import Blocked, calls_for_replacement, request_blocker
from moments.domain.matching.suggestion import Suggestion
from moments.domain.matching.trial_run import TrialRun
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import PersonId, RunId, TrialRunId
from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.exclusions import PAIRS_ON_RECORD, between_from, earliest, pairs_on_record
from moments.infrastructure.persistence.mappers.matching import (
    bulk_of,
    common_row,
    list_row,
    parameters_row,
    suggestion_rows,
)
from moments.infrastructure.persistence.mappers.trial_runs import figures_row, trial_run_of, trial_run_row
from moments.infrastructure.persistence.may_search import MAY_SEARCH
from moments.infrastructure.persistence.optimistic_locking import write
from moments.infrastructure.persistence.tables import (
    employees,
    matching_runs,
    mentor_listing,
    participants,
    rehearsals,
    suggestion_lists,
    suggestions,
)
from moments.infrastructure.persistence.transaction import Transaction
from moments.infrastructure.persistence.types import UtcDateTime

_r, _l, _s, _h = matching_runs.c, suggestion_lists.c, suggestions.c, rehearsals.c


def _bulk(sql: str) -> TextClause:
    """Rows from one JSON parameter: thousands in a statement, whose text is one string (docs/adr/0018)."""
    return text(sql).bindparams(bindparam("rows", type_=Text), bindparam("at", type_=UtcDateTime))


_ADD_LISTS = {
    True: _bulk(
        "INSERT INTO suggestion_lists (run, mentee, made_at, empty_reason, would_give) "
        "SELECT CAST(:run AS varchar), m, CAST(:at AS timestamptz), e, w "
        "FROM json_to_recordset(CAST(:rows AS json)) AS v(m varchar, e varchar, w json)"
    ),
    False: _bulk(
        "INSERT INTO suggestion_lists (run, mentee, made_at, empty_reason, would_give) "
        "SELECT :run, json_extract(value, '$.m'), :at, json_extract(value, '$.e'), json_extract(value, '$.w') "
        "FROM json_each(:rows)"
    ),
}
"""By whether it is PostgreSQL."""
_ADD_SUGGESTIONS = {
    True: _bulk(
        "INSERT INTO suggestions (run, mentee, place, mentor, score, common, added_at) "
        "SELECT CAST(:run AS varchar), m, p, r, s, c, CAST(:at AS timestamptz) "
        "FROM json_to_recordset(CAST(:rows AS json)) AS v(m varchar, p integer, r varchar, s integer, c json)"
    ),
    False: _bulk(
        "INSERT INTO suggestions (run, mentee, place, mentor, score, common, added_at) "
        "SELECT :run, json_extract(value, '$.m'), json_extract(value, '$.p'), json_extract(value, '$.r'), "
        "json_extract(value, '$.s'), json_extract(value, '$.c'), :at FROM json_each(:rows)"
    ),
}
_LATEST = select(_r.id).where(_r.published_at.is_not(None)).order_by(_r.published_at.desc(), _r.quarter.desc()).limit(1)
_WITHOUT = (
    select(participants.c.id)
    .where(
        MAY_SEARCH,
        ~exists(
            select(literal_column("1", Integer))
            .select_from(suggestion_lists)
            .where(_l.run == bindparam("run"), _l.mentee == participants.c.id)
        ),
    )
    .order_by(participants.c.id)
    .limit(bindparam("most"))
)
_LIST = (
    select(_l.run)
    .join(matching_runs, _r.id == _l.run)
    .where(_l.mentee == bindparam("mentee"), _r.published_at.is_not(None))
    .order_by(_r.published_at.desc(), _r.quarter.desc())
    .limit(1)
)
_ON_IT = (
    select(_s.place, _s.mentor, employees.c.supervisor, mentor_listing.c.person.label("takes_requests"))
    .join(employees, employees.c.id == _s.mentor)
    .outerjoin(mentor_listing, mentor_listing.c.person == _s.mentor)
    .where(_s.run == bindparam("run"), _s.mentee == bindparam("mentee"), _s.replaced_at.is_(None))
    .order_by(_s.place)
)
_MENTORS = (
    select(employees.c.id.label("mentor"), employees.c.supervisor, mentor_listing.c.person.label("takes_requests"))
    .outerjoin(mentor_listing, mentor_listing.c.person == employees.c.id)
    .where(in_array(employees.c.id))
)
_ON_RECORD = PAIRS_ON_RECORD.where(pairs_on_record.c.mentee == bindparam("mentee"))
_SUPERVISOR = select(employees.c.supervisor).where(employees.c.id == bindparam("mentee"))
_NEXT = (
    select(rehearsals)
    .where(
        literal_column("state = 'waiting'"),
        or_(_h.taken_until.is_(None), _h.taken_until <= bindparam("now", type_=UtcDateTime)),
    )
    .order_by(_h.asked_at, _h.id)
    .limit(1)
)
_TRIAL_RUN = select(rehearsals).where(_h.id == bindparam("id")).with_for_update(key_share=True)


class SqlMatching:
    def __init__(self, work: Transaction) -> None:
        self._work = work

    # --- runs ---

    async def check_run(self, run: RunId) -> None:
        if await self._work.first(select(_r.id).where(_r.id == run)) is None:
            raise NotFound("run", field_given=False)

    async def add_run(self, quarter: Quarter, record: RunRecord, *, by: PersonId | None, at: datetime) -> None:
        row = {
            "id": record.run,
            "quarter": quarter.name,
            "made_at": at,
            "made_by": by,
            "salt": record.seed,
            "code_version": record.code_version,
            "parameters": parameters_row(record.parameters),
            "fingerprint": record.fingerprint,
            "lists_digest": record.lists_hash,
            "bound": record.certificate.bound,
            "value": record.certificate.value,
            "spread_cost": record.certificate.spread.cost,
            "beyond_limits": record.certificate.spread.beyond_limits,
            "figures": figures_row(record.figures),
            "inputs": record.inputs,
            "exposures": record.exposures,
        }
        await self._work.run(insert(matching_runs), row)
        for lists, others in zip(record.lists, record.suggestions, strict=True):
            await self._add(record.run, lists, others, made_at=at, added_at=None)

    async def publish(self, quarter: Quarter, at: datetime) -> RunId | None:
        row = await self._work.first(select(_r.id).where(_r.quarter == quarter.name))
        if row is None:
            return None
        await self._work.run(update(matching_runs).where(_r.id == row.id).values(published_at=at))
        return RunId(row.id)

    async def mentees_of(self, run: RunId) -> Sequence[PersonId]:
        return [row.mentee for row in await self._work.all(select(_l.mentee).where(_l.run == run).order_by(_l.mentee))]

    async def latest_published(self) -> RunId | None:
        row = await self._work.first(_LATEST)
        return None if row is None else RunId(row.id)

    # --- lists ---

    async def without_list(self, run: RunId, most: int) -> Sequence[PersonId]:
        return [row.id for row in await self._work.all(_WITHOUT, run=run, most=most)]

    async def list_of(self, mentee: PersonId, at: datetime) -> CurrentList | None:
        head = await self._work.first(_LIST, mentee=mentee)
        if head is None:
            return None
        rows = await self._work.all(_ON_IT, run=head.run, mentee=mentee)
        why = await self._why_not(mentee, rows, at)
        lost = [row.place for row in rows if calls_for_replacement(why[row.mentor])]
        return CurrentList(head.run, lost, frozenset(row.mentor for row in rows))

    async def who_can_be_asked(
        self, mentee: PersonId, mentors: Collection[PersonId], at: datetime
    ) -> frozenset[PersonId]:
        if not mentors:
            return frozenset()
        why = await self._why_not(mentee, await self._work.all(_MENTORS, ids=sorted_ids(mentors)), at)
        return frozenset(mentor for mentor in mentors if mentor in why and why[mentor] is None)

    async def between(self, mentee: PersonId, mentor: PersonId, at: datetime) -> Between | None:
        rows = await self._work.all(_MENTORS, ids=[mentor])
        return (await self._between(mentee, rows, at)).get(mentor)

    async def _why_not(
        self, mentee: PersonId, rows: Sequence[Row[Any]], at: datetime
    ) -> Mapping[PersonId, Blocked | None]:
        """For each mentor of the rows."""
        found = await self._between(mentee, rows, at)
        return {
            row.mentor: request_blocker(
                may_request=True, between=found.get(row.mentor), takes_requests=row.takes_requests is not None
            )
            for row in rows
        }

    async def _between(self, mentee: PersonId, mentors: Sequence[Row[Any]], at: datetime) -> Mapping[PersonId, Between]:
        """Of those of the mentors from whom something stands apart."""
        on_record = between_from(await self._work.all(_ON_RECORD, mentee=mentee, **earliest(at)))
        above = await self._work.first(_SUPERVISOR, mentee=mentee)
        found = {
            row.mentor: between(
                mentee,
                row.mentor,
                above_mentee=above.supervisor if above else None,
                above_mentor=row.supervisor,
                on_record=on_record.get((mentee, row.mentor)),
            )
            for row in mentors
        }
        return {mentor: each for mentor, each in found.items() if each is not None}

    async def add_lists(self, run: RunId, lists: Sequence[ComputedList], at: datetime) -> None:
        heads = bulk_of(list_row(each.mentee, each.empty) for each in lists)
        rows = bulk_of(row for each in lists for row in suggestion_rows(each.mentee, each.suggestions))
        await self._add(run, heads, rows, made_at=at, added_at=at)

    async def replace(
        self, run: RunId, mentee: PersonId, gone: Sequence[int], others: Sequence[Suggestion], at: datetime
    ) -> None:
        theirs = (_s.run == run, _s.mentee == mentee)
        await self._work.run(update(suggestions).where(*theirs, _s.place.in_(gone)).values(replaced_at=at))
        places = {row.mentor: row.place for row in await self._work.all(select(_s.mentor, _s.place).where(*theirs))}
        for each in (each for each in others if each.mentor in places):
            again = {"replaced_at": None, "score": each.score, "common": common_row(each.common)}
            await self._work.run(update(suggestions).where(*theirs, _s.mentor == each.mentor).values(again))
        new = [each for each in others if each.mentor not in places]
        rows = bulk_of(suggestion_rows(mentee, new, first=1 + max(places.values(), default=0)))
        await self._work.run(self._of(_ADD_SUGGESTIONS), {"run": run, "rows": rows, "at": at})

    # --- trial runs ---

    async def trial_run(self, identity: TrialRunId) -> TrialRun:
        row = await self._work.first(_TRIAL_RUN, id=identity)
        if row is None:
            raise NotFound("trial run")
        return trial_run_of(row)

    async def next_trial_run(self, now: datetime) -> TrialRun | None:
        row = await self._work.first(_NEXT, now=now)
        return None if row is None else trial_run_of(row)

    async def save_trial_run(self, trial_run: TrialRun) -> None:
        await write(self._work, rehearsals, trial_run_row(trial_run), trial_run)

    async def _add(self, run: RunId, lists: str, others: str, *, made_at: datetime, added_at: datetime | None) -> None:
        await self._work.run(self._of(_ADD_LISTS), {"run": run, "rows": lists, "at": made_at})
        await self._work.run(self._of(_ADD_SUGGESTIONS), {"run": run, "rows": others, "at": added_at})

    def _of(self, statements: dict[bool, TextClause]) -> TextClause:
        return statements[self._work.on_postgresql]
