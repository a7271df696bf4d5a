"""Typed identities; all are text, so that a log or a cursor shows them as they are."""

from typing import NewType

PersonId = NewType("PersonId", str)
"""The State's employee id: who a person is in the directory, and in the program."""
DepartmentCode = NewType("DepartmentCode", str)
ApplicationId = NewType("ApplicationId", str)
MentorshipId = NewType("MentorshipId", str)
MeetingId = NewType("MeetingId", str)
SkillId = NewType("SkillId", str)
RunId = NewType("RunId", str)
TrialRunId = NewType("TrialRunId", str)
