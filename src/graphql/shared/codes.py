"""The code of each refusal: the broken rule's own name, so that the schema lists all there are."""

import re
from enum import Enum

import strawberry

from moments.domain.shared.errors import DomainError


@strawberry.enum(description="Reason why a request was rejected; one for each rule that can be broken.")
class ErrorCode(Enum):
    NOT_FOUND = "not_found"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    ILLEGAL_TRANSITION = "illegal_transition"
    INVALID_TEXT = "invalid_text"
    INELIGIBLE = "ineligible"
    APPLICATION_EXISTS = "application_exists"
    NOTHING_TO_REVIEW = "nothing_to_review"
    INVALID_SUPERVISOR = "invalid_supervisor"
    CANNOT_DECIDE_OWN = "cannot_decide_own"
    NOT_THE_SUPERVISOR = "not_the_supervisor"
    OTHER_DEPARTMENT = "other_department"
    GROUND_REQUIRED = "ground_required"
    ALREADY_DECIDED = "already_decided"
    NOT_APPROVED_YET = "not_approved_yet"
    SUSPENDED = "suspended"
    MENTEE_SUSPENDED = "mentee_suspended"
    MENTEE_AT_CAPACITY = "mentee_at_capacity"
    MENTOR_AT_CAPACITY = "mentor_at_capacity"
    MENTOR_NO_LONGER_AVAILABLE = "mentor_no_longer_available"
    TOO_MANY_PENDING_REQUESTS = "too_many_pending_requests"
    CAPACITY_OUT_OF_RANGE = "capacity_out_of_range"
    ACTIVE_MENTORSHIP_EXISTS = "active_mentorship_exists"
    SELF_MENTORING = "self_mentoring"
    REQUEST_WAS_CLOSED = "request_was_closed"
    PAIR_EXISTS = "pair_exists"
    NOT_ALLOWED_FOR_SIDE = "not_allowed_for_side"
    NO_AGREEMENT_PROPOSED = "no_agreement_proposed"
    AGREEMENT_CHANGED = "agreement_changed"
    INVALID_END_DATE = "invalid_end_date"
    INVALID_MEETING_TIME = "invalid_meeting_time"
    WRONG_NUMBER_OF_SKILLS = "wrong_number_of_skills"
    DUPLICATE_SKILL = "duplicate_skill"
    UNKNOWN_SKILL = "unknown_skill"
    SKILL_EXISTS = "skill_exists"
    ALREADY_RETIRED = "already_retired"
    NOT_RETIRED = "not_retired"
    UNKNOWN_WORKING_HOURS = "unknown_working_hours"
    INVALID_ADMINISTRATOR = "invalid_administrator"
    INVALID_OFFICE_MEMBER = "invalid_office_member"
    SURVEY_ALREADY_SUBMITTED = "survey_already_submitted"
    UNKNOWN_CHOICE = "unknown_choice"
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


def code_of(error: type[DomainError]) -> ErrorCode:
    """KeyError for a refusal that the schema does not know; a test holds the list complete."""
    return ErrorCode[re.sub(r"(?<!^)(?=[A-Z])", "_", error.__name__).upper()]
