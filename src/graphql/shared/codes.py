"""Error codes: each is named after the error class of the broken rule, so that the schema lists them all."""

import re
from enum import Enum

from moments.domain.shared.errors import DomainError
from moments.graphql.shared.enums import described_enum


class ErrorCode(Enum):
    NOT_FOUND = "not_found"
    NOT_PERMITTED = "not_permitted"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    ILLEGAL_TRANSITION = "illegal_transition"
    CHANGED_MEANWHILE = "changed_meanwhile"
    INVALID_TEXT = "invalid_text"
    INELIGIBLE = "ineligible"
    NOT_ELIGIBLE_BY_RECORDS = "not_eligible_by_records"
    APPLICATION_EXISTS = "application_exists"
    NOTHING_TO_REVIEW = "nothing_to_review"
    INVALID_SUPERVISOR = "invalid_supervisor"
    TOO_MANY_SUPERVISOR_TRIES = "too_many_supervisor_tries"
    CANNOT_DECIDE_OWN = "cannot_decide_own"
    NOT_THE_SUPERVISOR = "not_the_supervisor"
    OTHER_DEPARTMENT = "other_department"
    GROUND_REQUIRED = "ground_required"
    ALREADY_DECIDED = "already_decided"
    APPLICATION_CHANGED = "application_changed"
    INVALID_SELECTION = "invalid_selection"
    NOT_APPROVED_YET = "not_approved_yet"
    SUSPENDED = "suspended"
    MENTEE_SUSPENDED = "mentee_suspended"
    MENTEE_AT_CAPACITY = "mentee_at_capacity"
    MENTOR_AT_CAPACITY = "mentor_at_capacity"
    MENTOR_NO_LONGER_AVAILABLE = "mentor_no_longer_available"
    TOO_MANY_PENDING_REQUESTS = "too_many_pending_requests"
    CAPACITY_OUT_OF_RANGE = "capacity_out_of_range"
    ONLY_FOR_MENTORS = "only_for_mentors"
    ACTIVE_MENTORSHIP_EXISTS = "active_mentorship_exists"
    SELF_MENTORING = "self_mentoring"
    SUPERVISION_BETWEEN = "supervision_between"
    ASKED_TOO_SOON = "asked_too_soon"
    REQUEST_WAS_CLOSED = "request_was_closed"
    PAIR_EXISTS = "pair_exists"
    NOT_ALLOWED_FOR_SIDE = "not_allowed_for_side"
    NO_AGREEMENT_PROPOSED = "no_agreement_proposed"
    AGREEMENT_CHANGED = "agreement_changed"
    MEETING_CHANGED = "meeting_changed"
    INVALID_END_DATE = "invalid_end_date"
    INVALID_MEETING_TIME = "invalid_meeting_time"
    MEETINGS_OVERLAP = "meetings_overlap"
    TOO_MANY_PROPOSALS = "too_many_proposals"
    MEETING_ON_RECORD = "meeting_on_record"
    HOURS_ALREADY_CONFIRMED = "hours_already_confirmed"
    UNACCEPTED_WARNINGS = "unaccepted_warnings"
    WRONG_NUMBER_OF_SKILLS = "wrong_number_of_skills"
    DUPLICATE_SKILL = "duplicate_skill"
    UNKNOWN_SKILL = "unknown_skill"
    SKILL_EXISTS = "skill_exists"
    ALREADY_RETIRED = "already_retired"
    NOT_RETIRED = "not_retired"
    INVALID_HOLIDAY = "invalid_holiday"
    NOT_A_HOLIDAY = "not_a_holiday"
    UNKNOWN_WORKING_HOURS = "unknown_working_hours"
    INVALID_ADMINISTRATOR = "invalid_administrator"
    INVALID_OFFICE_MEMBER = "invalid_office_member"
    SURVEY_ALREADY_SUBMITTED = "survey_already_submitted"
    UNKNOWN_CHOICE = "unknown_choice"
    NOTHING_ANSWERED = "nothing_answered"
    QUESTION_NOT_ASKED = "question_not_asked"
    NO_FOLLOW_UP = "no_follow_up"
    INVALID_CHOICES = "invalid_choices"
    EMAIL_NOT_FAILED = "email_not_failed"
    STAGE_ALREADY_DONE = "stage_already_done"
    EARLIER_STAGE_PENDING = "earlier_stage_pending"
    STAGES_OUT_OF_ORDER = "stages_out_of_order"
    INVALID_STAGE_TIME = "invalid_stage_time"
    OUTSIDE_FIRST_MONTH = "outside_first_month"
    MATCHING_SKIPPED = "matching_skipped"
    LIST_NOT_AVAILABLE_YET = "list_not_available_yet"
    NOTHING_TO_REPLACE = "nothing_to_replace"
    NO_REPLACEMENT_AVAILABLE = "no_replacement_available"
    INVALID_WEIGHTS = "invalid_weights"
    INVALID_PARAMETER = "invalid_parameter"
    SIGN_IN_NOT_BOUND = "sign_in_not_bound"
    RENUMBERING_DECIDED = "renumbering_decided"
    INVALID_RESOURCE = "invalid_resource"


