"""Emails that are no longer true when their turn comes are not written; those that still are, are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from moments.application.ports.email import ObsoleteEmail, RenderedEmail
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.email.facts import Facts
from moments.infrastructure.email.samples import ADA, BEN, M1, NOW, SUE, T1, Sample, samples
from tests.infrastructure.email.test_email_text import COMPOSER

SAMPLES: Mapping[str, Sample] = {sample.name: sample for sample in samples()}


def outcome(name: str, **facts: Any) -> RenderedEmail | ObsoleteEmail:
    sample = SAMPLES[name]
    return COMPOSER.compose(sample.email, replace(sample.facts, **facts))


def mentorship(name: str, state: MentorshipState) -> RenderedEmail | ObsoleteEmail:
    return outcome(name, mentorships={M1: replace(SAMPLES[name].facts.mentorships[M1], state=state)})


@pytest.mark.parametrize("name", ["mentor_requested", "request_waiting", "request_still_waiting"])
@pytest.mark.parametrize("state", list(MentorshipState))
def test_nobody_is_asked_about_a_request_that_was_answered_or_taken_back(name: str, state: MentorshipState) -> None:
    assert isinstance(mentorship(name, state), RenderedEmail if state is MentorshipState.REQUESTED else ObsoleteEmail)


@pytest.mark.parametrize("name", ["request_accepted", "mentorship_confirmed", "first_meeting_due"])
@pytest.mark.parametrize("state", list(MentorshipState))
def test_nobody_is_sent_to_a_mentorship_that_has_ended(name: str, state: MentorshipState) -> None:
    assert isinstance(mentorship(name, state), RenderedEmail if state is MentorshipState.ACTIVE else ObsoleteEmail)


@pytest.mark.rule("REQ-5")
def test_a_first_meeting_that_is_set_up_is_not_asked_for() -> None:
    assert isinstance(outcome("first_meeting_due", with_meeting=frozenset({M1})), ObsoleteEmail)


@pytest.mark.parametrize(
    ("name", "true"),
    [
        ("application_received", ApplicationState.SUBMITTED),
        ("application_approved-mentee", ApplicationState.APPROVED),
    ],
)
@pytest.mark.parametrize("state", list(ApplicationState))
def test_an_applicant_is_told_what_is_so_now(name: str, true: ApplicationState, state: ApplicationState) -> None:
    identity = ApplicationId("a-1")
    changed = replace(SAMPLES[name].facts.applications[identity], state=state)
    assert isinstance(
        outcome(name, applications={identity: changed}), RenderedEmail if state is true else ObsoleteEmail
    )


@pytest.mark.rule("APR-2")
@pytest.mark.parametrize("state", list(ApplicationState))
def test_a_denial_is_told_whatever_became_of_the_application_since(state: ApplicationState) -> None:
    identity = ApplicationId("a-1")
    changed = replace(SAMPLES["application_denied-message"].facts.applications[identity], state=state)
    assert isinstance(outcome("application_denied-message", applications={identity: changed}), RenderedEmail)


MEETINGS = {
    "meeting_proposed": MeetingState.PROPOSED,
    "meeting_moved": MeetingState.PROPOSED,
    "meeting_confirmed": MeetingState.CONFIRMED,
    "meeting_called_off": MeetingState.CANCELLED,
}


@pytest.mark.parametrize("name", MEETINGS)
@pytest.mark.parametrize("state", list(MeetingState))
def test_a_meeting_that_has_gone_on_is_left_to_the_later_email(name: str, state: MeetingState) -> None:
    changed = replace(SAMPLES[name].facts.meetings[T1], state=state)
    assert isinstance(
        outcome(name, meetings={T1: changed}), RenderedEmail if state is MEETINGS[name] else ObsoleteEmail
    )


@pytest.mark.parametrize("name", MEETINGS)
def test_a_meeting_that_has_changed_since_is_left_to_the_later_email(name: str) -> None:
    meeting = SAMPLES[name].facts.meetings[T1]
    assert isinstance(outcome(name, meetings={T1: replace(meeting, sequence=meeting.sequence + 1)}), ObsoleteEmail)
    assert isinstance(outcome(name, meetings={}), ObsoleteEmail)


@pytest.mark.parametrize("name", ["meeting_proposed", "meeting_moved", "meeting_confirmed"])
def test_nobody_is_asked_to_a_meeting_whose_time_has_passed(name: str) -> None:
    assert isinstance(outcome(name, now=NOW + timedelta(days=9)), ObsoleteEmail)


@pytest.mark.rule("SUR-1")
@pytest.mark.parametrize("name", ["survey_due", "survey_reminder"])
def test_a_survey_that_was_answered_is_not_asked_for(name: str) -> None:
    both = {(M1, ApplicationKind.MENTEE): True, (M1, ApplicationKind.MENTOR): True}
    assert isinstance(outcome(name, answered=both), ObsoleteEmail)
    assert isinstance(outcome(name, answered={}), ObsoleteEmail)


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize("kind", list(ApplicationKind))
@pytest.mark.parametrize("state", list(ApplicationState))
def test_who_has_applied_is_not_told_that_the_period_ends(kind: ApplicationKind, state: ApplicationState) -> None:
    email = outcome("period_ending", application_states={ADA.id: frozenset({(kind, state)})})
    if state in (ApplicationState.SUBMITTED, ApplicationState.APPROVED):
        assert isinstance(email, ObsoleteEmail)
    else:
        assert isinstance(email, RenderedEmail)
        assert ("Your draft is waiting" in email.subject) is (state is ApplicationState.DRAFT)


@pytest.mark.rule("MAT-2")
@pytest.mark.parametrize("name", ["period_announced", "period_ending"])
def test_a_period_that_is_over_is_not_advertised(name: str) -> None:
    assert isinstance(outcome(name, now=NOW + timedelta(days=7)), RenderedEmail)
    assert isinstance(outcome(name, now=NOW + timedelta(days=8)), ObsoleteEmail)


@pytest.mark.rule("MAT-4")
def test_without_a_list_or_an_open_place_there_are_no_suggestions() -> None:
    assert outcome("suggestions_arrived", suggestions={}) == ObsoleteEmail("no list")
    assert isinstance(outcome("suggestions_arrived", may_search=frozenset()), ObsoleteEmail)


@pytest.mark.rule("MAT-4", "REQ-1")
def test_a_list_on_which_nobody_can_be_asked_any_more_is_told_with_the_way_to_others() -> None:
    email = outcome("suggestions_arrived", suggestions={("r-1", ADA.id): []})
    assert isinstance(email, RenderedEmail)
    assert email.subject == "Your list of mentors has changed: ask for others"
    assert "You can ask for others." in email.text
    assert BEN.name not in email.text


@pytest.mark.rule("MAT-4")
def test_each_suggestion_says_which_skills_are_in_common_with_both_ranks() -> None:
    email = outcome("suggestions_arrived")
    assert isinstance(email, RenderedEmail)
    assert "Networking (you 1st, mentor 2nd), Goal Setting (you 3rd, mentor 1st)" in email.text
    assert email.text.index(BEN.name) < email.text.index("Maximiliana")


# --- the digest ------------------------------------------------------------------------------------------


def digest(name: str = "monday_digest-both", **changes: Any) -> RenderedEmail | ObsoleteEmail:
    """`changes`: of single applications, by id with an underscore."""
    applications = dict(SAMPLES[name].facts.applications)
    for identity, change in changes.items():
        key = ApplicationId(identity.replace("_", "-"))
        applications[key] = replace(applications[key], **change)
    return outcome(name, applications=applications)


@pytest.mark.rule("APR-6", "APR-7")
def test_a_digest_has_both_lists_the_new_ones_first_and_how_long_each_has_waited() -> None:
    email = digest()
    assert isinstance(email, RenderedEmail)
    assert email.subject == "2 applications wait for your decision"
    text = email.text
    places = [text.index(each) for each in ("Ada Lang (New)", "Ben Ode", "Department of Revenue", "Maximiliana")]
    assert places == sorted(places)
    assert "Has waited: less than a day." in text
    assert "Has waited: 1 day." in text
    assert "Has waited: 12 days." in text
    assert "And 3 more." in text


@pytest.mark.rule("APR-6")
@pytest.mark.parametrize(
    "gone", [ApplicationState.APPROVED, ApplicationState.DENIED, ApplicationState.WITHDRAWN, ApplicationState.DRAFT]
)
def test_what_was_decided_since_the_list_was_drawn_up_is_left_out(gone: ApplicationState) -> None:
    email = digest(a_1={"state": gone})
    assert isinstance(email, RenderedEmail)
    assert ADA.name not in email.text
    assert email.subject == "1 application waits for your decision"


@pytest.mark.rule("APP-7", "APR-6")
def test_what_was_rerouted_is_no_longer_told_to_the_former_supervisor() -> None:
    email = digest(a_1={"supervisor": BEN.id}, a_3={"supervisor": BEN.id})
    assert isinstance(email, RenderedEmail)
    assert ADA.name not in email.text
    assert email.subject == "4 applications wait in your department"


@pytest.mark.rule("APR-7")
def test_who_administers_a_department_no_longer_is_told_nothing_of_it() -> None:
    email = outcome("monday_digest-both", administered=frozenset({(SUE.id, DepartmentCode("DPS"))}))
    assert isinstance(email, RenderedEmail)
    assert "Maximiliana" not in email.text
    assert isinstance(outcome("monday_digest-administrator", administered=frozenset()), ObsoleteEmail)


@pytest.mark.rule("APR-7")
def test_who_has_changed_departments_is_in_the_former_ones_digest_no_longer() -> None:
    moved = {
        **SAMPLES["monday_digest-both"].facts.people,
        PersonId("maximiliana"): replace(BEN, id=PersonId("maximiliana")),
    }
    email = outcome("monday_digest-both", people=moved)
    assert isinstance(email, RenderedEmail)
    assert "Department of Revenue" not in email.text


@pytest.mark.rule("APR-6")
def test_a_digest_of_which_nothing_is_left_is_not_sent() -> None:
    approved = {"state": ApplicationState.APPROVED}
    assert isinstance(digest("monday_digest-supervisor", a_1=approved), ObsoleteEmail)
    assert isinstance(digest(a_1=approved, a_2=approved, a_3=approved), ObsoleteEmail)


@pytest.mark.rule("APR-6", "MAT-2")
def test_a_digest_says_by_when_to_decide_for_the_next_matching_run() -> None:
    email = digest()
    assert isinstance(email, RenderedEmail)
    text = " ".join(email.text.split())
    assert "The next matching run is on Wednesday, January 20." in text
    assert "must be decided by Wednesday, January 20, at 9 a.m. CST to be in it. If not, it misses that run." in text
    late = outcome("monday_digest-both", now=NOW + timedelta(days=9))
    assert isinstance(late, RenderedEmail)
    assert "matching run" not in late.text
    assert "matching run" not in str(outcome("monday_digest-supervisor"))


def test_facts_of_nobody_write_to_nobody() -> None:
    for sample in samples():
        assert isinstance(COMPOSER.compose(sample.email, Facts(NOW)), ObsoleteEmail)


@pytest.mark.rule("REQ-4", "CAP-4", "CAP-1")
@pytest.mark.parametrize("name", ["request_declined", "request_closed"])
def test_the_search_is_pointed_to_where_the_mentee_may_search(name: str) -> None:
    may, may_not = outcome(name), outcome(name, may_search=frozenset())
    assert isinstance(may, RenderedEmail)
    assert isinstance(may_not, RenderedEmail)
    assert "/search" in may.text
    assert "find another mentor" in may.subject
    assert "/search" not in may_not.text
    assert "another" not in may_not.subject
