"""Typed ids; all are text, so that logs and cursors show them unchanged."""

from typing import NewType

PersonId = NewType("PersonId", str)
"""Identifies a person in the program. Random, so that it tells nothing of the person."""
EmployeeNumber = NewType("EmployeeNumber", str)
"""The State's employee id, which identifies a person in the directory's files and the import's reports."""
DepartmentCode = NewType("DepartmentCode", str)
ApplicationId = NewType("ApplicationId", str)
MentorshipId = NewType("MentorshipId", str)
MeetingId = NewType("MeetingId", str)
SkillId = NewType("SkillId", str)
RunId = NewType("RunId", str)
TrialRunId = NewType("TrialRunId", str)
ImportId = NewType("ImportId", str)
RenumberingId = NewType("RenumberingId", str)
SessionId = NewType("SessionId", str)
ResourceSlug = NewType("ResourceSlug", str)
"""Names a text of the guidance in the site's addresses; the texts are a fixed set."""