described_enum(
    ErrorCode,
    description="Reason why a request was rejected; one for each rule that can be broken.",
    values={
        ErrorCode.NOT_FOUND: "The object does not exist, or the viewer may not see it or act on it.",
        ErrorCode.NOT_PERMITTED: "Everybody may see the object, but only others may do this with it.",
        ErrorCode.IDEMPOTENCY_KEY_REUSED: "The idempotency key was used for a different request.",
        ErrorCode.ILLEGAL_TRANSITION: "The object's present state does not allow this step.",
        ErrorCode.CHANGED_MEANWHILE: "What is saved as a whole was saved, by somebody or elsewhere, since it was read.",
        ErrorCode.INVALID_TEXT: "A text is missing, too long, or has characters that are not allowed.",
        ErrorCode.INELIGIBLE: "The person does not meet the eligibility criteria (ELIG-1, ELIG-2).",
        ErrorCode.NOT_ELIGIBLE_BY_RECORDS: (
            "The applicant is not eligible by the State's records; the viewer may not know the criterion (ELIG-5)."
        ),
        ErrorCode.APPLICATION_EXISTS: "The person has an application for this role already (APP-1).",
        ErrorCode.NOTHING_TO_REVIEW: "There is no decision made in lieu of the viewer to mark as seen (APR-5).",
        ErrorCode.INVALID_SUPERVISOR: "The named person cannot be the supervisor of the application (APP-7).",
        ErrorCode.TOO_MANY_SUPERVISOR_TRIES: (
            "The viewer named too many people within the hour whom the directory does not have (APP-7)."
        ),
        ErrorCode.CANNOT_DECIDE_OWN: "Applicants cannot decide their own application (APR-9).",
        ErrorCode.NOT_THE_SUPERVISOR: "Only the application's supervisor can do this (APR-1, APR-5).",
        ErrorCode.OTHER_DEPARTMENT: "An administrator decides only for applicants of their own departments (APR-4).",
        ErrorCode.GROUND_REQUIRED: "An administrator must state the ground for deciding in lieu (APR-4).",
        ErrorCode.APPLICATION_CHANGED: "The application, or its decision, changed after the viewer read it (APR-1).",
        ErrorCode.ALREADY_DECIDED: "The application has been decided already (APR-9).",
        ErrorCode.INVALID_SELECTION: "Nothing is selected, too much, or the same thing twice (APR-1).",
        ErrorCode.NOT_APPROVED_YET: "The person has no approved application in the role (APP-6).",
        ErrorCode.SUSPENDED: "The viewer's participation is suspended (ELIG-4).",
        ErrorCode.MENTEE_SUSPENDED: "The mentee's participation is suspended (ELIG-4).",
        ErrorCode.MENTEE_AT_CAPACITY: "The mentee has the maximum number of mentors (CAP-1).",
        ErrorCode.MENTOR_AT_CAPACITY: "The mentor has the maximum number of mentees (CAP-2).",
        ErrorCode.MENTOR_NO_LONGER_AVAILABLE: (
            "The mentor accepts no new mentees; the reason is not revealed (CAP-2, CAP-3, ELIG-4)."
        ),
        ErrorCode.TOO_MANY_PENDING_REQUESTS: "The mentee has the maximum number of unanswered requests (REQ-7).",
        ErrorCode.CAPACITY_OUT_OF_RANGE: "A mentor's number of mentees is out of range (CAP-2).",
        ErrorCode.ONLY_FOR_MENTORS: "The form of a mentee does not ask this (CAP-3).",
        ErrorCode.ACTIVE_MENTORSHIP_EXISTS: (
            "The person cannot leave a role while a mentorship in it is active (APP-9)."
        ),
        ErrorCode.SELF_MENTORING: "A mentee cannot request themselves as a mentor (REQ-1).",
        ErrorCode.SUPERVISION_BETWEEN: "A supervisor and a direct report do not mentor each other (MAT-6).",
        ErrorCode.ASKED_TOO_SOON: "The mentee can ask this mentor again only later (MAT-6).",
        ErrorCode.REQUEST_WAS_CLOSED: "The request was closed or canceled before the mentor answered (CAP-4, DIR-1).",
        ErrorCode.PAIR_EXISTS: "The two have an open request or an active mentorship already (REQ-6).",
        ErrorCode.NOT_ALLOWED_FOR_SIDE: "Only the other person of the mentorship, or one of the two, can do this.",
        ErrorCode.NO_AGREEMENT_PROPOSED: "The partner has proposed no agreement to accept (MEN-1).",
        ErrorCode.AGREEMENT_CHANGED: "The agreement changed after the viewer read it (MEN-1).",
        ErrorCode.MEETING_CHANGED: "The meeting was moved after the viewer read it (MEN-2).",
        ErrorCode.INVALID_END_DATE: "The agreed end is too early (MEN-1).",
        ErrorCode.INVALID_MEETING_TIME: "The time or the length of the meeting is not possible (MEN-2).",
        ErrorCode.MEETINGS_OVERLAP: "One of the two people has another meeting at this time (MEN-4).",
        ErrorCode.TOO_MANY_PROPOSALS: "Too many proposed meetings of the mentorship wait for an answer (MEN-2).",
        ErrorCode.MEETING_ON_RECORD: "The two have a meeting at this time on record already (MEN-4).",
        ErrorCode.HOURS_ALREADY_CONFIRMED: "The hours of the meeting are confirmed already (MEN-4).",
        ErrorCode.UNACCEPTED_WARNINGS: "The time of the meeting has warnings that were not accepted (MEN-3).",
        ErrorCode.WRONG_NUMBER_OF_SKILLS: "Too few or too many skills are chosen (APP-4).",
        ErrorCode.DUPLICATE_SKILL: "A skill is chosen more than once (APP-4).",
        ErrorCode.UNKNOWN_SKILL: "The skill is not in the catalog, is in the other category, or is retired (APP-5).",
        ErrorCode.SKILL_EXISTS: "The catalog has this skill already (APP-5).",
        ErrorCode.ALREADY_RETIRED: "The skill is retired already (APP-5).",
        ErrorCode.NOT_RETIRED: "The skill is not retired (APP-5).",
        ErrorCode.INVALID_HOLIDAY: "The day cannot be a holiday: it is on a weekend, or too far away (MAT-2).",
        ErrorCode.NOT_A_HOLIDAY: "The State works on the day, so there is no holiday to remove (MAT-2).",
        ErrorCode.UNKNOWN_WORKING_HOURS: "The working hours are not one of the form's choices (APP-3).",
        ErrorCode.INVALID_ADMINISTRATOR: "The person cannot be named or removed as an administrator (APR-8).",
        ErrorCode.INVALID_OFFICE_MEMBER: "The person cannot be added to or removed from the program office.",
        ErrorCode.SURVEY_ALREADY_SUBMITTED: "The survey has been answered already (SUR-1).",
        ErrorCode.UNKNOWN_CHOICE: "The answer is not one of the question's choices (SUR-3).",
        ErrorCode.NOTHING_ANSWERED: "Every question of the survey is left open (SUR-2).",
        ErrorCode.QUESTION_NOT_ASKED: "The question is asked only of the other person of the mentorship (SUR-3).",
        ErrorCode.NO_FOLLOW_UP: "The survey has no open request for contact by the office (SUR-4).",
        ErrorCode.INVALID_CHOICES: "The choices of a survey's question are too few, too many or duplicated (SUR-3).",
        ErrorCode.EMAIL_NOT_FAILED: "Only a failed email can be sent again or discarded.",
        ErrorCode.STAGE_ALREADY_DONE: "The stage has been run or skipped already (MAT-2).",
        ErrorCode.EARLIER_STAGE_PENDING: "An earlier stage must be run or skipped first (MAT-2).",
        ErrorCode.STAGES_OUT_OF_ORDER: "With these times, a stage would come before an earlier one (MAT-2).",
        ErrorCode.INVALID_STAGE_TIME: "The time of a stage is not possible (MAT-2).",
        ErrorCode.OUTSIDE_FIRST_MONTH: (
            "The matching is outside the quarter's first month, and `outsideFirstMonth` is not set (MAT-2)."
        ),
        ErrorCode.MATCHING_SKIPPED: "The quarter's matching was skipped, so there are no lists to send (MAT-2).",
        ErrorCode.LIST_NOT_AVAILABLE_YET: "The viewer has no list of recommended mentors yet (MAT-4).",
        ErrorCode.NOTHING_TO_REPLACE: "All mentors on the viewer's list can still be requested (MAT-4).",
        ErrorCode.NO_REPLACEMENT_AVAILABLE: "No other mentors can be recommended now (MAT-4).",
        ErrorCode.INVALID_WEIGHTS: "The weights of the ranks do not decrease, or are out of range (MAT-1).",
        ErrorCode.INVALID_PARAMETER: "A parameter of a matching run is out of range (MAT-7).",
        ErrorCode.SIGN_IN_NOT_BOUND: "The person is bound to no account at the identity provider (DIR-5).",
        ErrorCode.RENUMBERING_DECIDED: "It was decided already whether the two employee IDs are one person's (DIR-2).",
        ErrorCode.INVALID_RESOURCE: "A text of the guidance has a part that cannot be shown (WEB-3).",
    },
)


def code_of(error: type[DomainError]) -> ErrorCode:
    """Raises KeyError for an error that has no code; a test keeps the list complete."""
    return ErrorCode[re.sub(r"(?<!^)(?=[A-Z])", "_", error.__name__).upper()]
