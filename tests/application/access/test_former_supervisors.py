"""Who supervises is by the directory of now; who decided is on the timeline, and reads no more (ELIG-5)."""

import pytest

from moments.application.access.relations import Actor, Relation, relations_to_application, sees_criteria
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.ids import DepartmentCode, PersonId

S = ApplicationState
ANN, BOSS, NEW, NAMED = (PersonId(name) for name in ("ann", "boss", "new", "named"))
OA = DepartmentCode("OA")


def relations(
    actor: Actor,
    state: ApplicationState,
    *,
    supervisor: PersonId,
    named: bool = False,
    above: PersonId | None,
    unseen_by: PersonId | None = None,
) -> frozenset[Relation]:
    return relations_to_application(
        actor,
        applicant=ANN,
        state=state,
        submitted=True,
        supervisor=supervisor,
        named=named,
        above=above,
        awaiting_review_by=unseen_by,
        department=OA,
        is_requested_mentor=False,
    )


@pytest.mark.rule("ELIG-5", "APR-1")
@pytest.mark.parametrize(
    ("who", "above", "supervisor", "named", "reads", "knows"),
    [
        # states in which it is read: of SUBMITTED, APPROVED, DENIED, WITHDRAWN
        pytest.param(BOSS, BOSS, BOSS, False, {S.SUBMITTED, S.APPROVED, S.DENIED}, True, id="the supervisor"),
        pytest.param(BOSS, NEW, BOSS, False, {S.SUBMITTED}, False, id="a former one, with whom it waits for a while"),
        pytest.param(BOSS, NEW, NEW, False, set(), False, id="a former one"),
        pytest.param(BOSS, None, BOSS, False, {S.SUBMITTED}, False, id="the last one before a vacancy"),
        pytest.param(NEW, NEW, BOSS, False, {S.APPROVED, S.DENIED}, True, id="the new one, later"),
        pytest.param(NAMED, BOSS, NAMED, True, {S.SUBMITTED, S.APPROVED, S.DENIED}, False, id="the named one"),
        pytest.param(BOSS, BOSS, NAMED, True, {S.APPROVED, S.DENIED}, True, id="beside the named one"),
        pytest.param(BOSS, NEW, NAMED, True, set(), False, id="a former one, beside the named one"),
    ],
)
def test_who_reads_an_application_as_a_supervisor(
    who: PersonId,
    above: PersonId | None,
    supervisor: PersonId,
    named: bool,
    reads: set[ApplicationState],
    knows: bool,
) -> None:
    for state in (S.SUBMITTED, S.APPROVED, S.DENIED, S.WITHDRAWN):
        found = relations(Actor(who), state, supervisor=supervisor, named=named, above=above)
        assert (Relation.SUPERVISOR in found) is (state in reads), state
        assert sees_criteria(found, Actor(who), above=above) is (knows and state in reads), state


@pytest.mark.rule("ELIG-5", "APR-5")
@pytest.mark.parametrize("state", [S.SUBMITTED, S.APPROVED, S.DENIED, S.WITHDRAWN])
def test_a_decision_in_lieu_is_reviewed_by_whom_it_was_made_for_while_they_supervise(state: ApplicationState) -> None:
    def reads(above: PersonId | None, *, named: bool = False) -> bool:
        found = relations(Actor(BOSS), state, supervisor=BOSS, named=named, above=above, unseen_by=BOSS)
        return Relation.SUPERVISOR in found

    assert reads(BOSS)
    assert reads(NEW, named=True)
    assert reads(NEW) is (state is S.SUBMITTED)  # routed there until the import that made it another's is done


@pytest.mark.rule("ELIG-5")
def test_administrators_of_the_department_and_the_office_may_know_the_criteria() -> None:
    for actor in (Actor(PersonId("adam"), frozenset({OA})), Actor(PersonId("olga"), office=True), Actor(ANN)):
        found = relations(actor, S.SUBMITTED, supervisor=BOSS, above=BOSS)
        assert sees_criteria(found, actor, above=BOSS)
    other = Actor(PersonId("dora"), frozenset({DepartmentCode("DPS")}))
    assert not sees_criteria(relations(other, S.SUBMITTED, supervisor=BOSS, above=BOSS), other, above=BOSS)
    both = Actor(NAMED, frozenset({OA}))
    assert sees_criteria(relations(both, S.SUBMITTED, supervisor=NAMED, named=True, above=BOSS), both, above=BOSS)
