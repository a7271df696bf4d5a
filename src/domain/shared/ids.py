"""Typed ids; all are text, so that logs and cursors show them unchanged."""

from typing import NewType

PersonId = NewType("PersonId", str)
"""The State's employee id, which identifies a person in the directory and in the program."""
DepartmentCode = NewType("DepartmentCode", str)
ApplicationId = NewType("ApplicationId", str)
MentorshipId = NewType("MentorshipId", str)
MeetingId = NewType("MeetingId", str)
SkillId = NewType("SkillId", str)
RunId = NewType("RunId", str)
TrialRunId = NewType("TrialRunId", str)
SessionId = NewType("SessionId", str)
