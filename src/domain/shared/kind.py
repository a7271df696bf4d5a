"""The two kinds of application, which are the two roles in the program (APP-1)."""

from enum import Enum


class ApplicationKind(Enum):
    MENTOR = "mentor"
    MENTEE = "mentee"

    @property
    def eligibility_rule(self) -> str:
        return "ELIG-1" if self is ApplicationKind.MENTOR else "ELIG-2"
