"""The code of each refusal: the broken rule's own name, so that the schema lists all there are."""

import re
from enum import Enum

import strawberry

from moments.domain.shared.errors import DomainError


@strawberry.enum(description="Why something was refused; one for each rule that can be broken.")
class ErrorCode(Enum):
    NOT_FOUND = "not_found"
    KEY_REUSED = "key_reused"
    ILLEGAL_TRANSITION = "illegal_transition"
    UNUSABLE_TEXT = "unusable_text"
    INELIGIBLE = "ineligible"
    APPLICATION_EXISTS = "application_exists"
    NOTHING_TO_REVIEW = "nothing_to_review"
    UNFIT_SUPERVISOR = "unfit_supervisor"
    OWN_APPLICATION = "own_application"
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
    TOO_MANY_WAITING = "too_many_waiting"
    CAPACITY_OUT_OF_RANGE = "capacity_out_of_range"
    STILL_MENTORING = "still_mentoring"
    SELF_MENTORING = "self_mentoring"
    REQUEST_WAS_CLOSED = "request_was_closed"
    PAIR_EXISTS = "pair_exists"
    NOT_YOUR_SIDE = "not_your_side"
    NOTHING_TO_AGREE = "nothing_to_agree"
    AGREEMENT_CHANGED = "agreement_changed"
    UNFIT_END_DATE = "unfit_end_date"
    UNFIT_MEETING_TIME = "unfit_meeting_time"
    WRONG_NUMBER_OF_SKILLS = "wrong_number_of_skills"
    DOUBLED_SKILL = "doubled_skill"
    UNKNOWN_SKILL = "unknown_skill"
    SKILL_EXISTS = "skill_exists"
    ALREADY_RETIRED = "already_retired"
    NOT_RETIRED = "not_retired"
    UNKNOWN_WORKING_HOURS = "unknown_working_hours"
    UNFIT_ADMINISTRATOR = "unfit_administrator"
    UNFIT_OFFICE_MEMBER = "unfit_office_member"
    SURVEY_ANSWERED = "survey_answered"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_ASKED = "not_asked"
    NO_FOLLOW_UP = "no_follow_up"
    UNFIT_CHOICES = "unfit_choices"
    LETTER_NOT_FAILED = "letter_not_failed"
    STAGE_IS_OVER = "stage_is_over"
    EARLIER_STAGE_OPEN = "earlier_stage_open"
    STAGES_OUT_OF_ORDER = "stages_out_of_order"
    UNFIT_STAGE_TIME = "unfit_stage_time"
    OUTSIDE_FIRST_MONTH = "outside_first_month"
    NOTHING_MATCHED = "nothing_matched"
    NO_LIST_YET = "no_list_yet"
    NOTHING_TO_REPLACE = "nothing_to_replace"
    NOBODY_ELSE = "nobody_else"
    BAD_WEIGHTS = "bad_weights"
    BAD_PARAMETER = "bad_parameter"


def code_of(error: type[DomainError]) -> ErrorCode:
    """KeyError for a refusal that the schema does not know; a test holds the list complete."""
    return ErrorCode[re.sub(r"(?<!^)(?=[A-Z])", "_", error.__name__).upper()]
